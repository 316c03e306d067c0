"""Every SELECT about what was published."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.publishing.models import ContentRelease


def last_releases(session: Session, count: int) -> list[ContentRelease]:
    """Give the last commits that went live or were refused, the newest first."""
    found = session.scalars(select(ContentRelease).order_by(ContentRelease.id.desc()).limit(count))  # type: ignore[union-attr]  # a column, to the database
    return list(found)


def last_commit(session: Session) -> str:
    """Give the id of the commit that was last published or refused, "" where there was none."""
    return next((each.commit for each in last_releases(session, 1)), "")
