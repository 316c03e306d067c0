"""Who runs the programme."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.accounts.names import full_name
from app.accounts.queries import people


@dataclass(frozen=True)
class StaffMember:
    """An admin or a trainer, with the name they sign in with."""

    name: str
    login: str
    is_admin: bool
    is_trainer: bool


def staff(session: Session) -> list[StaffMember]:
    """Give all admins and trainers by name."""
    columns = people.c.given_name, people.c.family_name, people.c.login, people.c.is_admin, people.c.is_trainer
    found = select(*columns).where(or_(people.c.is_admin.is_(True), people.c.is_trainer.is_(True)))
    return [
        StaffMember(full_name(row.given_name, row.family_name), row.login or "", row.is_admin, row.is_trainer)
        for row in session.execute(found.order_by(people.c.given_name, people.c.id))
    ]
