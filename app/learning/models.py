"""Stored rows about what a learner has done in a module, the quiz apart."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class LessonCompletion(SQLModel, table=True):
    """A lesson read to its end, once, in the author's revision, whose number rises when finishers must see it again."""

    __tablename__ = "lesson_completion"

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    module_id: str = Field(primary_key=True, max_length=48)
    lesson_id: str = Field(primary_key=True, max_length=48)
    lesson_revision: int
    completed_at: datetime


class AssignmentDeclaration(SQLModel, table=True):
    """A learner's word that the module's task at the workplace is done, with what they wrote about it, if anything."""

    __tablename__ = "assignment_declaration"

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    module_id: str = Field(primary_key=True, max_length=48)
    note: str | None = Field(default=None, max_length=2000)
    declared_at: datetime


class GateOpening(SQLModel, table=True):
    """An admin's decision that an enterprise may take a module before the modules it builds on."""

    __tablename__ = "gate_opening"

    enterprise_id: int = Field(primary_key=True, foreign_key="enterprise.id")
    module_id: str = Field(primary_key=True, max_length=48)
    opened_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    opened_at: datetime
