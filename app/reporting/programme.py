"""The whole programme in numbers: learners, completion and certificates over all enterprises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.content.models import Library
from app.enterprises.queries import enterprises
from app.questions.question import TRACKS, Track
from app.reporting.records import PersonRecord, Record, person_records

ACTIVE = timedelta(days=30)


@dataclass(frozen=True)
class Selection:
    """What part of the programme to look at: an enterprise's code, a track, a module; None for all of them."""

    enterprise: str | None = None
    track: Track | None = None
    module: str | None = None

    def keeps(self, person: PersonRecord) -> bool:
        """Say whether somebody is on the track, if one is chosen."""
        return self.track in (None, person.track)

    def modules(self, library: Library) -> list[str]:
        """Give the published modules chosen, in the order of the course."""
        return [module.id for module in library.published if self.module in (None, module.id)]


@dataclass(frozen=True)
class Workplace:
    """An enterprise as lists show it. `country` is its ISO 3166 code."""

    id: int
    code: str
    name: str
    country: str | None


@dataclass(frozen=True)
class Completion:
    """How many of those on a track have begun and finished a module, and hold a certificate that counts."""

    module_id: str
    track: Track
    learners: int
    started: int
    finished: int
    certificates: int


@dataclass(frozen=True)
class EnterpriseLine:
    """An enterprise with its numbers of people by track and of certificates."""

    workplace: Workplace
    managers: int
    workers: int
    certificates: int


@dataclass(frozen=True)
class Overview:
    """The numbers of a selection. `active` are the learners who did something in the last 30 days."""

    enterprises: tuple[EnterpriseLine, ...]
    learners: int
    active: int
    certificates: int
    completion: tuple[Completion, ...]


def workplaces(session: Session) -> list[Workplace]:
    """Give all enterprises by name."""
    columns = enterprises.c.id, enterprises.c.code, enterprises.c.name, enterprises.c.country
    found = session.execute(select(*columns).order_by(enterprises.c.name, enterprises.c.id))
    return [Workplace(row.id, row.code, row.name, row.country) for row in found]


def chosen_workplaces(session: Session, selection: Selection) -> list[Workplace]:
    """Give the enterprises of a selection by name."""
    return [each for each in workplaces(session) if selection.enterprise in (None, each.code)]


def overview(session: Session, library: Library, selection: Selection, at: datetime) -> Overview:
    """Count the part of the programme that is selected, as it is at a moment."""
    chosen = chosen_workplaces(session, selection)
    within = chosen[0].id if selection.enterprise and chosen else None
    records = person_records(session, library, within) if chosen else []
    learners = [each for each in records if selection.keeps(each)]
    modules = selection.modules(library)
    people_of = defaultdict(list)
    for each in learners:
        people_of[each.enterprise_id].append(each)
    return Overview(
        tuple(_line(each, people_of[each.id], modules) for each in chosen),
        len(learners),
        sum(_is_active(person, modules, at) for person in learners),
        sum(_certificates(person, modules) for person in learners),
        tuple(_completion(library, learners, selection)),
    )


def _line(workplace: Workplace, people: Sequence[PersonRecord], modules: Sequence[str]) -> EnterpriseLine:
    managers = sum(each.track == "manager" for each in people)
    return EnterpriseLine(
        workplace, managers, len(people) - managers, sum(_certificates(each, modules) for each in people)
    )


def _completion(library: Library, learners: Sequence[PersonRecord], selection: Selection) -> Iterator[Completion]:
    for module_id in selection.modules(library):
        for track in TRACKS:
            if library.modules[module_id].tracks.get(track) and selection.track in (None, track):
                records = [each.modules[module_id] for each in learners if each.track == track]
                yield _counted(module_id, track, records)


def _counted(module_id: str, track: Track, records: Sequence[Record]) -> Completion:
    return Completion(
        module_id,
        track,
        len(records),
        sum(each.progress.is_started for each in records),
        sum(each.progress.is_complete for each in records),
        sum(each.certificate is not None for each in records),
    )


def _chosen(person: PersonRecord, modules: Iterable[str]) -> list[Record]:
    return [person.modules[ident] for ident in modules if ident in person.modules]


def _certificates(person: PersonRecord, modules: Iterable[str]) -> int:
    return sum(each.certificate is not None for each in _chosen(person, modules))


def _is_active(person: PersonRecord, modules: Iterable[str], at: datetime) -> bool:
    return any(each.last is not None and at - each.last <= ACTIVE for each in _chosen(person, modules))
