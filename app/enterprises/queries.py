"""Every SELECT about enterprises, their people and invitations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.names import fold, full_name, shown_name
from app.accounts.queries import people, sign_ins
from app.database import Prepared, table_of
from app.enterprises.models import Enterprise, Invitation, Membership
from app.questions.question import Track

enterprises, memberships = table_of(Enterprise), table_of(Membership)


@dataclass(frozen=True)
class Viewer:
    """Who looks at a page, and their rights. `track` and `enterprise_*` are None for staff, who belong to none."""

    person_id: int
    given_name: str
    name: str
    language: str
    is_admin: bool
    is_trainer: bool
    track: Track | None
    enterprise_id: int | None
    enterprise_name: str | None
    enterprise_code: str | None
    is_manager: bool


@dataclass(frozen=True)
class Member:
    """Somebody of an enterprise, as far as signing in and boards need to know them."""

    person_id: int
    name: str
    track: Track
    manages: bool
    secret_hash: str
    locked_until: datetime | None


_viewer = Prepared(
    select(
        people.c.id,
        people.c.given_name,
        people.c.family_name,
        people.c.nickname,
        people.c.language,
        people.c.is_admin,
        people.c.is_trainer,
        memberships.c.track,
        memberships.c.manages,
        enterprises.c.id,
        enterprises.c.name,
        enterprises.c.code,
    )
    .select_from(sign_ins)
    .join(people, people.c.id == sign_ins.c.person_id)
    .outerjoin(memberships, memberships.c.person_id == people.c.id)
    .outerjoin(enterprises, enterprises.c.id == memberships.c.enterprise_id)
    .where(sign_ins.c.id == bindparam("id"), sign_ins.c.expires_at > bindparam("at"))
)


def viewer(session: Session, sign_in_id: str, at: datetime) -> Viewer | None:
    """Say who is signed in on a browser, None where its sign-in has ended."""
    row = _viewer.row(session, id=sign_in_id, at=at)
    if row is None:
        return None
    person_id, given, family, nickname, language, is_admin, is_trainer, track, manages, enterprise, named, code = row
    return Viewer(
        person_id=person_id,
        given_name=given,
        name=shown_name(given, family, nickname),
        language=language,
        is_admin=is_admin,
        is_trainer=is_trainer,
        track=track,
        enterprise_id=enterprise,
        enterprise_name=named,
        enterprise_code=code,
        is_manager=bool(manages),
    )


def enterprise_with_code(session: Session, code: str) -> Enterprise | None:
    """Find an enterprise by its tidied code."""
    return session.scalars(select(Enterprise).where(col(Enterprise.code) == code)).one_or_none()


def members_named(session: Session, enterprise_id: int, name_key: str) -> list[Member]:
    """Find those whose whole folded name is `name_key`, or whose first name, or first and family name, it is.

    Two people may both say "Kim" of themselves, of whom one is Kim and the other Kim (Line 2).

    A mere beginning finds nobody: one letter must not list a workplace's people to whoever has its code.
    """
    named = _members(enterprise_id)
    begun = session.execute(named.where(memberships.c.name_key.startswith(name_key, autoescape=True))).all()
    return [_member(row) for row in begun if name_key in _keys(row)] if name_key else []


def _keys(row: Row[Any]) -> tuple[str, str, str]:
    return row.name_key, fold(row.given_name), fold(full_name(row.given_name, row.family_name))


def member(session: Session, enterprise_id: int, person_id: int) -> Member | None:
    """Find somebody of an enterprise; a person of another enterprise does not exist here."""
    row = session.execute(_members(enterprise_id).where(people.c.id == person_id)).one_or_none()
    return _member(row) if row else None


def learning_members(session: Session, people_ids: Collection[int]) -> list[tuple[int, int, Track, str]]:
    """Give (person, enterprise, track, language) of those who are in an enterprise, by person."""
    found = (
        select(people.c.id, memberships.c.enterprise_id, memberships.c.track, people.c.language)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(people.c.id.in_(people_ids))
        .order_by(people.c.id)
    )
    return [(row.id, row.enterprise_id, row.track, row.language) for row in session.execute(found)]


def is_name_taken(session: Session, enterprise_id: int, name_key: str) -> bool:
    """Say whether somebody of this whole name is in the enterprise."""
    found = select(memberships.c.person_id).where(
        memberships.c.enterprise_id == enterprise_id, memberships.c.name_key == name_key
    )
    return session.execute(found).first() is not None


def invitation(session: Session, invitation_id: str) -> Invitation | None:
    """Find an invitation by the fingerprint of its token."""
    return session.get(Invitation, invitation_id)


def count_staff(session: Session, *, admins: bool) -> int:
    """Count the admins, or the trainers."""
    right = people.c.is_admin if admins else people.c.is_trainer
    return session.execute(select(func.count()).where(right.is_(True))).scalar_one()


def certificate_name(session: Session, person_id: int) -> str:
    """Give a person's name as it is printed."""
    row = session.execute(select(people.c.given_name, people.c.family_name).where(people.c.id == person_id)).one()
    return full_name(row.given_name, row.family_name)


def _members(enterprise_id: int) -> Select[Any]:
    return (
        select(
            people.c.id,
            people.c.given_name,
            people.c.family_name,
            people.c.nickname,
            people.c.secret_hash,
            people.c.locked_until,
            memberships.c.track,
            memberships.c.manages,
            memberships.c.name_key,
        )
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.enterprise_id == enterprise_id)
        .order_by(memberships.c.name_key)
    )


def _member(row: Row[Any]) -> Member:
    name = shown_name(row.given_name, row.family_name, row.nickname)
    return Member(row.id, name, row.track, row.manages, row.secret_hash, row.locked_until)
