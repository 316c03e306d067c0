"""An admin withdraws a certificate. Its record stays, with when and why: the public check says so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.certificates.errors import NoSuchCertificate
from app.certificates.queries import certificate_with_number


def revoke_certificate(session: Session, number: str, reason: str, at: datetime) -> None:
    """Withdraw a certificate; one that is withdrawn keeps its first day and reason. Raises NoSuchCertificate."""
    found = certificate_with_number(session, number)
    if found is None:
        raise NoSuchCertificate(number)
    if found.revoked_at is None:
        found.revoked_at = at
        found.revoked_reason = reason
        session.flush()
