"""Answering: stored once, marked once, the same reply however often it is sent."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessment.errors import NoSuchAttempt, NoSuchQuestion, ResponseIdTaken
from app.assessment.models import Response
from app.content.models import Library
from app.database import Database
from app.journeys.complete_module import Learner
from app.questions.question import Unreadable
from app.questions.types import TYPES
from tests.people import first_learner, later
from tests.people import learner as another
from tests.quizzes import answer, begin, look, submit, take_quiz


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Response)).scalar_one()


def position_of(session: Session, learner: Learner, attempt_id: UUID, question_id: str) -> int:
    _, questions = look(session, learner, attempt_id)
    return next(asked.position for asked in questions if asked.question_id == question_id)


async def test_fifty_at_once_are_one_row_one_mark_and_one_reply(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id = await database.write(begin, library, learner)
    submission = await database.read(submit, library, learner, attempt_id, 1)
    replies = await asyncio.gather(*(answer(database, library, learner, submission) for _ in range(50)))
    assert await database.read(count) == 1
    assert {reply.recorded for reply in replies} == {True}
    assert {reply.asked.response_id for reply in replies} == {submission.id}
    assert {reply.asked.score for reply in replies} == {1.0}
    assert all(reply.asked == replies[0].asked for reply in replies)
    assert all(reply.revision == replies[0].revision for reply in replies)


async def test_the_whole_reply_is_the_same_when_sent_again(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id = await database.write(begin, library, learner)
    submission = await database.read(submit, library, learner, attempt_id, 1)
    assert await answer(database, library, learner, submission) == await answer(database, library, learner, submission)


async def test_the_reply_to_the_last_answer_is_the_same_when_sent_again(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id = await database.write(begin, library, learner)
    last = await database.read(submit, library, learner, attempt_id, 7)
    for position in range(1, 7):
        await answer(database, library, learner, await database.read(submit, library, learner, attempt_id, position))
    first = await answer(database, library, learner, last, later(9))
    assert first.attempt.passed is True
    assert first.attempt.next_position is None
    assert await answer(database, library, learner, last, later(99)) == first


async def test_the_first_answer_counts(database: Database, library: Library, learner: Learner) -> None:
    attempt_id = await database.write(begin, library, learner)
    first = await database.read(submit, library, learner, attempt_id, 1, right=False)
    second = await database.read(submit, library, learner, attempt_id, 1, right=True)
    assert (await answer(database, library, learner, first)).recorded is True
    reply = await answer(database, library, learner, second)
    assert reply.recorded is False
    assert reply.asked.response_id == first.id
    assert reply.asked.score == 0.0
    assert await database.read(count) == 1


async def test_of_fifty_different_answers_at_once_one_counts_for_all(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id = await database.write(begin, library, learner)
    sent = [
        await database.read(submit, library, learner, attempt_id, 1, right=bool(number % 2)) for number in range(50)
    ]
    replies = await asyncio.gather(*(answer(database, library, learner, each) for each in sent))
    assert [reply.recorded for reply in replies].count(True) == 1
    assert len({(reply.asked.response_id, reply.asked.score) for reply in replies}) == 1
    assert await database.read(count) == 1


async def test_all_questions_at_once_finish_the_attempt_once(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id = await database.write(begin, library, learner)
    sent = [await database.read(submit, library, learner, attempt_id, position) for position in range(1, 8)]
    await asyncio.gather(*(answer(database, library, learner, each) for each in sent))
    state, questions = await database.read(look, learner, attempt_id)
    assert (state.points, state.passed, state.percent) == (8.0, True, 100)
    assert all(asked.score == 1.0 for asked in questions)


@pytest.mark.parametrize("kind", sorted(name for name, each in TYPES.items() if each.PURPOSE == "mark"))
@pytest.mark.parametrize("right", [True, False])
async def test_every_type_is_marked_and_kept(
    database: Database, story_library: Library, learner: Learner, kind: str, right: bool
) -> None:
    library = story_library
    module = "story" if kind in ("cloze", "scenario") else "board"
    attempt_id = await database.write(begin, library, learner, module)
    position = await database.read(position_of, learner, attempt_id, f"q-{kind.removesuffix('false')}")
    submission = await database.read(submit, library, learner, attempt_id, position, right=right)
    reply = await answer(database, library, learner, submission)
    assert reply.asked.score == float(right)
    assert reply.asked.answer is not None
    _, questions = await database.read(look, learner, attempt_id)
    assert questions[position - 1] == reply.asked


async def test_not_sure_is_an_answer_that_earns_nothing(database: Database, library: Library, learner: Learner) -> None:
    attempt_id = await database.write(begin, library, learner)
    submission = replace(await database.read(submit, library, learner, attempt_id, 1), form=None)
    reply = await answer(database, library, learner, submission)
    assert (reply.recorded, reply.asked.answer, reply.asked.score) == (True, None, 0.0)
    _, questions = await database.read(look, learner, attempt_id)
    assert questions[0].is_answered
    assert questions[0].answer is None


@pytest.mark.parametrize("form", [{}, {"choice": ["99"]}, {"typed": [""]}, {"place-1": ["1"]}, {"choice": ["1", "1"]}])
async def test_what_cannot_be_read_stores_nothing(
    database: Database, library: Library, learner: Learner, form: dict[str, list[str]]
) -> None:
    attempt_id = await database.write(begin, library, learner)
    position = await database.read(position_of, learner, attempt_id, "q-order")
    submission = replace(await database.read(submit, library, learner, attempt_id, position), form=form)
    with pytest.raises(Unreadable, match="places"):
        await answer(database, library, learner, submission)
    assert await database.read(count) == 0
    good = await database.read(submit, library, learner, attempt_id, position, response_id=submission.id)
    assert (await answer(database, library, learner, good)).recorded is True


async def test_an_attempt_of_somebody_else_does_not_exist(
    database: Database, library: Library, learner: Learner
) -> None:
    colleague = await database.write(another, learner.enterprise_id, "Bea")
    stranger = await database.write(first_learner, "Chidi")
    attempt_id = await database.write(begin, library, learner)
    submission = await database.read(submit, library, learner, attempt_id, 1)
    for other in (colleague, stranger):
        with pytest.raises(NoSuchAttempt):
            await answer(database, library, other, submission)
    with pytest.raises(NoSuchAttempt):
        await answer(database, library, learner, replace(submission, attempt_id=uuid4()))
    assert await database.read(count) == 0


@pytest.mark.parametrize("position", [-1, 0, 8, 2**40])
async def test_a_question_that_was_not_asked_does_not_exist(
    database: Database, library: Library, learner: Learner, position: int
) -> None:
    attempt_id = await database.write(begin, library, learner)
    submission = await database.read(submit, library, learner, attempt_id, 1)
    with pytest.raises(NoSuchQuestion):
        await answer(database, library, learner, replace(submission, position=position))
    assert await database.read(count) == 0


async def test_an_id_serves_one_answer_only(database: Database, library: Library, learner: Learner) -> None:
    colleague = await database.write(another, learner.enterprise_id, "Bea")
    mine, theirs = [await database.write(begin, library, each) for each in (learner, colleague)]
    first = await database.read(submit, library, learner, mine, 1)
    await answer(database, library, learner, first)
    again = await database.read(submit, library, learner, mine, 2, response_id=first.id)
    foreign = await database.read(submit, library, colleague, theirs, 1, response_id=first.id)
    with pytest.raises(ResponseIdTaken):
        await answer(database, library, learner, again)
    with pytest.raises(ResponseIdTaken):
        await answer(database, library, colleague, foreign)
    assert await database.read(count) == 1


async def test_one_id_for_two_questions_at_once_is_stored_once(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id, shared = await database.write(begin, library, learner), uuid4()
    sent = [
        await database.read(submit, library, learner, attempt_id, place, response_id=shared) for place in range(1, 7)
    ]
    outcomes = await asyncio.gather(
        *(answer(database, library, learner, each) for each in sent), return_exceptions=True
    )
    assert [type(each) for each in outcomes].count(ResponseIdTaken) == 5
    assert await database.read(count) == 1


async def test_the_last_answer_closes_the_attempt_with_its_points(
    database: Database, library: Library, learner: Learner
) -> None:
    reply = await take_quiz(database, library, learner, right=False)
    state, _ = await database.read(look, learner, reply.attempt.id)
    assert (state.points, state.passed, state.percent) == (0.0, False, 0)
    assert state.finished_at == later(7)
    second = await take_quiz(database, library, learner)
    state, _ = await database.read(look, learner, second.attempt.id)
    assert (state.number, state.points, state.passed) == (2, 8.0, True)


async def test_the_attempt_closes_with_the_last_one_missing_in_any_order(
    database: Database, library: Library, learner: Learner
) -> None:
    attempt_id = await database.write(begin, library, learner)
    for position in (7, 2, 1, 5, 6, 4, 3):
        state, _ = await database.read(look, learner, attempt_id)
        assert state.finished_at is None
        await answer(database, library, learner, await database.read(submit, library, learner, attempt_id, position))
    state, _ = await database.read(look, learner, attempt_id)
    assert state.passed is True


async def test_who_reaches_the_pass_mark_exactly_passes(database: Database, library: Library, learner: Learner) -> None:
    """Of 8 points 80 per cent are 6.4: one wrong question of one point leaves 7, two leave 6."""
    for wrong, passed in ((1, True), (2, False)):
        attempt_id = await database.write(begin, library, learner)
        _, questions = await database.read(look, learner, attempt_id)
        light = [asked.position for asked in questions if asked.points == 1][:wrong]
        for asked in questions:
            right = asked.position not in light
            sent = await database.read(submit, library, learner, attempt_id, asked.position, right=right)
            await answer(database, library, learner, sent)
        state, _ = await database.read(look, learner, attempt_id)
        assert (state.points, state.passed) == (8.0 - wrong, passed)
