"""What the database itself refuses about people and sign-ins."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.actions import add_person, begin_sign_in
from app.accounts.queries import people, sign_ins
from app.database import Database
from tests.constraints import BadRow, assert_refused, constraints_of
from tests.people import MONDAY, person


def changed(**values: object) -> BadRow:
    """Add a person, then change what is stored of them past all forms."""

    def act(session: Session) -> None:
        made = add_person(session, person(login="amina"))
        session.execute(people.update().where(people.c.id == made).values(**values))

    return act


def same_login_twice(session: Session) -> None:
    for _ in range(2):
        add_person(session, person(login="amina"))


def same_token_twice(session: Session) -> None:
    begin_sign_in(session, add_person(session, person()), "token", MONDAY)
    session.execute(insert(sign_ins).from_select(list(sign_ins.c.keys()), sign_ins.select()))


CASES: dict[str, BadRow] = {
    "ck_person_given_name_length": changed(given_name=""),
    "ck_person_failed_tries_count": changed(failed_tries=-1),
    "uq_person_login": same_login_twice,
    "fk_sign_in_person_id": lambda session: begin_sign_in(session, 404, "token", MONDAY),
    "pk_sign_in": same_token_twice,
}


@pytest.mark.parametrize("constraint", CASES)
async def test_a_bad_row_is_refused(database: Database, constraint: str) -> None:
    await assert_refused(database, constraint, CASES[constraint])


def test_every_constraint_has_its_case() -> None:
    assert set(CASES) == constraints_of("person", "sign_in")
