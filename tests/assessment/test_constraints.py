"""What the database itself refuses about attempts and answers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Table, func, insert, select, true
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.assessment.actions import finish_attempt, record_response
from app.assessment.queries import asked, attempts, responses, revisions
from app.assessment.regrade_queries import regraded, regrades
from app.content.models import Library
from app.database import Database
from app.journeys.complete_module import Learner
from tests.constraints import assert_refused, constraints_of
from tests.people import MONDAY, first_learner
from tests.quizzes import begin

BadAttempt = Callable[[Session, Library, Learner, UUID], object]
"""Breaks one constraint of an attempt whose first question is answered."""


def changed(table: Table, **values: object) -> BadAttempt:
    """Change stored rows past all actions; of the questions only the last, which has no answer yet."""

    def act(session: Session, _library: Library, _learner: Learner, _attempt_id: UUID) -> None:
        unanswered = asked.c.position == 7 if table is asked else true()
        session.execute(table.update().where(unanswered).values(**values))

    return act


def again(table: Table, **values: object) -> BadAttempt:
    """Store a row once more, with some values changed."""

    def act(session: Session, _library: Library, _learner: Learner, _attempt_id: UUID) -> None:
        row = session.execute(table.select().order_by(*table.primary_key.columns)).mappings().first()
        assert row is not None
        session.execute(insert(table).values({**row, **values}))

    return act


def second_open_attempt(session: Session, library: Library, learner: Learner, attempt_id: UUID) -> None:
    again(attempts, id=uuid4(), number=2)(session, library, learner, attempt_id)


def same_number_twice(session: Session, library: Library, learner: Learner, attempt_id: UUID) -> None:
    finish_attempt(session, attempt_id, 1.0, 8, 80, MONDAY)
    again(attempts, id=uuid4())(session, library, learner, attempt_id)


def same_id_twice(session: Session, library: Library, learner: Learner, attempt_id: UUID) -> None:
    finish_attempt(session, attempt_id, 1.0, 8, 80, MONDAY)
    again(attempts, number=2)(session, library, learner, attempt_id)


def answer_to_nothing(session: Session, _library: Library, _learner: Learner, attempt_id: UUID) -> None:
    record_response(session, uuid4(), attempt_id, 8, "yes", 1.0, "en", MONDAY)


def same_question_twice(session: Session, _library: Library, _learner: Learner, _attempt_id: UUID) -> None:
    first = asked.select().with_only_columns(asked.c.question_id).where(asked.c.position == 1).scalar_subquery()
    session.execute(asked.update().where(asked.c.position == 7).values(question_id=first))


def finished(**values: object) -> BadAttempt:
    """Finish the attempt with values that do not go together."""
    return changed(attempts, **{"finished_at": MONDAY, "points": 1.0, "passed": False, **values})


def regrade_with(**values: object) -> BadAttempt:
    """Note a regrade with values that do not go together."""
    return lambda session, _library, _learner, attempt_id: _regrade(session, attempt_id, made=values)


def regraded_with(**values: object) -> BadAttempt:
    """Note what a regrade meant for the attempt, with values that do not go together."""
    return lambda session, _library, _learner, attempt_id: _regrade(session, attempt_id, meant=values)


def regraded_twice(session: Session, library: Library, learner: Learner, attempt_id: UUID) -> None:
    _regrade(session, attempt_id)
    again(regraded)(session, library, learner, attempt_id)


def _regrade(
    session: Session, attempt_id: UUID, made: dict[str, object] | None = None, meant: dict[str, object] | None = None
) -> None:
    revision = session.scalars(select(revisions.c.id)).first()
    one = {"module_id": "board", "question_id": "q-true", "revision_id": revision, "made_at": MONDAY, **(made or {})}
    number = session.execute(insert(regrades).values(one).returning(regrades.c.id)).scalar_one()
    row = {"regrade_id": number, "attempt_id": attempt_id, "position": 1, "from_revision": revision}
    row |= {"outcome": "same", "score_before": 0.0, **(meant or {})}
    session.execute(insert(regraded).values(row))


CASES: dict[str, BadAttempt] = {
    "pk_question_revision": again(revisions),
    "ck_attempt_track_known": changed(attempts, track="owner"),
    "ck_attempt_feedback_known": changed(attempts, feedback="never"),
    "ck_attempt_pass_mark_percent": changed(attempts, pass_mark=0),
    "ck_attempt_number_counts": changed(attempts, number=0),
    "ck_attempt_finished_whole": finished(passed=None),
    "ck_attempt_points_in_range": finished(points=8.1),
    "fk_attempt_person_id": changed(attempts, person_id=404),
    "pk_attempt": same_id_twice,
    "uq_attempt_open": second_open_attempt,
    "uq_attempt_person_id_module_id_number": same_number_twice,
    "ck_attempt_question_position_counts": changed(asked, position=0),
    "fk_attempt_question_attempt_id": changed(asked, attempt_id=uuid4()),
    "fk_attempt_question_marked_by": changed(asked, marked_by="1:unknown"),
    "fk_attempt_question_revision_id": changed(asked, revision_id="1:unknown"),
    "pk_attempt_question": again(asked, question_id="q-other"),
    "uq_attempt_question_attempt_id_question_id": same_question_twice,
    "ck_response_score_is_a_share": changed(responses, score=1.01),
    "fk_response_attempt_id_position": answer_to_nothing,
    "pk_response": again(responses, position=2),
    "uq_response_attempt_id_position": again(responses, id=uuid4()),
    "fk_regrade_made_by": regrade_with(made_by=404),
    "fk_regrade_revision_id": regrade_with(revision_id="1:unknown"),
    "ck_regraded_attempt_outcome_known": regraded_with(outcome="lost"),
    "ck_regraded_attempt_no_verdict_falls": regraded_with(passed_before=True, passed_after=False),
    "ck_regraded_attempt_no_points_fall": regraded_with(points_before=2.0, points_after=1.0),
    "fk_regraded_attempt_regrade_id": regraded_with(regrade_id=404),
    "fk_regraded_attempt_attempt_id": regraded_with(attempt_id=uuid4()),
    "fk_regraded_attempt_from_revision": regraded_with(from_revision="1:unknown"),
    "pk_regraded_attempt": regraded_twice,
}


async def refuse(database: Database, library: Library, constraint: str, bad: BadAttempt) -> None:
    learner = await database.write(first_learner)
    attempt_id = await database.write(begin, library, learner)
    await database.write(record_response, uuid4(), attempt_id, 1, None, 0.0, "en", MONDAY)
    await assert_refused(database, constraint, lambda session: bad(session, library, learner, attempt_id))


@pytest.mark.parametrize("constraint", CASES)
async def test_a_bad_row_is_refused(database: Database, library: Library, constraint: str) -> None:
    await refuse(database, library, constraint, CASES[constraint])


@pytest.mark.parametrize(
    ("constraint", "bad"),
    [
        ("ck_attempt_pass_mark_percent", changed(attempts, pass_mark=101)),
        ("ck_attempt_points_in_range", finished(points=-0.1)),
        ("ck_attempt_finished_whole", finished(points=None)),
        ("ck_attempt_finished_whole", finished(finished_at=None)),
        ("ck_response_score_is_a_share", changed(responses, score=-0.01)),
    ],
)
async def test_the_other_ends_are_refused_too(
    database: Database, library: Library, constraint: str, bad: BadAttempt
) -> None:
    await refuse(database, library, constraint, bad)


async def test_answers_go_with_their_person(database: Database, library: Library) -> None:
    learner = await database.write(first_learner)
    attempt_id = await database.write(begin, library, learner)
    await database.write(record_response, uuid4(), attempt_id, 1, "yes", 1.0, "en", MONDAY)
    await database.write(lambda session: session.delete(session.get_one(Person, learner.person_id)))
    for table, left in ((responses, 0), (asked, 0), (attempts, 0), (revisions, 7)):
        assert await database.read(count, table) == left


def count(session: Session, table: Table) -> int:
    return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_every_constraint_has_its_case() -> None:
    assert set(CASES) == constraints_of(
        "question_revision", "attempt", "attempt_question", "response", "regrade", "regraded_attempt"
    )
