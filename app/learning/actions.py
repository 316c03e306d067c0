"""Verbs about what learners do. They flush, never commit. What is done is done: doing it again changes nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.content.models import Lesson
from app.learning.models import AssignmentDeclaration, GateOpening, LessonCompletion


def complete_lesson(
    session: Session, person_id: int, module_id: str, lesson: Lesson, revision: int, at: datetime
) -> None:
    """Note that a person has read a lesson to its end, in the author's revision that their page showed."""
    revision = min(revision, lesson.revision)
    done = session.get(LessonCompletion, (person_id, module_id, lesson.id))
    if done is None:
        session.add(
            LessonCompletion(
                person_id=person_id,
                module_id=module_id,
                lesson_id=lesson.id,
                lesson_revision=revision,
                completed_at=at,
            )
        )
    elif done.lesson_revision < revision:
        done.lesson_revision = revision
        done.completed_at = at
    session.flush()


def declare_assignment(session: Session, person_id: int, module_id: str, note: str | None, at: datetime) -> None:
    """Note a person's word that the task at work is done. A later note replaces the earlier; the day stays."""
    declared = session.get(AssignmentDeclaration, (person_id, module_id))
    if declared is None:
        session.add(AssignmentDeclaration(person_id=person_id, module_id=module_id, note=note, declared_at=at))
    elif note:
        declared.note = note
    session.flush()


def open_gate(session: Session, enterprise_id: int, module_id: str, opened_by: int | None, at: datetime) -> None:
    """Let an enterprise take a module before its prerequisites."""
    if session.get(GateOpening, (enterprise_id, module_id)) is None:
        session.add(GateOpening(enterprise_id=enterprise_id, module_id=module_id, opened_by=opened_by, opened_at=at))
        session.flush()


def close_gate(session: Session, enterprise_id: int, module_id: str) -> None:
    """Ask for the prerequisites again; attempts already begun go on."""
    opening = session.get(GateOpening, (enterprise_id, module_id))
    if opening is not None:
        session.delete(opening)
        session.flush()
