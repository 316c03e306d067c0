"""Stored rows about what was published."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class ContentRelease(SQLModel, table=True):
    """A commit that went live, or was refused: `refused` says why, as trainers read it.

    The last row is how several processes learn of a commit that one of them was told of.
    """

    __tablename__ = "content_release"

    id: int | None = Field(default=None, primary_key=True)
    commit: str = Field(max_length=64)
    committed_at: datetime | None = None
    author: str = Field(max_length=200)
    subject: str = Field(max_length=200)
    refused: str | None = Field(default=None, max_length=500)
    noted_at: datetime
