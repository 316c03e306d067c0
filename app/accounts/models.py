"""Stored rows about people and how they sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class Person(SQLModel, table=True):
    """Somebody who can sign in: a learner by enterprise code, name and PIN, or staff by a sign-in name and password.

    `secret_hash` is the Argon2 hash of the PIN or the password. Names are stored as typed, for the certificate.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("length(given_name) BETWEEN 1 AND 60", name="given_name_length"),
        CheckConstraint("failed_tries >= 0", name="failed_tries_count"),
    )

    id: int | None = Field(default=None, primary_key=True)
    given_name: str = Field(max_length=60)
    family_name: str | None = Field(default=None, max_length=60)
    nickname: str | None = Field(default=None, max_length=60)
    login: str | None = Field(default=None, max_length=60, unique=True)
    secret_hash: str
    language: str = Field(max_length=16)
    is_admin: bool = False
    is_trainer: bool = False
    failed_tries: int = 0
    locked_until: datetime | None = None
    created_at: datetime


class SignIn(SQLModel, table=True):
    """One browser that is signed in. `id` is the SHA-256 of its cookie's token, so a stolen table opens nothing."""

    __tablename__ = "sign_in"

    id: str = Field(primary_key=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    created_at: datetime
    expires_at: datetime = Field(index=True)
