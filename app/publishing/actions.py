"""Verbs about what was published. They flush, never commit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.content.models import Commit
from app.publishing.models import ContentRelease
from app.publishing.queries import last_releases, went_live

LONGEST = 500


def note_release(session: Session, commit: Commit, refused: str | None, at: datetime) -> bool:
    """Store that a commit went live or was refused, once for all processes that find it; say whether it was new."""
    why = refused and refused[:LONGEST]
    for last in last_releases(session, 1):
        if (last.commit, last.refused) == (commit.id, why):
            return False
    session.add(
        ContentRelease(
            commit=commit.id,
            committed_at=commit.at,
            author=commit.author,
            subject=commit.subject,
            refused=why,
            noted_at=at,
        )
    )
    session.flush()
    return True


def note_start(session: Session, commit: Commit, refused: str | None, at: datetime) -> bool:
    """Store what a process began with, as `note_release` does; that a commit is live again is no release."""
    if refused is None and went_live(session, commit.id):
        return False
    return note_release(session, commit, refused, at)
