"""Somebody joins their enterprise: with its code, a name and a PIN, no e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.actions import add_person, begin_sign_in
from app.accounts.models import Person
from app.accounts.names import fold, shown_name
from app.enterprises.actions import add_member
from app.enterprises.errors import NameTaken, UnknownCode
from app.enterprises.queries import enterprise_with_code, is_name_taken
from app.questions.question import Track


@dataclass(frozen=True)
class Newcomer:
    """Who joins: names as typed and tidied, what they learn as, and the hash of the PIN they chose."""

    given_name: str
    family_name: str | None
    nickname: str | None
    track: Track
    language: str
    secret_hash: str

    @property
    def name_key(self) -> str:
        """The whole name folded: what tells people of one enterprise apart."""
        return fold(shown_name(self.given_name, self.family_name, self.nickname))


def join_enterprise(session: Session, code: str, newcomer: Newcomer, token: str, at: datetime) -> int:
    """Add a person to the enterprise with this code, sign them in on the browser that holds `token`; give their id.

    Raises UnknownCode, and NameTaken where somebody there has this whole name already.
    """
    enterprise = enterprise_with_code(session, code)
    if enterprise is None or enterprise.id is None:
        raise UnknownCode(code)
    person_id = add_newcomer(session, enterprise.id, newcomer, at)
    begin_sign_in(session, person_id, token, at)
    return person_id


def add_newcomer(
    session: Session, enterprise_id: int, newcomer: Newcomer, at: datetime, *, manages: bool = False
) -> int:
    """Add a person to an enterprise and give their id. Raises NameTaken."""
    if is_name_taken(session, enterprise_id, newcomer.name_key):
        raise NameTaken(newcomer.name_key)
    person_id = add_person(
        session,
        Person(
            given_name=newcomer.given_name,
            family_name=newcomer.family_name,
            nickname=newcomer.nickname,
            secret_hash=newcomer.secret_hash,
            language=newcomer.language,
            created_at=at,
        ),
    )
    add_member(session, enterprise_id, person_id, newcomer.track, newcomer.name_key, at, manages=manages)
    return person_id
