"""Stored rows about attempts at a module's quiz and the answers given in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKeyConstraint, Index, Text, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel


class QuestionRevision(SQLModel, table=True):
    """A question as it stood when somebody drew it: the author's text in all languages, kept for ever.

    `content_commit` is the commit it was first drawn from: "" for a plain folder, NULL where nobody noted it.
    """

    __tablename__ = "question_revision"

    id: str = Field(primary_key=True, max_length=64)
    module_id: str = Field(max_length=48)
    question_id: str = Field(max_length=48)
    document: str = Field(sa_type=Text)
    stored_at: datetime
    content_commit: str | None = Field(default=None, max_length=64)


class Attempt(SQLModel, table=True):
    """One try at a module's quiz. What decides it (pass mark, draw, order) is fixed when it starts.

    `content_commit` is the commit that the module came from then: "" for a plain folder, NULL where nobody noted it.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "module_id", "number"),
        Index(
            "uq_attempt_open",
            "person_id",
            "module_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        CheckConstraint("track IN ('worker', 'manager')", name="track_known"),
        CheckConstraint("feedback IN ('after_each', 'at_end')", name="feedback_known"),
        CheckConstraint("pass_mark BETWEEN 1 AND 100", name="pass_mark_percent"),
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint(
            "(finished_at IS NULL) = (points IS NULL) AND (finished_at IS NULL) = (passed IS NULL)",
            name="finished_whole",
        ),
        CheckConstraint("points IS NULL OR (points >= 0 AND points <= max_points)", name="points_in_range"),
    )

    id: UUID = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", ondelete="CASCADE")
    module_id: str = Field(max_length=48, index=True)
    number: int
    track: str = Field(max_length=7)
    seed: str = Field(max_length=32)
    pass_mark: int
    feedback: str = Field(max_length=10)
    max_points: int
    started_at: datetime
    finished_at: datetime | None = None
    points: float | None = None
    passed: bool | None = None
    content_commit: str | None = Field(default=None, max_length=64)


class AttemptQuestion(SQLModel, table=True):
    """One question that an attempt drew, in the revision that is shown and read. `position` counts from 1.

    It is marked by that revision's key too, or by that of `marked_by`, which came when a wrong key was put right.
    A `critical` one must be fully right for the attempt to be passed, whatever the points.
    """

    __tablename__ = "attempt_question"
    __table_args__ = (
        UniqueConstraint("attempt_id", "question_id"),
        CheckConstraint("position >= 1", name="position_counts"),
    )

    attempt_id: UUID = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE")
    position: int = Field(primary_key=True)
    question_id: str = Field(max_length=48)
    revision_id: str = Field(max_length=64, foreign_key="question_revision.id")
    points: int
    critical: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    marked_by: str | None = Field(default=None, max_length=64, foreign_key="question_revision.id")


class Response(SQLModel, table=True):
    """One answer, stored once. The id is the client's; the first answer to a question is the one that counts.

    `answer` is in option keys or as typed, SQL NULL for "Not sure"; `score` is the share of the points, 0 to 1.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        ForeignKeyConstraint(
            ["attempt_id", "position"], ["attempt_question.attempt_id", "attempt_question.position"], ondelete="CASCADE"
        ),
        CheckConstraint("score >= 0 AND score <= 1", name="score_is_a_share"),
    )

    id: UUID = Field(primary_key=True)
    attempt_id: UUID
    position: int
    answer: Any = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    score: float
    language: str = Field(max_length=16)
    recorded_at: datetime


class Regrade(SQLModel, table=True):
    """A question's answers marked again by the key of `revision_id`. `made_by` NULL: on the command line."""

    __tablename__ = "regrade"

    id: int | None = Field(default=None, primary_key=True)
    module_id: str = Field(max_length=48, index=True)
    question_id: str = Field(max_length=48)
    revision_id: str = Field(max_length=64, foreign_key="question_revision.id")
    made_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    made_at: datetime


class RegradedAttempt(SQLModel, table=True):
    """What a regrade meant for one attempt. `outcome` is one of OUTCOMES; points and verdict are NULL while it is open.

    `score_by_key` is what the new key alone would give, NULL where it can give nothing or there was no answer yet.
    """

    __tablename__ = "regraded_attempt"
    __table_args__ = (
        CheckConstraint("outcome IN ('waits', 'rises', 'same', 'kept', 'falls', 'left')", name="outcome_known"),
        CheckConstraint("NOT (passed_before AND NOT passed_after)", name="no_verdict_falls"),
        CheckConstraint("points_after >= points_before", name="no_points_fall"),
    )

    regrade_id: int = Field(primary_key=True, foreign_key="regrade.id")
    attempt_id: UUID = Field(primary_key=True, foreign_key="attempt.id", ondelete="CASCADE", index=True)
    position: int
    from_revision: str = Field(max_length=64, foreign_key="question_revision.id")
    outcome: str = Field(max_length=5)
    score_before: float
    score_by_key: float | None = None
    points_before: float | None = None
    points_after: float | None = None
    passed_before: bool | None = None
    passed_after: bool | None = None
