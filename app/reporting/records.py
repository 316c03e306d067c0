"""What the people of one enterprise, or of all, have done: five queries, however many people there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import Session

from app.accounts.names import shown_name
from app.accounts.queries import people
from app.assessment.queries import attempts
from app.assessment.results import QuizResult
from app.certificates.queries import certificates
from app.content.models import Library, Module
from app.enterprises.queries import enterprises, memberships
from app.learning.progress import Facts, Progress, progress
from app.learning.queries import completions, declarations
from app.questions.question import Track

NO_QUIZ = QuizResult(0, None, False, None)


@dataclass(frozen=True)
class Held:
    """A certificate somebody holds, or held until it was withdrawn."""

    number: str
    issued_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True)
class Record:
    """How far somebody is in one module, and when they first and last did something in it."""

    progress: Progress
    first: datetime | None
    last: datetime | None
    held: Held | None

    @property
    def certificate(self) -> Held | None:
        """The certificate that counts: a withdrawn one does not."""
        return self.held if self.held and self.held.revoked_at is None else None


@dataclass(frozen=True)
class PersonRecord:
    """Somebody of an enterprise, with a record for each published module that has something for their track."""

    person_id: int
    enterprise_id: int
    name: str
    track: Track
    manages: bool
    locked_until: datetime | None
    joined_at: datetime
    modules: Mapping[str, Record]

    @property
    def last(self) -> datetime | None:
        """When they last did something in any module, None before the first time."""
        return max((each.last for each in self.modules.values() if each.last), default=None)


Key = tuple[int, str]
"""A person's id and a module's."""


class _Done:
    """The facts as they come from the queries, by person and module."""

    def __init__(self) -> None:
        self.lessons: dict[Key, dict[str, int]] = defaultdict(dict)
        self.quizzes: dict[Key, QuizResult] = {}
        self.declared: set[Key] = set()
        self.held: dict[Key, Held] = {}
        self.moments: dict[Key, list[datetime]] = defaultdict(list)

    def record(self, person_id: int, track: Track, module: Module) -> Record:
        key = person_id, module.id
        held, moments = self.held.get(key), self.moments.get(key)
        facts = Facts(
            self.lessons.get(key, {}),
            self.quizzes.get(key, NO_QUIZ),
            assignment_declared=key in self.declared,
            certificate=held.number if held and held.revoked_at is None else None,
            withdrawn=held.number if held and held.revoked_at is not None else None,
        )
        reached = progress(module, track, facts)
        return Record(reached, min(moments) if moments else None, max(moments) if moments else None, held)


def person_records(session: Session, library: Library, enterprise_id: int | None = None) -> list[PersonRecord]:
    """Give the records of an enterprise's people, or of everybody who is in one, by name."""
    done = _Done()
    _read_lessons(session, done, enterprise_id)
    _read_quizzes(session, done, enterprise_id)
    _read_declarations(session, done, enterprise_id)
    _read_certificates(session, done, enterprise_id)
    return [_person(row, library, done) for row in session.execute(_people(enterprise_id))]


def _person(row: Row[Any], library: Library, done: _Done) -> PersonRecord:
    modules = {
        module.id: done.record(row.id, row.track, module)
        for module in library.published
        if module.tracks.get(row.track)
    }
    name = shown_name(row.given_name, row.family_name, row.nickname)
    return PersonRecord(
        row.id, row.enterprise_id, name, row.track, row.manages, row.locked_until, row.joined_at, modules
    )


def _people(enterprise_id: int | None) -> Select[Any]:
    found = (
        select(
            people.c.id, people.c.given_name, people.c.family_name, people.c.nickname, people.c.locked_until,
            memberships.c.enterprise_id, memberships.c.track, memberships.c.manages, memberships.c.joined_at,
        )
        .join(memberships, memberships.c.person_id == people.c.id)
        .join(enterprises, enterprises.c.id == memberships.c.enterprise_id)
        .order_by(enterprises.c.name, memberships.c.name_key, people.c.id)
    )  # fmt: skip
    return _within(found, enterprise_id)


def _read_lessons(session: Session, done: _Done, enterprise_id: int | None) -> None:
    for row in _rows(session, select(completions), completions, enterprise_id):
        key = row.person_id, row.module_id
        done.lessons[key][row.lesson_id] = row.lesson_revision
        done.moments[key].append(row.completed_at)


def _read_quizzes(session: Session, done: _Done, enterprise_id: int | None) -> None:
    """Read whether quizzes were tried and passed. Points are not even asked for: no report of people needs them."""
    columns = (
        attempts.c.module_id,
        func.count().label("attempts"),
        func.max(case((attempts.c.passed.is_(True), 1), else_=0)).label("passed"),
        func.min(attempts.c.started_at).label("first"),
        func.max(attempts.c.started_at).label("last_started"),
        func.max(attempts.c.finished_at).label("last_finished"),
    )
    found = select(attempts.c.person_id, *columns).group_by(attempts.c.person_id, attempts.c.module_id)
    for row in _rows(session, found, attempts, enterprise_id):
        key = row.person_id, row.module_id
        done.quizzes[key] = QuizResult(row.attempts, None, bool(row.passed), None)
        done.moments[key] += [row.first, row.last_started, *([row.last_finished] if row.last_finished else [])]


def _read_declarations(session: Session, done: _Done, enterprise_id: int | None) -> None:
    columns = declarations.c.person_id, declarations.c.module_id, declarations.c.declared_at
    for row in _rows(session, select(*columns), declarations, enterprise_id):
        done.declared.add((row.person_id, row.module_id))
        done.moments[row.person_id, row.module_id].append(row.declared_at)


def _read_certificates(session: Session, done: _Done, enterprise_id: int | None) -> None:
    columns = certificates.c.module_id, certificates.c.number, certificates.c.issued_at, certificates.c.revoked_at
    for row in _rows(session, select(certificates.c.person_id, *columns), certificates, enterprise_id):
        done.held[row.person_id, row.module_id] = Held(row.number, row.issued_at, row.revoked_at)


def _rows(session: Session, found: Select[Any], table: Any, enterprise_id: int | None) -> Iterator[Row[Any]]:
    if enterprise_id is not None:
        found = found.join(memberships, memberships.c.person_id == table.c.person_id)
    yield from session.execute(_within(found, enterprise_id))


def _within(found: Select[Any], enterprise_id: int | None) -> Select[Any]:
    return found if enterprise_id is None else found.where(memberships.c.enterprise_id == enterprise_id)
