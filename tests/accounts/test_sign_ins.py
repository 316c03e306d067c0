"""Sign-ins on both databases: they begin, end and run out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.actions import SIGNED_IN_FOR, add_person, begin_sign_in, end_sign_in, forget_expired_sign_ins
from app.accounts.models import Person, SignIn
from app.accounts.queries import person_with_login
from app.accounts.secrets import fingerprint
from app.database import Database
from app.enterprises.queries import viewer
from tests.people import MONDAY, person

MARK = fingerprint("token")


def signed_in(session: Session, sign_in_id: str, at: datetime) -> int | None:
    found = viewer(session, sign_in_id, at)
    return found.person_id if found else None


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(SignIn)).scalar_one()


async def test_a_sign_in_is_found_by_its_fingerprint_until_it_ends(database: Database) -> None:
    made = await database.write(add_person, person())
    await database.write(begin_sign_in, made, "token", MONDAY)
    assert await database.read(signed_in, MARK, MONDAY) == made
    assert await database.read(signed_in, "token", MONDAY) is None
    await database.write(end_sign_in, MARK)
    assert await database.read(signed_in, MARK, MONDAY) is None


async def test_a_sign_in_runs_out_and_is_swept(database: Database) -> None:
    made = await database.write(add_person, person())
    await database.write(begin_sign_in, made, "token", MONDAY)
    end = MONDAY + SIGNED_IN_FOR
    assert await database.read(signed_in, MARK, end.replace(day=end.day - 1)) == made
    assert await database.read(signed_in, MARK, end) is None
    await database.write(begin_sign_in, made, "another", end)
    await database.write(forget_expired_sign_ins, end)
    assert await database.read(count) == 1


async def test_sign_ins_go_with_the_person(database: Database) -> None:
    made = await database.write(add_person, person())
    await database.write(begin_sign_in, made, "token", MONDAY)
    await database.write(lambda session: session.delete(session.get_one(Person, made)))
    assert await database.read(count) == 0


async def test_staff_are_found_however_they_write_their_name(database: Database) -> None:
    made = await database.write(add_person, person(login="amina@example.org"))
    for typed in ("amina@example.org", "Amina@Example.ORG"):
        found = await database.read(person_with_login, typed)
        assert found is not None
        assert found.id == made
    assert await database.read(person_with_login, "amina") is None
