"""Somebody comes back. The try is counted before the PIN is looked at, so that many tries at once are many tries.

Where several people have the name that was typed, it is a try at each of them, until it is seen whose PIN it is.

Comparing a PIN takes 30 ms by design, so it happens between two acts, in neither of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.actions import begin_sign_in, forget_wrong_tries, note_wrong_try, take_back_try
from app.accounts.errors import Locked
from app.accounts.locking import is_locked
from app.accounts.models import Person


@dataclass(frozen=True)
class Try:
    """A try that has been counted: compare with `secret_hash`, and tell how many are left if it is wrong."""

    person_id: int
    secret_hash: str
    tries_left: int


def begin_tries(session: Session, people_ids: Iterable[int], at: datetime) -> list[Try]:
    """Count a try at signing in as any of these people, but those who have to wait. Raises Locked where all have to."""
    people = [session.get_one(Person, each) for each in sorted(people_ids)]
    waits = [each.locked_until for each in people if each.locked_until and is_locked(each.locked_until, at)]
    if len(waits) == len(people):
        raise Locked(min(waits))
    return [_begin(session, each, at) for each in people if not is_locked(each.locked_until, at)]


def _begin(session: Session, person: Person, at: datetime) -> Try:
    assert person.id is not None
    left = note_wrong_try(session, person.id, at)
    return Try(person.id, person.secret_hash, left)


def take_back(session: Session, tries: Iterable[Try]) -> None:
    """Take tries back that were no wrong ones: the PIN was somebody's of the name that was typed."""
    for each in tries:
        take_back_try(session, each.person_id)


def sign_in(session: Session, counted: Try, others: Iterable[Try], token: str, at: datetime) -> bool:
    """Sign a person in on the browser that will hold `token`, and forget their tries: the PIN was right.

    `others` are those of the same name whose PIN it was not: it was no try at theirs. False, and nothing done, where
    the PIN was changed while it was being compared.
    """
    if session.get_one(Person, counted.person_id).secret_hash != counted.secret_hash:
        return False
    for each in sorted((counted, *others), key=lambda each: each.person_id):  # one order, so that no two acts deadlock
        (forget_wrong_tries if each is counted else take_back_try)(session, each.person_id)
    begin_sign_in(session, counted.person_id, token, at)
    return True
