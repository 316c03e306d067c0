"""The board of an enterprise: its people by the modules of the course, in states that a manager may know.

States only: no answer, no score, no number of attempts leaves this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from app.accounts.locking import is_locked
from app.content.models import Library
from app.questions.question import Track
from app.reporting.records import PersonRecord, Record, person_records

State = Literal["new", "started", "finished", "certified"]
QUIET = timedelta(days=14)
"""After so long without a step, somebody who is in the middle of a module may need a hand."""


@dataclass(frozen=True)
class Cell:
    """Where somebody is in one module: `done` of `total` steps. `certificate` is the number of one that counts."""

    state: State
    done: int
    total: int
    certificate: str | None


@dataclass(frozen=True)
class BoardRow:
    """Somebody on the board. Modules that have nothing for their track are not among the cells."""

    person_id: int
    name: str
    track: Track
    manages: bool
    locked: bool
    quiet: bool
    cells: Mapping[str, Cell]

    @property
    def needs_help(self) -> bool:
        """Whether the manager should go and ask: locked out, or in the middle of a module and quiet."""
        return self.locked or self.quiet


@dataclass(frozen=True)
class Share:
    """How many of the people on a track have finished a module."""

    finished: int
    people: int


@dataclass(frozen=True)
class Board:
    """Everybody of an enterprise, those who need help first, and who finished what: module id -> track -> share."""

    rows: tuple[BoardRow, ...]
    shares: Mapping[str, Mapping[Track, Share]]

    @property
    def begun(self) -> tuple[str, ...]:
        """The modules that somebody has started, in the order of the course: the others would only say so for all."""
        cells = [row.cells for row in self.rows]
        return tuple(
            module for module in self.shares if any(module in each and each[module].state != "new" for each in cells)
        )


def board(session: Session, library: Library, enterprise_id: int, at: datetime) -> Board:
    """Make the board of an enterprise as it is at a moment."""
    records = person_records(session, library, enterprise_id)
    rows = sorted((board_row(each, at) for each in records), key=lambda row: not row.needs_help)
    return Board(tuple(rows), {module.id: shares(records, module.id) for module in library.published})


def board_row(person: PersonRecord, at: datetime) -> BoardRow:
    """Give a person's line on the board."""
    return BoardRow(
        person.person_id,
        person.name,
        person.track,
        person.manages,
        is_locked(person.locked_until, at),
        is_quiet(person, at),
        {ident: cell(record) for ident, record in person.modules.items()},
    )


def cell(record: Record) -> Cell:
    """Give the state of a module, with the steps done. A withdrawn certificate leaves it finished."""
    reached, certificate = record.progress, record.certificate
    total = len(reached.steps)
    done = total if reached.is_complete else total - len(reached.unmet)
    return Cell(_state(record), done, total, certificate.number if certificate else None)


def is_quiet(person: PersonRecord, at: datetime) -> bool:
    """Say whether somebody is in the middle of a module and has done nothing for long."""
    midway = any(each.progress.is_started and not each.progress.is_complete for each in person.modules.values())
    return midway and person.last is not None and at - person.last >= QUIET


def shares(people: Iterable[PersonRecord], module_id: str) -> Mapping[Track, Share]:
    """Count, per track, who finished a module, of all who are to learn it; a track with nobody is not in it."""
    learning = [each for each in people if module_id in each.modules]
    tracks: Sequence[Track] = ("worker", "manager")
    return {
        track: Share(sum(each.modules[module_id].progress.is_complete for each in on_track), len(on_track))
        for track in tracks
        if (on_track := [each for each in learning if each.track == track])
    }


def _state(record: Record) -> State:
    if record.certificate:
        return "certified"
    if record.progress.is_complete:
        return "finished"
    return "started" if record.progress.is_started else "new"
