"""Prepared statements: what SQLAlchemy would have given, on both databases, errors included."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.queries import people, sign_ins
from app.assessment.models import AttemptQuestion, QuestionRevision
from app.assessment.queries import attempts, responses
from app.database import Database, Prepared, table_of
from tests.people import MONDAY, first_learner

revisions, asked = table_of(QuestionRevision), table_of(AttemptQuestion)
ANSWERS = [None, "both", ["what", "who"], {"left": "right"}]

add_revision, add_attempt = Prepared(insert(revisions)), Prepared(insert(attempts))
add_asked, add_response = Prepared(insert(asked)), Prepared(insert(responses))
the_attempt = select(attempts).where(attempts.c.id == bindparam("id"))
the_responses = select(responses).where(responses.c.attempt_id == bindparam("id")).order_by(responses.c.position)
finish = Prepared(
    update(attempts)
    .where(attempts.c.id == bindparam("attempt_id"))
    .values(finished_at=bindparam("at"), points=bindparam("reached"), passed=bindparam("is_passed"))
)


def add_answers(session: Session) -> UUID:
    """Add an attempt with an answer of each shape, all by prepared statements, and give its id."""
    learner, attempt = first_learner(session), uuid4()
    add_revision.run(session, id="1:a", module_id="board", question_id="q-one", document="{}", stored_at=MONDAY)
    add_attempt.run(
        session,
        id=attempt,
        person_id=learner.person_id,
        module_id="board",
        number=1,
        track="worker",
        seed="s",
        pass_mark=80,
        feedback="at_end",
        max_points=4,
        started_at=MONDAY,
    )
    places = range(1, len(ANSWERS) + 1)
    add_asked.run_all(
        session,
        [
            {
                "attempt_id": attempt,
                "position": each,
                "question_id": f"q-{each}",
                "revision_id": "1:a",
                "points": 1,
                "critical": False,
            }
            for each in places
        ],
    )
    for place, answer in zip(places, ANSWERS, strict=True):
        add_response.run(
            session,
            id=uuid4(),
            attempt_id=attempt,
            position=place,
            answer=answer,
            score=0.25 * place,
            language="en",
            recorded_at=MONDAY,
        )
    return attempt


async def test_what_is_stored_comes_back_as_sqlalchemy_would_give_it(database: Database) -> None:
    attempt = await database.write(add_answers)

    def both(session: Session) -> list[tuple[object, object]]:
        ways = [(Prepared(each).rows(session, id=attempt), each) for each in (the_attempt, the_responses)]
        return [(found, [tuple(row) for row in session.execute(each, {"id": attempt}).all()]) for found, each in ways]

    (one, its_row), (answers, their_rows) = await database.read(both)
    assert one == its_row
    assert answers == their_rows


async def test_types_are_those_of_the_columns(database: Database) -> None:
    attempt = await database.write(add_answers)
    await database.write(finish.run, attempt_id=attempt, at=MONDAY, reached=2.5, is_passed=True)
    columns = (attempts.c.id, attempts.c.finished_at, attempts.c.points, attempts.c.passed)
    read = Prepared(select(*columns).where(attempts.c.id == bindparam("id")))
    row = await database.read(read.row, id=attempt)
    assert row is not None
    assert [type(each) for each in row] == [UUID, datetime, float, bool]
    assert row == (attempt, MONDAY, 2.5, True)


async def test_not_sure_is_null_and_not_the_word_null(database: Database) -> None:
    attempt = await database.write(add_answers)
    unsure = select(responses.c.position).where(responses.c.attempt_id == attempt, responses.c.answer.is_(None))
    assert await database.read(lambda session: list(session.scalars(unsure))) == [1]


async def test_fixed_values_of_the_statement_are_sent_too(database: Database) -> None:
    await database.write(first_learner)
    read = Prepared(select(people.c.id).where(people.c.is_admin == False, people.c.id > bindparam("above")))  # noqa: E712  # SQL's comparison
    assert await database.read(read.row, above=0) is not None
    assert await database.read(read.row, above=10**6) is None


async def test_nothing_is_no_row_and_no_rows(database: Database) -> None:
    read = Prepared(select(sign_ins.c.id).where(sign_ins.c.person_id == bindparam("person")))
    assert await database.read(read.rows, person=7) == []
    assert await database.read(read.row, person=7) is None
    await database.write(add_asked.run_all, [])


async def test_the_databases_refusals_are_those_of_sqlalchemy(database: Database) -> None:
    attempt = await database.write(add_answers)
    again = {
        "attempt_id": attempt,
        "position": 1,
        "question_id": "q-1",
        "revision_id": "1:a",
        "points": 1,
        "critical": False,
    }
    with pytest.raises(IntegrityError):
        await database.write(add_asked.run_all, [again])


async def test_a_refused_act_stores_nothing_of_what_it_prepared(database: Database) -> None:
    def add_then_fail(session: Session) -> None:
        add_answers(session)
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(add_then_fail)
    assert await database.read(lambda session: session.execute(select(attempts.c.id)).all()) == []


async def test_a_value_that_is_missing_is_named(database: Database) -> None:
    with pytest.raises(KeyError, match="points"):
        await database.write(
            add_asked.run, attempt_id=uuid4(), position=1, question_id="q", revision_id="r", critical=False
        )


async def test_a_value_that_the_statement_does_not_know_is_not_dropped(database: Database) -> None:
    attempt = await database.write(add_answers)
    with pytest.raises(TypeError, match="language"):
        await database.read(Prepared(the_attempt).row, id=attempt, language="en")
