"""Every SELECT about what was published."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.publishing.models import ContentRelease


def last_releases(session: Session, count: int) -> list[ContentRelease]:
    """Give the last commits that went live or were refused, the newest first."""
    found = session.scalars(select(ContentRelease).order_by(ContentRelease.id.desc()).limit(count))  # type: ignore[union-attr]  # a column, to the database
    return list(found)


def went_live(session: Session, commit_id: str) -> bool:
    """Say whether a commit was ever published."""
    release = ContentRelease
    published = select(col(release.id)).where(col(release.commit) == commit_id, col(release.refused).is_(None))
    return session.scalars(published.limit(1)).first() is not None


def last_commit(session: Session) -> str:
    """Give the id of the commit that was last published or refused, "" where there was none."""
    return next((each.commit for each in last_releases(session, 1)), "")
