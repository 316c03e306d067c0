"""A manager lets somebody of their enterprise try their PIN again at once."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts.actions import forget_wrong_tries
from app.enterprises.errors import NoSuchPerson
from app.enterprises.queries import member


def unlock_person(session: Session, enterprise_id: int, person_id: int) -> None:
    """Forget the wrong tries of a member. Raises NoSuchPerson for somebody of another enterprise."""
    if member(session, enterprise_id, person_id) is None:
        raise NoSuchPerson(person_id)
    forget_wrong_tries(session, person_id)
