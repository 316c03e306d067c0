"""Stored rows about what a learner has done in a module, the quiz apart."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class LessonCompletion(SQLModel, table=True):
    """A lesson read to its end, once, in the author's revision, whose number rises when finishers must see it again.

    `content_commit` is the commit it came from: "" for a plain folder, NULL where nobody noted it.
    """

    __tablename__ = "lesson_completion"

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    module_id: str = Field(primary_key=True, max_length=48)
    lesson_id: str = Field(primary_key=True, max_length=48)
    lesson_revision: int
    completed_at: datetime
    content_commit: str | None = Field(default=None, max_length=64)


class AssignmentDeclaration(SQLModel, table=True):
    """A learner's word that the module's task at the workplace is done, with what they wrote about it, if anything.

    `content_commit` is the commit the task came from: "" for a plain folder, NULL where nobody noted it.
    """

    __tablename__ = "assignment_declaration"

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    module_id: str = Field(primary_key=True, max_length=48)
    note: str | None = Field(default=None, max_length=2000)
    declared_at: datetime
    content_commit: str | None = Field(default=None, max_length=64)


class GateOpening(SQLModel, table=True):
    """An admin's decision that an enterprise may take a module before the modules it builds on."""

    __tablename__ = "gate_opening"

    enterprise_id: int = Field(primary_key=True, foreign_key="enterprise.id")
    module_id: str = Field(primary_key=True, max_length=48)
    opened_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    opened_at: datetime


class Reflection(SQLModel, table=True):
    """What a learner wrote down for themselves in a lesson. No query of anybody else's pages may read this table."""

    __tablename__ = "reflection"

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    module_id: str = Field(primary_key=True, max_length=48)
    question_id: str = Field(primary_key=True, max_length=48)
    words: str = Field(max_length=2000)


class SurveyCount(SQLModel, table=True):
    """How often an option of a survey was chosen, and nothing of who chose it, where or when.

    `waiting` are answers that are not shown yet, until there are enough of them to hide each other.
    """

    __tablename__ = "survey_count"
    __table_args__ = (
        CheckConstraint("track IN ('worker', 'manager')", name="track_known"),
        CheckConstraint("shown >= 0 AND waiting >= 0", name="numbers_count"),
    )

    module_id: str = Field(primary_key=True, max_length=48)
    track: str = Field(primary_key=True, max_length=7)
    question_id: str = Field(primary_key=True, max_length=48)
    option: str = Field(primary_key=True, max_length=48)
    shown: int = 0
    waiting: int = 0


class SurveyParticipation(SQLModel, table=True):
    """That a person has answered a module's survey, so that nobody does twice. Neither what nor when is stored.

    On SQLite the rows have no hidden number that would tell in which order people answered.
    """

    __tablename__ = "survey_participation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    module_id: str = Field(primary_key=True, max_length=48)
