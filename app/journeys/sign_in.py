"""Somebody comes back. The try is counted before the PIN is looked at, so that many tries at once are many tries.

Comparing a PIN takes 30 ms by design, so it happens between two acts, in neither of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.actions import begin_sign_in, forget_wrong_tries, note_wrong_try
from app.accounts.errors import Locked
from app.accounts.locking import is_locked
from app.accounts.models import Person


@dataclass(frozen=True)
class Try:
    """A try that has been counted: compare with `secret_hash`, and tell how many are left if it is wrong."""

    person_id: int
    secret_hash: str
    tries_left: int


def begin_try(session: Session, person_id: int, at: datetime) -> Try:
    """Count a try at signing in as a person. Raises Locked while they have to wait."""
    person = session.get_one(Person, person_id)
    if is_locked(person.locked_until, at):
        assert person.locked_until is not None
        raise Locked(person.locked_until)
    left = note_wrong_try(session, person_id, at)
    return Try(person_id, person.secret_hash, left)


def sign_in(session: Session, counted: Try, token: str, at: datetime) -> bool:
    """Sign a person in on the browser that will hold `token`, and forget the tries: the PIN was right.

    False, and nothing done, where the PIN was changed while it was being compared.
    """
    if session.get_one(Person, counted.person_id).secret_hash != counted.secret_hash:
        return False
    forget_wrong_tries(session, counted.person_id)
    begin_sign_in(session, counted.person_id, token, at)
    return True
