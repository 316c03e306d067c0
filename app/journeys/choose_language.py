"""Somebody wants to read on in another language."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts.models import Person


def choose_language(session: Session, person_id: int, language: str) -> None:
    """Remember the language of a person, wherever they sign in."""
    session.get_one(Person, person_id).language = language
    session.flush()
