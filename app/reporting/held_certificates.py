"""Certificates through the eyes of those who may see them: their holders, their managers, the admins."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.certificates.models import Certificate
from app.certificates.numbers import tidy_number
from app.certificates.queries import certificate_with_number
from app.enterprises.queries import Viewer, member

MOST_FOUND = 100


def certificate_for(session: Session, viewer: Viewer, number: str) -> Certificate | None:
    """Find a certificate that somebody may see whole; for everybody else it does not exist."""
    found = certificate_with_number(session, tidy_number(number))
    if found is None or found.person_id is None:
        return found if viewer.is_admin else None
    if viewer.is_admin or found.person_id == viewer.person_id:
        return found
    return found if viewer.is_manager and _is_colleague(session, viewer, found.person_id) else None


def find_certificates(session: Session, words: str) -> list[Certificate]:
    """Find certificates by a part of the name or by the number, the newest first, at most MOST_FOUND."""
    found = select(Certificate).order_by(col(Certificate.issued_at).desc(), col(Certificate.number)).limit(MOST_FOUND)
    if words:
        by_name = col(Certificate.name).icontains(words, autoescape=True)
        found = found.where(or_(by_name, col(Certificate.number) == tidy_number(words)))
    return list(session.scalars(found))


def _is_colleague(session: Session, viewer: Viewer, person_id: int) -> bool:
    return viewer.enterprise_id is not None and member(session, viewer.enterprise_id, person_id) is not None
