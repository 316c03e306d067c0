"""Answers marked again, with the people behind them: for those who decide about it and look after certificates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.accounts.names import full_name, shown_name
from app.accounts.queries import people
from app.assessment.queries import attempts
from app.assessment.regrade_queries import count_marked_by_older, regraded, regrades
from app.certificates.queries import certificates
from app.content.models import Library, Module
from app.enterprises.queries import enterprises, memberships

MOST_SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """A question with attempts that an older key of it marks."""

    module: Module
    question_id: str
    attempts: int


@dataclass(frozen=True)
class Made:
    """A regrade that was made: how many attempts had each outcome, and how many of them are passed by it."""

    module_id: str
    question_id: str
    made_by: str | None
    made_at: datetime
    outcomes: Mapping[str, int]
    passed: int


@dataclass(frozen=True)
class Flagged:
    """A certificate that rests on a verdict which a corrected key alone would not give."""

    number: str
    name: str
    module_id: str
    module_title: str
    language: str


def waiting_regrades(session: Session, library: Library) -> list[Waiting]:
    """Give the questions whose answers are still marked by an older key, in the order of the course."""
    counted = ((module, count_marked_by_older(session, module)) for module in library.modules.values())
    return [Waiting(module, ident, counts[ident]) for module, counts in counted for ident in counts]


def regrades_made(session: Session) -> list[Made]:
    """Give the regrades that were made, the newest first, at most MOST_SHOWN."""
    found = (
        select(regrades, people.c.given_name, people.c.family_name)
        .outerjoin(people, people.c.id == regrades.c.made_by)
        .order_by(regrades.c.id.desc())
        .limit(MOST_SHOWN)
    )
    rows = session.execute(found).all()
    outcomes, passed = _outcomes(session, [row.id for row in rows])
    return [
        Made(
            row.module_id,
            row.question_id,
            full_name(row.given_name, row.family_name) if row.given_name else None,
            row.made_at,
            outcomes[row.id],
            passed[row.id],
        )
        for row in rows
    ]


def _outcomes(session: Session, ids: Collection[int]) -> tuple[Mapping[int, dict[str, int]], Mapping[int, int]]:
    passes = and_(regraded.c.passed_after.is_(True), regraded.c.passed_before.is_(False))
    found = (
        select(regraded.c.regrade_id, regraded.c.outcome, passes.label("passes"), func.count().label("several"))
        .where(regraded.c.regrade_id.in_(ids))
        .group_by(regraded.c.regrade_id, regraded.c.outcome, passes)
    )
    outcomes: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    passed: dict[int, int] = defaultdict(int)
    for row in session.execute(found):
        outcomes[row.regrade_id][row.outcome] += row.several
        passed[row.regrade_id] += row.several if row.passes else 0
    return outcomes, passed


def flagged_certificates(session: Session) -> list[Flagged]:
    """Give the certificates that count and whose holder has no other passed attempt than such a one."""
    falls = (
        select(regraded.c.attempt_id)
        .where(regraded.c.attempt_id == attempts.c.id, regraded.c.outcome == "falls")
        .exists()
    )
    of_holder = (
        attempts.c.person_id == certificates.c.person_id,
        attempts.c.module_id == certificates.c.module_id,
        attempts.c.passed.is_(True),
    )
    columns = [getattr(certificates.c, each) for each in ("number", "name", "module_id", "module_title", "language")]
    found = select(*columns).where(
        certificates.c.revoked_at.is_(None),
        select(attempts.c.id).where(*of_holder, falls).exists(),
        ~select(attempts.c.id).where(*of_holder, ~falls).exists(),
    )
    return [Flagged(*row) for row in session.execute(found.order_by(certificates.c.issued_at, certificates.c.number))]


def names_of(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Give the names of people and of their enterprises ("" for none) by person."""
    columns = people.c.id, people.c.given_name, people.c.family_name, people.c.nickname, enterprises.c.name
    found = (
        select(*columns)
        .outerjoin(memberships, memberships.c.person_id == people.c.id)
        .outerjoin(enterprises, enterprises.c.id == memberships.c.enterprise_id)
        .where(people.c.id.in_(ids))
    )
    return {
        row.id: (shown_name(row.given_name, row.family_name, row.nickname), row.name or "")
        for row in session.execute(found)
    }
