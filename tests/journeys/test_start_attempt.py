"""Starting a quiz: who may, what is drawn, and that there is one open attempt at most."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessment.errors import NoAttemptsLeft, NothingToAsk
from app.assessment.models import Attempt, AttemptQuestion, QuestionRevision
from app.content.models import Library, Status
from app.database import Database
from app.journeys.complete_module import Learner
from app.learning.actions import close_gate, open_gate
from app.learning.errors import NoSuchModule, NotYet
from tests.people import MONDAY, first_learner
from tests.people import learner as another
from tests.quizzes import begin, look, read_lessons, take_quiz


def rows(session: Session, model: type[Attempt | AttemptQuestion | QuestionRevision]) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def with_status(library: Library, module_id: str, status: Status) -> Library:
    module = replace(library.modules[module_id], status=status)
    return replace(library, modules={**library.modules, module_id: module})


def without_quiz(library: Library, module_id: str) -> Library:
    module = replace(library.modules[module_id], quiz=None)
    return replace(library, modules={**library.modules, module_id: module})


async def test_the_attempt_fixes_what_decides_it(database: Database, library: Library, learner: Learner) -> None:
    attempt_id = await database.write(begin, library, learner)
    state, questions = await database.read(look, learner, attempt_id)
    assert (state.number, state.track, state.pass_mark, state.feedback) == (1, "worker", 80, "after_each")
    assert state.positions == 7
    assert state.max_points == sum(asked.points for asked in questions) == 8
    assert state.next_position == 1
    assert [asked.position for asked in questions] == list(range(1, 8))
    bank = library.modules["board"].bank
    assert {(asked.question_id, asked.revision_id) for asked in questions} == {
        (each.question.id, each.id) for each in library.modules["board"].pool("worker")
    }
    assert await database.read(rows, QuestionRevision) == 7
    assert "q-lead" in bank
    assert "q-lead" not in {asked.question_id for asked in questions}


async def test_a_second_start_gives_the_open_attempt(database: Database, library: Library, learner: Learner) -> None:
    first = await database.write(begin, library, learner)
    assert await database.write(begin, library, learner) == first
    assert await database.read(rows, Attempt) == 1


async def test_twenty_starts_at_once_make_one_attempt(database: Database, library: Library, learner: Learner) -> None:
    started = await asyncio.gather(*(database.write(begin, library, learner) for _ in range(20)))
    assert len(set(started)) == 1
    assert await database.read(rows, Attempt) == 1
    assert await database.read(rows, AttemptQuestion) == 7


async def test_two_learners_share_the_stored_revisions(database: Database, library: Library, learner: Learner) -> None:
    bea = await database.write(another, learner.enterprise_id, "Bea")
    one, other = await asyncio.gather(*(database.write(begin, library, each) for each in (learner, bea)))
    assert one != other
    assert await database.read(rows, Attempt) == 2
    assert await database.read(rows, QuestionRevision) == 7


async def test_many_can_start_a_new_module_at_once(database: Database, library: Library, learner: Learner) -> None:
    """All store the same revisions first: in orders of their own they would wait for each other till one is refused."""
    team = [await database.write(another, learner.enterprise_id, f"Worker {number}") for number in range(24)]
    async with asyncio.timeout(10):
        started = await asyncio.gather(*(database.write(begin, library, each) for each in team))
    assert len(set(started)) == 24
    assert await database.read(rows, QuestionRevision) == 7


async def test_an_open_attempt_goes_on_though_the_module_is_withdrawn(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id = await database.write(begin, library, learner)
    for changed in (
        with_status(library, "board", "retired"),
        without_quiz(library, "board"),
        replace(library, modules={}),
    ):
        assert await database.write(begin, changed, learner) == attempt_id


@pytest.mark.parametrize("status", ["draft", "retired"])
async def test_a_module_that_learners_do_not_see_has_no_quiz(
    database: Database, library: Library, learner: Learner, status: Status
) -> None:
    with pytest.raises(NoSuchModule):
        await database.write(begin, with_status(library, "board", status), learner)
    with pytest.raises(NoSuchModule):
        await database.write(begin, library, learner, "nowhere")
    assert await database.read(rows, Attempt) == 0


async def test_a_module_without_a_quiz_for_the_track_asks_nothing(
    database: Database, library: Library, learner: Learner
) -> None:
    with pytest.raises(NothingToAsk):
        await database.write(begin, without_quiz(library, "board"), learner)
    workers_only = replace(library.modules["board"], tracks={"worker": ("goal", "speak")})
    manager = replace(learner, track="manager")
    with pytest.raises(NothingToAsk):
        await database.write(begin, replace(library, modules={"board": workers_only}), manager)


async def test_prerequisites_come_first(database: Database, library: Library, learner: Learner) -> None:
    with pytest.raises(NotYet) as waits:
        await database.write(begin, library, learner, "walk")
    assert [module.id for module in waits.value.first] == ["board"]
    assert await database.read(rows, Attempt) == 0
    await read_lessons(database, library, learner)
    with pytest.raises(NotYet):
        await database.write(begin, library, learner, "walk")
    await take_quiz(database, library, learner)
    assert await database.write(begin, library, learner, "walk")


async def test_an_admin_opens_the_gate_for_one_enterprise(
    database: Database, library: Library, learner: Learner
) -> None:
    stranger = await database.write(first_learner, "Bea")
    await database.write(open_gate, learner.enterprise_id, "walk", None, MONDAY)
    attempt_id = await database.write(begin, library, learner, "walk")
    with pytest.raises(NotYet):
        await database.write(begin, library, stranger, "walk")
    await database.write(close_gate, learner.enterprise_id, "walk")
    assert await database.write(begin, library, learner, "walk") == attempt_id


async def test_the_rule_limits_the_attempts(database: Database, library: Library, learner: Learner) -> None:
    await database.write(open_gate, learner.enterprise_id, "walk", None, MONDAY)
    for number in (1, 2):
        reply = await take_quiz(database, library, learner, "walk", right=False)
        state, _ = await database.read(look, learner, reply.attempt.id)
        assert (state.number, state.passed) == (number, False)
    with pytest.raises(NoAttemptsLeft):
        await database.write(begin, library, learner, "walk")


async def test_a_retry_asks_what_was_not_seen(database: Database, library: Library, learner: Learner) -> None:
    await database.write(open_gate, learner.enterprise_id, "walk", None, MONDAY)
    seen = []
    for _ in range(2):
        reply = await take_quiz(database, library, learner, "walk", right=False)
        _, questions = await database.read(look, learner, reply.attempt.id)
        seen.append({asked.question_id for asked in questions})
    assert seen[0] | seen[1] == {"q-hazard", "q-fix", "q-score"}
