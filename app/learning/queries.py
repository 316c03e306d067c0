"""Every SELECT about what learners have done."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.database import Prepared, table_of
from app.learning.models import (
    AssignmentDeclaration,
    GateOpening,
    LessonCompletion,
    Reflection,
    SurveyCount,
    SurveyParticipation,
)
from app.learning.surveys import Count
from app.questions.question import Track

completions, declarations = table_of(LessonCompletion), table_of(AssignmentDeclaration)
gates, reflections = table_of(GateOpening), table_of(Reflection)
survey_counts, participations = table_of(SurveyCount), table_of(SurveyParticipation)

_lessons = Prepared(
    select(completions.c.module_id, completions.c.lesson_id, completions.c.lesson_revision).where(
        completions.c.person_id == bindparam("person_id")
    )
)
_declared = Prepared(
    select(declarations.c.module_id, declarations.c.note).where(declarations.c.person_id == bindparam("person_id"))
)
_reflection = select(reflections.c.words).where(
    reflections.c.person_id == bindparam("person_id"),
    reflections.c.module_id == bindparam("module_id"),
    reflections.c.question_id == bindparam("question_id"),
)
_participation = select(participations.c.module_id).where(
    participations.c.person_id == bindparam("person_id"), participations.c.module_id == bindparam("module_id")
)
_counts = select(
    survey_counts.c.question_id, survey_counts.c.option, survey_counts.c.shown, survey_counts.c.waiting
).where(survey_counts.c.module_id == bindparam("module_id"), survey_counts.c.track == bindparam("track"))
_shown_counts = select(
    survey_counts.c.track, survey_counts.c.question_id, survey_counts.c.option, survey_counts.c.shown
).where(survey_counts.c.module_id == bindparam("module_id"))
_opened = Prepared(select(gates.c.module_id).where(gates.c.enterprise_id == bindparam("enterprise_id")))


def lessons_done(session: Session, person_id: int) -> dict[str, dict[str, int]]:
    """Give the lessons that a person has read to the end: module id -> lesson id -> the revision read."""
    done: dict[str, dict[str, int]] = defaultdict(dict)
    for module_id, lesson_id, revision in _lessons.rows(session, person_id=person_id):
        done[module_id][lesson_id] = revision
    return done


def assignments_declared(session: Session, person_id: int) -> dict[str, str | None]:
    """Give the modules whose task a person says is done, with the note they left."""
    return dict(_declared.rows(session, person_id=person_id))


def gates_opened(session: Session, enterprise_id: int | None) -> frozenset[str]:
    """Give the modules that an admin has opened for an enterprise ahead of their prerequisites."""
    if enterprise_id is None:
        return frozenset()
    return frozenset(row[0] for row in _opened.rows(session, enterprise_id=enterprise_id))


def reflection_of(session: Session, person_id: int, module_id: str, question_id: str) -> str | None:
    """Give what a person wrote for themselves. Ask only for the person who is looking."""
    key = {"person_id": person_id, "module_id": module_id, "question_id": question_id}
    words: str | None = session.execute(_reflection, key).scalar()
    return words


def reflections_by(session: Session, person_id: int) -> list[tuple[str, str, str]]:
    """Give all that a person wrote for themselves: (module id, question id, words). Ask only for who is looking."""
    found = select(reflections.c.module_id, reflections.c.question_id, reflections.c.words)
    rows = session.execute(found.where(reflections.c.person_id == person_id).order_by(*found.selected_columns[:2]))
    return [(row.module_id, row.question_id, row.words) for row in rows]


def has_answered_survey(session: Session, person_id: int, module_id: str) -> bool:
    """Say whether a person has answered a module's survey."""
    return session.execute(_participation, {"person_id": person_id, "module_id": module_id}).first() is not None


def waiting_counts(session: Session, module_id: str, track: Track) -> list[Count]:
    """Give the counters of a module's survey with what is not shown yet: for counting on, never for a page."""
    return [Count(*row) for row in session.execute(_counts, {"module_id": module_id, "track": track})]


def shown_counts(session: Session, module_id: str) -> dict[tuple[str, str, str], int]:
    """Give how often each option of a module's survey was chosen, by (track, question id, option)."""
    rows = session.execute(_shown_counts, {"module_id": module_id})
    return {(row.track, row.question_id, row.option): row.shown for row in rows}
