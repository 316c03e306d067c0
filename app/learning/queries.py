"""Every SELECT about what learners have done."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.database import Prepared, table_of
from app.learning.models import AssignmentDeclaration, GateOpening, LessonCompletion

completions, declarations = table_of(LessonCompletion), table_of(AssignmentDeclaration)
gates = table_of(GateOpening)

_lessons = Prepared(
    select(completions.c.module_id, completions.c.lesson_id, completions.c.lesson_revision).where(
        completions.c.person_id == bindparam("person_id")
    )
)
_declared = Prepared(
    select(declarations.c.module_id, declarations.c.note).where(declarations.c.person_id == bindparam("person_id"))
)
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
