"""An admin invites somebody: a link that gives one right to one person, once."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from app.enterprises.actions import add_invitation
from app.enterprises.errors import UnknownCode
from app.enterprises.queries import enterprise_with_code

StaffRight = Literal["admin", "trainer"]


def invite_staff(session: Session, right: StaffRight, token: str, created_by: int | None, at: datetime) -> None:
    """Invite an admin or a trainer; whoever opens the link that holds `token` accepts."""
    add_invitation(session, right, None, token, created_by, at)


def invite_manager(session: Session, code: str, token: str, created_by: int | None, at: datetime) -> None:
    """Invite somebody to manage the enterprise with this code. Raises UnknownCode."""
    enterprise = enterprise_with_code(session, code)
    if enterprise is None:
        raise UnknownCode(code)
    add_invitation(session, "manager", enterprise.id, token, created_by, at)
