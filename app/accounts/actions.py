"""Verbs about people and sign-ins. They flush, never commit."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.locking import FREE_TRIES, wait_after
from app.accounts.models import Person, SignIn
from app.accounts.secrets import fingerprint

SIGNED_IN_FOR = timedelta(days=60)


def add_person(session: Session, person: Person) -> int:
    """Add a person and give their id."""
    session.add(person)
    session.flush()
    assert person.id is not None
    return person.id


def begin_sign_in(session: Session, person_id: int, token: str, at: datetime) -> None:
    """Sign a person in on the browser that will hold `token`."""
    session.add(SignIn(id=fingerprint(token), person_id=person_id, created_at=at, expires_at=at + SIGNED_IN_FOR))
    session.flush()


def forget_expired_sign_ins(session: Session, at: datetime) -> None:
    """Remove the sign-ins that have ended by themselves: a chore, not part of anybody's signing in."""
    session.execute(delete(SignIn).where(col(SignIn.expires_at) <= at))


def end_sign_in(session: Session, sign_in_id: str) -> None:
    """Sign a browser out."""
    session.execute(delete(SignIn).where(col(SignIn.id) == sign_in_id))


def note_wrong_try(session: Session, person_id: int, at: datetime) -> int:
    """Count a wrong PIN or password and give how many tries are left before the wait."""
    person = session.get_one(Person, person_id, with_for_update=True)
    person.failed_tries += 1
    wait = wait_after(person.failed_tries)
    person.locked_until = at + wait if wait else None
    session.flush()
    return max(FREE_TRIES - person.failed_tries, 0)


def take_back_try(session: Session, person_id: int) -> None:
    """Take back a try that was counted and turned out to be meant for somebody else of the same name."""
    person = session.get_one(Person, person_id, with_for_update=True)
    person.failed_tries = max(person.failed_tries - 1, 0)
    if wait_after(person.failed_tries + 1):
        person.locked_until = None
    session.flush()


def forget_wrong_tries(session: Session, person_id: int) -> None:
    """Let a person try again at once: the PIN was right, or the manager unlocked."""
    person = session.get_one(Person, person_id)
    person.failed_tries = 0
    person.locked_until = None
    session.flush()
