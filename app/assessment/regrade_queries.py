"""Every SELECT about keys that were put right: which answers were marked by an older one, and what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from app.assessment.models import Regrade, RegradedAttempt
from app.assessment.queries import asked, attempts, responses, revisions
from app.assessment.remarking import SatQuestion, Sitting
from app.content.models import Module
from app.database import table_of
from app.questions.keys import same_key
from app.questions.revision import Revision, from_document

regrades, regraded = table_of(Regrade), table_of(RegradedAttempt)

marking = func.coalesce(asked.c.marked_by, asked.c.revision_id)
"""The revision whose key marks a question of an attempt."""


@dataclass(frozen=True)
class Correction:
    """What a regrade meant for one question of an attempt, as its learner is told."""

    made_at: datetime
    rises: bool
    passes_now: bool


def stored_revisions(session: Session, ids: Iterable[str]) -> dict[str, Revision]:
    """Read stored revisions by id."""
    found = session.execute(select(revisions.c.id, revisions.c.document).where(revisions.c.id.in_({*ids})))
    return {ident: from_document(document) for ident, document in found}


def older_keys(session: Session, module: Module, question_id: str | None = None) -> dict[str, frozenset[str]]:
    """Give the stored revisions of a module's questions that mark otherwise than the present one, by question id."""
    counted = (
        select(marking.label("id"), asked.c.question_id)
        .join(attempts, attempts.c.id == asked.c.attempt_id)
        .where(attempts.c.module_id == module.id)
        .distinct()
    )
    if question_id is not None:
        counted = counted.where(asked.c.question_id == question_id)
    rows = [row for row in session.execute(counted) if _differs(module, row.question_id, row.id)]
    stored = stored_revisions(session, (row.id for row in rows))
    older: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if not same_key(stored[row.id], module.bank[row.question_id]):
            older[row.question_id].add(row.id)
    return {ident: frozenset(each) for ident, each in older.items()}


def _differs(module: Module, question_id: str, revision_id: str) -> bool:
    present = module.bank.get(question_id)
    return present is not None and present.id != revision_id


def count_marked_by_older(session: Session, module: Module) -> dict[str, int]:
    """Count by question the attempts that an older key marks and that were not yet looked at with the present one."""
    counts = {
        ident: session.scalar(
            select(func.count())
            .select_from(asked)
            .join(attempts, attempts.c.id == asked.c.attempt_id)
            .where(attempts.c.module_id == module.id, *_by_older(ident, older, module.bank[ident]))
        )
        for ident, older in older_keys(session, module).items()
    }
    return {ident: count for ident, count in counts.items() if count}


def sittings_marked_by_older(session: Session, module: Module, question_id: str) -> list[Sitting]:
    """Give the attempts that an older key of a question marks, and that were not yet looked at with the present one."""
    older = older_keys(session, module, question_id).get(question_id, frozenset())
    if not older:
        return []
    chosen = select(asked.c.attempt_id).where(*_by_older(question_id, older, module.bank[question_id]))
    return sittings(session, and_(attempts.c.module_id == module.id, attempts.c.id.in_(chosen)))


def _by_older(question_id: str, older: Iterable[str], present: Revision) -> tuple[ColumnElement[bool], ...]:
    left = (
        select(regraded.c.attempt_id)
        .join(regrades, regrades.c.id == regraded.c.regrade_id)
        .where(
            regraded.c.attempt_id == asked.c.attempt_id,
            regraded.c.position == asked.c.position,
            regraded.c.outcome == "left",
            regrades.c.revision_id == present.id,
        )
    )
    return asked.c.question_id == question_id, marking.in_({*older}), ~left.exists()


def sittings(session: Session, which: ColumnElement[bool] | None = None) -> list[Sitting]:
    """Give attempts with their answers, in the order in which they began."""
    found = select(attempts).order_by(attempts.c.started_at, attempts.c.id)
    rows = session.execute(found if which is None else found.where(which)).all()
    questions = _questions(session, which)
    return [_sitting(row, questions[row.id]) for row in rows]


def _questions(session: Session, which: ColumnElement[bool] | None) -> Mapping[UUID, list[SatQuestion]]:
    answered = and_(responses.c.attempt_id == asked.c.attempt_id, responses.c.position == asked.c.position)
    found: Select[Any] = (
        select(asked, marking.label("key"), responses.c.id.label("response"), responses.c.answer, responses.c.score)
        .join(attempts, attempts.c.id == asked.c.attempt_id)
        .outerjoin(responses, answered)
        .order_by(asked.c.attempt_id, asked.c.position)
    )
    grouped: dict[UUID, list[SatQuestion]] = defaultdict(list)
    for row in session.execute(found if which is None else found.where(which)):
        grouped[row.attempt_id].append(
            SatQuestion(
                row.position,
                row.question_id,
                row.revision_id,
                row.key,
                row.points,
                row.critical,
                row.response is not None,
                row.answer,
                row.score or 0.0,
            )
        )
    return grouped


def _sitting(row: Row[Any], questions: Iterable[SatQuestion]) -> Sitting:
    known = {name: getattr(row, name) for name in ("id", "module_id", "track", "seed", "pass_mark", "max_points")}
    return Sitting(**known, points=row.points, passed=row.passed, questions=tuple(questions))


def people_of(session: Session, attempt_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Say whose attempts these are."""
    found = select(attempts.c.id, attempts.c.person_id).where(attempts.c.id.in_({*attempt_ids}))
    return {row.id: row.person_id for row in session.execute(found)}


def passed_otherwise(session: Session, attempt_ids: Collection[UUID]) -> frozenset[int]:
    """Give those whose attempts these are and who have passed the same module in another attempt, too."""
    others = attempts.alias()
    found = (
        select(attempts.c.person_id)
        .join(others, and_(others.c.person_id == attempts.c.person_id, others.c.module_id == attempts.c.module_id))
        .where(attempts.c.id.in_(attempt_ids), others.c.id.not_in(attempt_ids), others.c.passed.is_(True))
    )
    return frozenset(session.scalars(found))


def corrections_of(session: Session, attempt_id: UUID) -> dict[int, Correction]:
    """Give the newest correction of each question of an attempt by its position; where an answer was left, none."""
    found = (
        select(regraded, regrades.c.made_at)
        .join(regrades, regrades.c.id == regraded.c.regrade_id)
        .where(regraded.c.attempt_id == attempt_id, regraded.c.outcome != "left")
        .order_by(regrades.c.id)
    )
    return dict(_corrections(session.execute(found)))


def _corrections(rows: Iterable[Row[Any]]) -> Iterator[tuple[int, Correction]]:
    for row in rows:
        passes_now = bool(row.passed_after) and row.passed_before is False
        yield row.position, Correction(row.made_at, row.outcome == "rises", passes_now)
