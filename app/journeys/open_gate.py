"""An admin lets an enterprise take a module before the modules it builds on, or asks for those again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.content.models import Library
from app.enterprises.errors import UnknownCode
from app.enterprises.queries import enterprise_with_code
from app.learning import actions
from app.learning.errors import NoSuchModule


def open_gate(
    session: Session, library: Library, code: str, module_id: str, opened_by: int | None, at: datetime
) -> None:
    """Open a module for an enterprise. Raises UnknownCode and NoSuchModule."""
    actions.open_gate(session, _gate(session, library, code, module_id), module_id, opened_by, at)


def close_gate(session: Session, library: Library, code: str, module_id: str) -> None:
    """Close it again; attempts already begun go on. Raises UnknownCode and NoSuchModule."""
    actions.close_gate(session, _gate(session, library, code, module_id), module_id)


def _gate(session: Session, library: Library, code: str, module_id: str) -> int:
    """Check that both sides of the gate exist, and give the enterprise's id."""
    if module_id not in library.modules:
        raise NoSuchModule(module_id)
    enterprise = enterprise_with_code(session, code)
    if enterprise is None or enterprise.id is None:
        raise UnknownCode(code)
    return enterprise.id
