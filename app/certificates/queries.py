"""Every SELECT about certificates."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.certificates.models import Certificate
from app.database import table_of

certificates = table_of(Certificate)

_numbers = select(certificates.c.module_id, certificates.c.number).where(
    certificates.c.person_id == bindparam("person_id")
)


def certificate_with_number(session: Session, number: str) -> Certificate | None:
    """Find a certificate by its tidied number, withdrawn or not."""
    return session.get(Certificate, number)


def numbers_by_module(session: Session, person_id: int) -> dict[str, str]:
    """Give a person's certificate numbers by module id."""
    return {row.module_id: row.number for row in session.execute(_numbers, {"person_id": person_id})}
