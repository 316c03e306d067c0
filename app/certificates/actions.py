"""Verbs about certificates. They flush, never commit."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.certificates.models import Certificate


def issue(session: Session, certificate: Certificate) -> Certificate:
    """Store a certificate. The database holds one person to one certificate a module."""
    session.add(certificate)
    session.flush()
    return certificate
