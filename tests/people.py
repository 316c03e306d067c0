"""Enterprises and their people, made through the product's own actions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.actions import add_person
from app.accounts.models import Person
from app.accounts.names import fold, full_name
from app.accounts.secrets import hash_secret
from app.certificates.models import Certificate
from app.enterprises.actions import add_enterprise, add_member
from app.enterprises.models import Enterprise
from app.journeys.complete_module import Learner
from app.questions.question import Track

PIN = "2580"
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def later(minutes: int) -> datetime:
    """Give the moment so many minutes after Monday eight o'clock."""
    return MONDAY + timedelta(minutes=minutes)


@cache
def pin_hash() -> str:
    """Give the hash of PIN; hashing is slow by design, so once is enough."""
    return hash_secret(PIN)


def person(given_name: str = "Amina", family_name: str | None = None, login: str | None = None) -> Person:
    """Give a person that is not stored yet."""
    return Person(
        given_name=given_name,
        family_name=family_name,
        login=login,
        secret_hash=pin_hash(),
        language="en",
        created_at=MONDAY,
    )


def enterprise(session: Session, name: str = "Kilimo Textiles") -> Enterprise:
    """Add an enterprise."""
    return add_enterprise(session, name, "TZ", None, MONDAY)


def learner(
    session: Session,
    enterprise_id: int,
    given_name: str = "Amina",
    family_name: str | None = None,
    *,
    track: Track = "worker",
    language: str = "en",
    manages: bool = False,
) -> Learner:
    """Add somebody who learns in an enterprise."""
    person_id = add_person(session, person(given_name, family_name))
    key = fold(full_name(given_name, family_name))
    add_member(session, enterprise_id, person_id, track, key, MONDAY, manages=manages)
    return Learner(person_id, enterprise_id, track, language)


def first_learner(session: Session, name: str = "Amina", track: Track = "worker") -> Learner:
    """Add an enterprise with one learner in it."""
    made = enterprise(session)
    assert made.id is not None
    return learner(session, made.id, name, track=track)


def certificates_of(session: Session, person_id: int) -> list[Certificate]:
    """Give a person's certificates, the newest first."""
    found = select(Certificate).where(col(Certificate.person_id) == person_id)
    return list(session.scalars(found.order_by(col(Certificate.issued_at).desc())))
