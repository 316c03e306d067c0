"""What is found about attempts: the best result, the open one, what was seen."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from app.assessment.actions import add_attempt, finish_attempt, keep_revisions, record_response
from app.assessment.queries import (
    attempt_with_questions,
    open_attempt,
    place_of_response,
    quiz_results,
    times_seen,
)
from app.content.models import Library, QuizRule
from app.database import Database
from tests.people import MONDAY, first_learner

RULE = QuizRule(draw=2, pass_mark=50)


def attempt(session: Session, library: Library, person_id: int, number: int, points: float | None) -> None:
    """Add an attempt at two questions of one point; `points` None leaves it open."""
    drawn = library.modules["walk"].pool("worker")[:2]
    keep_revisions(session, "walk", drawn, "", MONDAY)
    made = add_attempt(session, person_id, "walk", number, "worker", RULE, "seed", drawn, "", MONDAY)
    if points is not None:
        finish_attempt(session, made, points, 2, RULE.pass_mark, MONDAY + timedelta(hours=number))


@pytest.mark.parametrize(
    ("points", "best", "passed"),
    [
        ([], None, None),
        ([None], None, False),
        ([0.0], (0.0, 2), False),
        ([1.0, 0.0], (1.0, 2), True),
        ([0.0, 1.5, 1.0], (1.5, 2), True),
        ([0.5, None], (0.5, 2), False),
        ([2.0, None], (2.0, 2), True),
    ],
)
async def test_the_best_finished_attempt_counts(
    database: Database,
    library: Library,
    points: list[float | None],
    best: tuple[float, int] | None,
    passed: bool | None,
) -> None:
    learner = await database.write(first_learner)
    for number, each in enumerate(points, 1):
        await database.write(attempt, library, learner.person_id, number, each)
    found = (await database.read(quiz_results, learner.person_id)).get("walk")
    opened = await database.read(open_attempt, learner.person_id, "walk")
    if passed is None:
        assert found is None
    else:
        assert found is not None
        assert (found.attempts, found.best, found.passed) == (len(points), best, passed)
        assert found.open_attempt == opened
    assert (opened is not None) == (None in points)


async def test_every_asking_is_counted_for_its_person_only(database: Database, library: Library) -> None:
    learner, other = await database.write(first_learner), await database.write(first_learner, "Bea")
    for number in (1, 2):
        await database.write(attempt, library, learner.person_id, number, 0.0)
    await database.write(attempt, library, other.person_id, 1, None)
    assert await database.read(times_seen, learner.person_id, "walk") == {"q-hazard": 2, "q-fix": 2}
    assert await database.read(times_seen, other.person_id, "walk") == {"q-hazard": 1, "q-fix": 1}
    assert await database.read(times_seen, learner.person_id, "board") == {}


async def test_an_attempt_shows_where_to_go_on(database: Database, library: Library) -> None:
    learner, other = await database.write(first_learner), await database.write(first_learner, "Bea")
    await database.write(attempt, library, learner.person_id, 1, None)
    attempt_id = await database.read(open_attempt, learner.person_id, "walk")
    assert attempt_id is not None
    response_id = uuid4()
    await database.write(record_response, response_id, attempt_id, 1, {"a": "b"}, 0.5, "en", MONDAY)
    found = await database.read(attempt_with_questions, learner.person_id, attempt_id)
    assert found is not None
    state, questions = found
    assert (state.positions, state.answered, state.next_position, state.percent) == (2, frozenset({1}), 2, 0)
    assert [each.is_answered for each in questions] == [True, False]
    assert (questions[0].response_id, questions[0].answer, questions[0].score) == (response_id, {"a": "b"}, 0.5)
    assert await database.read(place_of_response, response_id) == (attempt_id, 1)
    assert await database.read(place_of_response, uuid4()) is None
    assert await database.read(attempt_with_questions, other.person_id, attempt_id) is None
