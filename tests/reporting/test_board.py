"""The board: states, never answers; who needs help; shares by track; and a fixed number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.accounts.actions import note_wrong_try
from app.accounts.locking import FREE_TRIES
from app.content.models import Library
from app.database import Database
from app.journeys.complete_module import Learner
from app.journeys.finish_lesson import finish_lesson
from app.journeys.revoke_certificate import revoke_certificate
from app.reporting.board import QUIET, Board, Cell, Share, board
from app.reporting.standing import standing
from tests.people import MONDAY, enterprise, later, learner
from tests.quizzes import ISSUER, read_lessons, take_quiz


def three_people(session: Session) -> tuple[Learner, Learner, Learner]:
    """Add two workers and a manager to one enterprise, and a stranger to another."""
    ours, theirs = enterprise(session), enterprise(session, "Elsewhere Ltd")
    assert ours.id is not None
    assert theirs.id is not None
    learner(session, theirs.id, "Stranger")
    return (
        learner(session, ours.id, "Amina"),
        learner(session, ours.id, "Bashir"),
        learner(session, ours.id, "Chitra", track="manager", manages=True),
    )


async def shown(database: Database, library: Library, who: Learner, days: int = 0) -> Board:
    """Give the board of somebody's enterprise so many days after Monday."""
    return await database.report(board, library, who.enterprise_id, MONDAY + timedelta(days=days))


def named(found: Board, name: str) -> dict[str, Cell]:
    """Give the cells of the person of this name."""
    return next(dict(row.cells) for row in found.rows if row.name == name)


async def test_who_has_just_joined_has_started_nothing(database: Database, library: Library) -> None:
    amina, _, _ = await database.write(three_people)
    found = await shown(database, library, amina)
    assert [row.name for row in found.rows] == ["Amina", "Bashir", "Chitra"]
    assert named(found, "Amina") == {"board": Cell("new", 0, 3, None), "walk": Cell("new", 0, 3, None)}
    assert not any(row.needs_help for row in found.rows)


async def test_states_follow_the_same_rules_as_the_learners_own_pages(database: Database, library: Library) -> None:
    amina, bashir, chitra = await database.write(three_people)
    await database.write(finish_lesson, library, ISSUER, bashir, "board", "goal", MONDAY)
    await read_lessons(database, library, amina)
    reply = await take_quiz(database, library, amina)
    assert reply.recorded
    found = await shown(database, library, amina)
    own = await database.read(standing, library, amina.person_id, amina.track, amina.enterprise_id)
    assert named(found, "Bashir")["board"] == Cell("started", 1, 3, None)
    assert named(found, "Amina")["board"] == Cell("certified", 3, 3, own.progress["board"].certificate)
    assert found.shares["board"] == {"worker": Share(1, 2), "manager": Share(0, 1)}
    assert {row.name: row.track for row in found.rows}["Chitra"] == chitra.track


async def test_a_failed_quiz_counts_as_started(database: Database, library: Library) -> None:
    amina, _, _ = await database.write(three_people)
    await take_quiz(database, library, amina, right=False)
    assert named(await shown(database, library, amina), "Amina")["board"] == Cell("started", 0, 3, None)


async def test_a_withdrawn_certificate_leaves_the_module_finished(database: Database, library: Library) -> None:
    amina, _, _ = await database.write(three_people)
    await read_lessons(database, library, amina)
    await take_quiz(database, library, amina)
    number = named(await shown(database, library, amina), "Amina")["board"].certificate
    assert number is not None
    await database.write(revoke_certificate, number, "Wrong person", later(60))
    assert named(await shown(database, library, amina), "Amina")["board"] == Cell("finished", 3, 3, None)


@pytest.mark.parametrize(("days", "help_needed"), [(QUIET.days - 1, False), (QUIET.days, True)])
async def test_who_is_midway_and_quiet_needs_help(
    database: Database, library: Library, days: int, help_needed: bool
) -> None:
    amina, bashir, _ = await database.write(three_people)
    await database.write(finish_lesson, library, ISSUER, bashir, "board", "goal", MONDAY)
    found = await shown(database, library, amina, days)
    assert {row.name for row in found.rows if row.needs_help} == ({"Bashir"} if help_needed else set())
    assert (found.rows[0].name == "Bashir") is help_needed


async def test_who_has_finished_and_who_never_began_are_left_in_peace(database: Database, library: Library) -> None:
    amina, _, _ = await database.write(three_people)
    await read_lessons(database, library, amina)
    await take_quiz(database, library, amina)
    found = await shown(database, library, amina, 100)
    assert not any(row.needs_help for row in found.rows)


async def test_who_is_locked_out_needs_help_at_once(database: Database, library: Library) -> None:
    amina, bashir, _ = await database.write(three_people)
    for _ in range(FREE_TRIES):
        await database.write(note_wrong_try, bashir.person_id, MONDAY)
    found = await shown(database, library, amina)
    assert [(row.name, row.locked) for row in found.rows if row.needs_help] == [("Bashir", True)]


async def test_other_enterprises_are_not_on_the_board(database: Database, library: Library) -> None:
    amina, _, _ = await database.write(three_people)
    assert "Stranger" not in {row.name for row in (await shown(database, library, amina)).rows}


def more_people(session: Session, enterprise_id: int) -> None:
    """Add twenty more workers."""
    for number in range(20):
        learner(session, enterprise_id, f"Worker {number}")


async def test_the_number_of_queries_does_not_grow_with_the_people(database: Database, library: Library) -> None:
    amina, _, _ = await database.write(three_people)
    few = await _statements(database, library, amina)
    await database.write(more_people, amina.enterprise_id)
    assert len((await shown(database, library, amina)).rows) == 23
    assert await _statements(database, library, amina) == few == 5


async def _statements(database: Database, library: Library, who: Learner) -> int:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            said.append(statement)

    def watched(session: Session) -> None:
        bind = session.connection()
        event.listen(bind, "before_cursor_execute", note)
        board(session, library, who.enterprise_id, MONDAY)
        event.remove(bind, "before_cursor_execute", note)

    await database.report(watched)
    return len(said)
