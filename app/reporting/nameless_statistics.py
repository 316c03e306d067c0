"""What learners have done, without names: enough to say what an edit of the content would mean to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assessment.queries import revisions
from app.assessment.regrade_queries import sittings
from app.assessment.remarking import Sitting
from app.certificates.queries import certificates
from app.learning.queries import completions


class UnreadableStatistics(Exception):
    """The text holds no statistics; it says where."""


@dataclass(frozen=True)
class LessonsRead:
    """How many learners have read a lesson in one of its revisions."""

    module_id: str
    lesson_id: str
    revision: int
    learners: int


@dataclass(frozen=True)
class CertificatesGiven:
    """How many certificates of a module count, by track."""

    module_id: str
    track: str
    holders: int


@dataclass(frozen=True)
class Statistics:
    """Attempts with their answers, the questions as they were drawn (documents by revision), and counts."""

    sittings: tuple[Sitting, ...]
    documents: Mapping[str, str]
    lessons: tuple[LessonsRead, ...]
    certificates: tuple[CertificatesGiven, ...]


_AS_JSON = TypeAdapter(Statistics)


def read_statistics(session: Session) -> Statistics:
    """Gather the statistics. Attempts are numbered anew, so that nothing in them leads back to a person."""
    found = [replace(each, id=UUID(int=number)) for number, each in enumerate(sittings(session), 1)]
    documents = session.execute(select(revisions.c.id, revisions.c.document))
    return Statistics(
        tuple(found), {row.id: row.document for row in documents}, _lessons(session), _certificates(session)
    )


def _lessons(session: Session) -> tuple[LessonsRead, ...]:
    keys = completions.c.module_id, completions.c.lesson_id, completions.c.lesson_revision
    rows = session.execute(select(*keys, func.count()).group_by(*keys).order_by(*keys))
    return tuple(LessonsRead(*row) for row in rows)


def _certificates(session: Session) -> tuple[CertificatesGiven, ...]:
    keys = certificates.c.module_id, certificates.c.track
    found = select(*keys, func.count()).where(certificates.c.revoked_at.is_(None)).group_by(*keys).order_by(*keys)
    return tuple(CertificatesGiven(*row) for row in session.execute(found))


def as_json(statistics: Statistics) -> str:
    """Write statistics as JSON."""
    return _AS_JSON.dump_json(statistics).decode()


def from_json(text: str) -> Statistics:
    """Read statistics back. Raises UnreadableStatistics."""
    try:
        found = _AS_JSON.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(map(str, first["loc"])) or "the file"
        raise UnreadableStatistics(f"{place}: {first['msg']}") from error
    asked = {ident for each in found.sittings for asked in each.questions for ident in (asked.drawn, asked.marked_by)}
    if missing := asked - found.documents.keys():
        raise UnreadableStatistics(f"documents: there is no {min(missing)}")
    return found
