"""Somebody accepts an invitation: as a member who becomes a manager, as a new manager, or as new staff.

Looking the invitation up and using it is one act, so a link that two people open at once is used by one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.actions import add_person, begin_sign_in
from app.accounts.errors import LoginTaken
from app.accounts.models import Person
from app.accounts.queries import person_with_login
from app.enterprises.actions import usable_invitation, use_invitation
from app.enterprises.errors import InvitationUnusable
from app.enterprises.models import Enterprise, Invitation, Membership
from app.journeys.join_enterprise import Newcomer, add_newcomer


@dataclass(frozen=True)
class Offer:
    """What an invitation gives: "admin", "trainer" or "manager", the last in an enterprise."""

    gives: str
    enterprise_id: int | None
    enterprise_name: str | None


@dataclass(frozen=True)
class NewStaff:
    """Who joins the staff: a name, the name to sign in with, and the hash of the password they chose."""

    given_name: str
    family_name: str | None
    login: str
    language: str
    secret_hash: str


def offer(session: Session, token: str, at: datetime) -> Offer:
    """Say what the link that holds `token` gives. Raises InvitationUnusable."""
    found = usable_invitation(session, token, at)
    enterprise = session.get(Enterprise, found.enterprise_id) if found.enterprise_id is not None else None
    return Offer(found.gives, found.enterprise_id, enterprise.name if enterprise else None)


def accept_as_member(session: Session, token: str, person_id: int, at: datetime) -> None:
    """Let a member of the enterprise manage it; what they learn as stays. Raises InvitationUnusable."""
    found = _to_manage(session, token, at)
    membership = session.get(Membership, person_id)
    if membership is None or membership.enterprise_id != found.enterprise_id:
        raise InvitationUnusable("elsewhere")
    membership.manages = True
    use_invitation(session, found, person_id, at)


def accept_as_newcomer(session: Session, token: str, newcomer: Newcomer, sign_in_token: str, at: datetime) -> int:
    """Add a manager to the enterprise, sign them in and give their id. Raises InvitationUnusable and NameTaken."""
    found = _to_manage(session, token, at)
    assert found.enterprise_id is not None
    person_id = add_newcomer(session, found.enterprise_id, newcomer, at, manages=True)
    use_invitation(session, found, person_id, at)
    begin_sign_in(session, person_id, sign_in_token, at)
    return person_id


def accept_as_staff(session: Session, token: str, staff: NewStaff, sign_in_token: str, at: datetime) -> int:
    """Add an admin or a trainer, sign them in and give their id. Raises InvitationUnusable and LoginTaken."""
    found = usable_invitation(session, token, at)
    if found.gives == "manager":
        raise InvitationUnusable("elsewhere")
    if person_with_login(session, staff.login):
        raise LoginTaken(staff.login)
    person_id = add_person(session, _person(staff, found.gives, at))
    use_invitation(session, found, person_id, at)
    begin_sign_in(session, person_id, sign_in_token, at)
    return person_id


def _to_manage(session: Session, token: str, at: datetime) -> Invitation:
    found = usable_invitation(session, token, at)
    if found.gives != "manager":
        raise InvitationUnusable("elsewhere")
    return found


def _person(staff: NewStaff, right: str, at: datetime) -> Person:
    return Person(
        given_name=staff.given_name,
        family_name=staff.family_name,
        login=staff.login.casefold(),
        language=staff.language,
        secret_hash=staff.secret_hash,
        is_admin=right == "admin",
        is_trainer=right == "trainer",
        created_at=at,
    )
