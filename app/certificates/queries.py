"""Every SELECT about certificates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.database import Prepared, table_of

certificates = table_of(Certificate)

_held = Prepared(
    select(certificates.c.module_id, certificates.c.number, certificates.c.revoked_at).where(
        certificates.c.person_id == bindparam("person_id")
    )
)


@dataclass(frozen=True)
class Held:
    """A person's certificate numbers by module id: those that count, and those that were withdrawn."""

    valid: dict[str, str]
    withdrawn: dict[str, str]


def certificate_with_number(session: Session, number: str) -> Certificate | None:
    """Find a certificate by its tidied number, withdrawn or not."""
    return session.get(Certificate, number)


def held_by(session: Session, person_id: int) -> Held:
    """Give the certificates that a person holds; there is at most one a module."""
    rows = _held.rows(session, person_id=person_id)
    return Held(
        {module_id: number for module_id, number, revoked_at in rows if revoked_at is None},
        {module_id: number for module_id, number, revoked_at in rows if revoked_at is not None},
    )


def numbers_held(session: Session, module_id: str, people: Collection[int]) -> list[str]:
    """Give the numbers of a module's certificates that some people hold and that count, the oldest first."""
    found = select(certificates.c.number).where(
        certificates.c.module_id == module_id,
        certificates.c.person_id.in_(people),
        certificates.c.revoked_at.is_(None),
    )
    return list(session.scalars(found.order_by(certificates.c.issued_at, certificates.c.number)))
