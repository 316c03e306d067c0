"""Completion as lines of a CSV file: one for each person and module of the selection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from app.content.models import Library
from app.reporting.programme import Selection, Workplace
from app.reporting.records import PersonRecord, Record, person_records
from app.spreadsheet import BYTE_ORDER_MARK, line

COLUMNS = (
    "enterprise", "code", "country", "person", "role", "module",
    "started_on", "finished", "certificate", "issued_on", "withdrawn_on",
)  # fmt: skip


def heading() -> str:
    """Give the first line of the file."""
    return BYTE_ORDER_MARK + line(COLUMNS)


def enterprise_lines(session: Session, library: Library, workplace: Workplace, selection: Selection) -> str:
    """Give the lines of one enterprise, "" where nobody in it is selected."""
    people = [each for each in person_records(session, library, workplace.id) if selection.keeps(each)]
    return "".join(line(cells) for person in people for cells in _cells(library, workplace, person, selection))


def _cells(
    library: Library, workplace: Workplace, person: PersonRecord, selection: Selection
) -> Iterator[tuple[str, ...]]:
    of_person = workplace.name, workplace.code, workplace.country or "", person.name, person.track
    for module_id in selection.modules(library):
        if module_id in person.modules:
            yield (*of_person, module_id, *_of_record(person.modules[module_id]))


def _of_record(record: Record) -> tuple[str, ...]:
    finished = "yes" if record.progress.is_complete else "no"
    held = record.held
    if held is None:
        return _day(record.first), finished, "", "", ""
    return _day(record.first), finished, held.number, _day(held.issued_at), _day(held.revoked_at)


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
