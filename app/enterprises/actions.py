"""Verbs about enterprises, their people and invitations. They flush, never commit."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.accounts.secrets import fingerprint
from app.enterprises.codes import new_code
from app.enterprises.errors import InvitationUnusable
from app.enterprises.models import Enterprise, Invitation, Membership
from app.enterprises.queries import enterprise_with_code
from app.questions.question import Track

INVITATION_LASTS = timedelta(days=14)


def add_enterprise(
    session: Session, name: str, country: str | None, created_by: int | None, at: datetime
) -> Enterprise:
    """Add an enterprise with a code that no other has."""
    code = new_code()
    while enterprise_with_code(session, code):
        code = new_code()
    enterprise = Enterprise(code=code, name=name, country=country, created_by=created_by, created_at=at)
    session.add(enterprise)
    session.flush()
    return enterprise


def add_member(
    session: Session,
    enterprise_id: int,
    person_id: int,
    track: Track,
    name_key: str,
    at: datetime,
    *,
    manages: bool = False,
) -> None:
    """Make a person a member of an enterprise."""
    session.add(
        Membership(
            person_id=person_id,
            enterprise_id=enterprise_id,
            track=track,
            manages=manages,
            name_key=name_key,
            joined_at=at,
        )
    )
    session.flush()


def add_invitation(
    session: Session, gives: str, enterprise_id: int | None, token: str, created_by: int | None, at: datetime
) -> None:
    """Add an invitation for whoever holds the token."""
    session.add(
        Invitation(
            id=fingerprint(token),
            gives=gives,
            enterprise_id=enterprise_id,
            created_by=created_by,
            created_at=at,
            expires_at=at + INVITATION_LASTS,
        )
    )
    session.flush()


def usable_invitation(session: Session, token: str, at: datetime) -> Invitation:
    """Give the invitation of a token. Raises InvitationUnusable: unknown, used or expired."""
    found = session.get(Invitation, fingerprint(token))
    if found is None:
        raise InvitationUnusable("unknown")
    if found.accepted_at is not None:
        raise InvitationUnusable("used")
    if found.expires_at <= at:
        raise InvitationUnusable("expired")
    return found


def use_invitation(session: Session, invitation: Invitation, person_id: int, at: datetime) -> None:
    """Note who accepted an invitation, so that nobody else can."""
    invitation.accepted_at = at
    invitation.accepted_by = person_id
    session.flush()
