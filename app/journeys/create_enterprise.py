"""An admin takes an enterprise into the programme."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.enterprises.actions import add_enterprise


def create_enterprise(session: Session, name: str, country: str | None, created_by: int | None, at: datetime) -> str:
    """Add an enterprise and give its code. `country` is an ISO 3166 code of two letters."""
    return add_enterprise(session, name, country, created_by, at).code
