"""Completion as lines of a CSV file: one for each person and module of the selection."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO

from sqlalchemy.orm import Session

from app.content.models import Library
from app.reporting.programme import Selection, Workplace
from app.reporting.records import PersonRecord, Record, person_records

COLUMNS = (
    "enterprise", "code", "country", "person", "role", "module",
    "started_on", "finished", "certificate", "issued_on", "withdrawn_on",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes the file for another encoding and spoils the names."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (owasp.org/www-community/attacks/CSV_Injection)."""


def heading() -> str:
    """Give the first line of the file."""
    return BYTE_ORDER_MARK + line(COLUMNS)


def enterprise_lines(session: Session, library: Library, workplace: Workplace, selection: Selection) -> str:
    """Give the lines of one enterprise, "" where nobody in it is selected."""
    people = [each for each in person_records(session, library, workplace.id) if selection.keeps(each)]
    return "".join(line(cells) for person in people for cells in _cells(library, workplace, person, selection))


def line(cells: Iterable[str]) -> str:
    """Write a line as RFC 4180 has it, with nothing in it that a spreadsheet would run."""
    out = StringIO()
    csv.writer(out).writerow([harmless(each) for each in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


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
