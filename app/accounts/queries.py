"""Every SELECT about people and sign-ins."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.models import Person, SignIn
from app.database import table_of

sign_ins, people = table_of(SignIn), table_of(Person)


def person_with_login(session: Session, login: str) -> Person | None:
    """Find staff by the name they sign in with, however its letters are cased."""
    return session.scalars(select(Person).where(col(Person.login) == login.casefold())).one_or_none()
