"""What the database itself refuses about lessons, tasks and gates."""

from __future__ import annotations

import pytest
from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from app.content.models import Library
from app.database import Database
from app.learning.actions import (
    complete_lesson,
    count_answers,
    declare_assignment,
    keep_reflection,
    note_participation,
    open_gate,
)
from app.learning.queries import completions, declarations, gates, participations, reflections, survey_counts
from tests.constraints import assert_refused, constraints_of
from tests.people import MONDAY, first_learner


def fill(session: Session, library: Library) -> None:
    """Store one row of each table through the actions."""
    made = first_learner(session)
    complete_lesson(session, made.person_id, "board", library.modules["board"].lessons["goal"], 1, "", MONDAY)
    declare_assignment(session, made.person_id, "board", "Done.", "", MONDAY)
    open_gate(session, made.enterprise_id, "walk", made.person_id, MONDAY)
    keep_reflection(session, made.person_id, "story", "r-think", "My words.")
    note_participation(session, made.person_id, "story")
    count_answers(session, "story", "worker", [("s-use", "1")], {"s-use": "1"})


REFERENCES = {
    "fk_lesson_completion_person_id": (completions, "person_id"),
    "fk_assignment_declaration_person_id": (declarations, "person_id"),
    "fk_reflection_person_id": (reflections, "person_id"),
    "fk_survey_participation_person_id": (participations, "person_id"),
    "fk_gate_opening_enterprise_id": (gates, "enterprise_id"),
    "fk_gate_opening_opened_by": (gates, "opened_by"),
}
KEYS = {
    "pk_lesson_completion": completions,
    "pk_assignment_declaration": declarations,
    "pk_gate_opening": gates,
    "pk_reflection": reflections,
    "pk_survey_count": survey_counts,
    "pk_survey_participation": participations,
}
CHECKS: dict[str, dict[str, str | int]] = {
    "ck_survey_count_track_known": {"track": "owner"},
    "ck_survey_count_numbers_count": {"waiting": -1},
}
TABLES = (
    *("lesson_completion", "assignment_declaration", "gate_opening"),
    *("reflection", "survey_count", "survey_participation"),
)


@pytest.mark.parametrize("constraint", REFERENCES)
async def test_a_row_about_nobody_is_refused(database: Database, library: Library, constraint: str) -> None:
    table, column = REFERENCES[constraint]

    def act(session: Session) -> None:
        fill(session, library)
        session.execute(table.update().values({column: 404}))

    await assert_refused(database, constraint, act)


@pytest.mark.parametrize("constraint", KEYS)
async def test_the_same_row_twice_is_refused(database: Database, library: Library, constraint: str) -> None:
    table: Table = KEYS[constraint]

    def act(session: Session) -> None:
        fill(session, library)
        session.execute(insert(table).from_select(list(table.c.keys()), table.select()))

    await assert_refused(database, constraint, act)


@pytest.mark.parametrize("constraint", CHECKS)
async def test_a_counter_that_cannot_be_is_refused(database: Database, library: Library, constraint: str) -> None:
    def act(session: Session) -> None:
        fill(session, library)
        session.execute(survey_counts.update().values(**CHECKS[constraint]))

    await assert_refused(database, constraint, act)


def test_every_constraint_has_its_case() -> None:
    assert {*REFERENCES, *KEYS, *CHECKS} == constraints_of(*TABLES)
