"""Stored rows about enterprises, who belongs to them, and who was invited to what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class Enterprise(SQLModel, table=True):
    """A workplace whose people learn together. `code` is what its poster says; it has no 0, O, 1 or I."""

    __tablename__ = "enterprise"
    __table_args__ = (
        CheckConstraint("length(code) = 6 AND code = upper(code)", name="code_form"),
        CheckConstraint("length(name) BETWEEN 1 AND 120", name="name_length"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=6, unique=True)
    name: str = Field(max_length=120)
    country: str | None = Field(default=None, max_length=2)
    created_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime


class Membership(SQLModel, table=True):
    """A person's place in an enterprise. `track` is what they learn; `manages` is a right, given by invitation only.

    `name_key` is the whole name folded (case, accents, spaces): it tells two people of one name apart.
    """

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("track IN ('worker', 'manager')", name="track_known"),
        UniqueConstraint("enterprise_id", "name_key"),
    )

    person_id: int = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    enterprise_id: int = Field(foreign_key="enterprise.id")
    track: str = Field(max_length=7)
    manages: bool = False
    name_key: str = Field(max_length=200)
    joined_at: datetime


class Invitation(SQLModel, table=True):
    """A link that gives one right to one person, once. `id` is the SHA-256 of the link's token."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("gives IN ('admin', 'trainer', 'manager')", name="gives_known"),
        CheckConstraint("(gives = 'manager') = (enterprise_id IS NOT NULL)", name="manager_of_an_enterprise"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by IS NULL)", name="accepted_by_somebody"),
    )

    id: str = Field(primary_key=True, max_length=64)
    gives: str = Field(max_length=7)
    enterprise_id: int | None = Field(default=None, foreign_key="enterprise.id", index=True)
    created_by: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None = None
    accepted_by: int | None = Field(default=None, foreign_key="person.id")
