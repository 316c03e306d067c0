"""An enterprise as an admin sees it: its people with how far they are, and the gates that stand open for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy.orm import Session

from app.content.models import Library
from app.enterprises.models import Enterprise
from app.enterprises.queries import enterprise_with_code
from app.learning.queries import gates_opened
from app.reporting.records import PersonRecord, person_records


@dataclass(frozen=True)
class EnterpriseView:
    """An enterprise, its people by name, and the ids of the modules opened ahead of their prerequisites."""

    enterprise: Enterprise
    people: Sequence[PersonRecord]
    opened: frozenset[str]


def enterprise_view(session: Session, library: Library, code: str) -> EnterpriseView | None:
    """Bring together what an admin sees of an enterprise, None where no enterprise has this code."""
    enterprise = enterprise_with_code(session, code)
    if enterprise is None:
        return None
    ident = cast("int", enterprise.id)
    return EnterpriseView(enterprise, person_records(session, library, ident), gates_opened(session, ident))
