"""Stored certificates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class Certificate(SQLModel, table=True):
    """What was printed, frozen: renaming the person or the module changes nothing here.

    `number` is twelve characters of Crockford's base 32, the last one a check character. `minutes` is the learning
    time of the lessons as planned. `content_revision` says which words and key the module had, and
    `content_commit` which commit they came from ("" for a plain folder, NULL where nobody noted it). `points` of
    `max_points` is the best attempt. A withdrawn certificate keeps its row, with when and why.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("person_id", "module_id"),
        CheckConstraint("length(number) = 12", name="number_length"),
        CheckConstraint("track IN ('worker', 'manager')", name="track_known"),
        CheckConstraint("points >= 0 AND points <= max_points", name="points_in_range"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_reason IS NULL)", name="revoked_with_reason"),
    )

    number: str = Field(primary_key=True, max_length=12)
    person_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    module_id: str = Field(max_length=48, index=True)
    name: str = Field(max_length=190)
    enterprise: str = Field(max_length=120)
    module_title: str = Field(max_length=200)
    assignment_title: str | None = Field(default=None, max_length=200)
    track: str = Field(max_length=7)
    language: str = Field(max_length=16)
    lessons: int
    minutes: int
    points: float
    max_points: int
    content_revision: str = Field(max_length=64)
    content_commit: str | None = Field(default=None, max_length=64)
    issuer: str = Field(max_length=120)
    issued_at: datetime
    revoked_at: datetime | None = None
    revoked_reason: str | None = Field(default=None, max_length=500)
