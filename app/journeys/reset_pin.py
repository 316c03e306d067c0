"""Somebody has forgotten their PIN: their manager hands them a new one that nobody chose."""

from __future__ import annotations

import secrets

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.actions import forget_wrong_tries
from app.accounts.models import Person, SignIn
from app.accounts.secrets import PIN_DIGITS, is_weak_pin
from app.enterprises.errors import NoSuchPerson
from app.enterprises.queries import member


def new_pin() -> str:
    """Draw a PIN that is not among the first that anybody would try."""
    while is_weak_pin(pin := f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"):
        pass
    return pin


def reset_pin(session: Session, enterprise_id: int, person_id: int, secret_hash: str) -> str:
    """Give a member a new PIN, end all their sign-ins, and give their name. Raises NoSuchPerson.

    The old PIN may be known to somebody else: whoever is signed in with it is signed out.
    """
    found = member(session, enterprise_id, person_id)
    if found is None:
        raise NoSuchPerson(person_id)
    session.get_one(Person, person_id).secret_hash = secret_hash
    forget_wrong_tries(session, person_id)
    session.execute(delete(SignIn).where(col(SignIn.person_id) == person_id))
    return found.name
