"""What both databases promise through the one door."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.actions import add_person, note_wrong_try
from app.accounts.models import Person
from app.database import Database, DatabaseUnavailable, open_database
from tests.people import MONDAY, person


class ActError(Exception):
    """What an act may raise of its own."""


def add(session: Session, name: str = "Amina") -> int:
    return add_person(session, person(name))


def add_then_refuse(session: Session) -> None:
    add(session)
    raise ActError("no")


def add_with_login(session: Session, login: str) -> int:
    return add_person(session, person("Bea", login=login))


def ids(session: Session) -> list[int | None]:
    return [each.id for each in session.scalars(select(Person))]


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Person)).scalar_one()


async def test_a_read_sees_what_a_write_did(database: Database) -> None:
    assert await database.read(count) == 0
    made = await database.write(add, "Amina")
    assert await database.read(count) == 1
    assert await database.report(count) == 1
    assert await database.read(lambda session: session.get_one(Person, made).given_name) == "Amina"


async def test_moments_come_back_aware_and_in_utc(database: Database) -> None:
    made = await database.write(add)
    stored = await database.read(lambda session: session.get_one(Person, made).created_at)
    assert stored == MONDAY
    assert stored.utcoffset() == MONDAY.utcoffset()


async def test_what_was_written_is_seen_by_another_process_at_once(database: Database, database_url: str) -> None:
    other = open_database(database_url)
    try:
        for number in range(1, 6):
            await database.write(add)
            assert await other.read(count) == number
    finally:
        other.close()


async def test_an_acts_own_error_comes_through_and_stores_nothing(database: Database) -> None:
    with pytest.raises(ActError, match="no"):
        await database.write(add_then_refuse)
    with pytest.raises(ActError):
        await database.read(add_nothing_and_refuse)
    assert await database.read(count) == 0


def add_nothing_and_refuse(session: Session) -> None:
    raise ActError


async def test_one_acts_failure_is_its_own(database: Database) -> None:
    acts = [database.write(add), database.write(add_then_refuse), database.write(add_with_login, "bea")]
    acts += [database.write(add_with_login, "bea"), database.write(add), database.write(add_then_refuse)]
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    assert [type(each) for each in outcomes].count(ActError) == 2
    assert [type(each) for each in outcomes].count(IntegrityError) == 1
    stored = {each for each in outcomes if isinstance(each, int)}
    assert len(stored) == 3
    assert await database.read(count) == 3
    assert set(await database.read(ids)) == stored


async def test_an_act_that_catches_its_own_refusal_leaves_a_usable_session(database: Database) -> None:
    def add_or_look(session: Session) -> int:
        with pytest.raises(IntegrityError), session.begin_nested():
            add_with_login(session, "bea")
        return count(session)

    await database.write(add_with_login, "bea")
    assert await database.write(add_or_look) == 1


async def test_acts_behave_as_if_one_ran_after_another(database: Database) -> None:
    made = await database.write(add)

    def count_up(session: Session) -> None:
        found = session.get_one(Person, made)
        found.failed_tries += 1

    await asyncio.gather(*(database.write(count_up) for _ in range(30)))
    assert await database.read(lambda session: session.get_one(Person, made).failed_tries) == 30


async def test_a_lock_on_a_row_is_taken_on_both(database: Database) -> None:
    made = await database.write(add)
    left = await asyncio.gather(*(database.write(note_wrong_try, made, MONDAY) for _ in range(8)))
    assert sorted(left) == [0, 0, 0, 0, 1, 2, 3, 4]


@pytest.mark.parametrize("way", ["read", "report"])
async def test_reading_cannot_write(database: Database, way: str) -> None:
    reading = database.read if way == "read" else database.report
    with pytest.raises(DatabaseUnavailable, match=r"read-?only"):
        await reading(add)
    assert await database.read(count) == 0
    await database.write(add)
    assert await reading(count) == 1


async def test_a_report_stays_on_one_state_while_others_write(database: Database) -> None:
    began, go_on = threading.Event(), threading.Event()

    def count_twice(session: Session) -> tuple[int, int]:
        first = count(session)
        began.set()
        assert go_on.wait(10)
        return first, count(session)

    await database.write(add)
    report = asyncio.create_task(database.report(count_twice))
    await asyncio.to_thread(began.wait, 10)
    await database.write(add)
    go_on.set()
    assert await report == (1, 1)
    assert await database.report(count) == 2


async def test_reading_goes_on_while_a_long_write_runs(database: Database) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def long(session: Session) -> None:
        add(session)
        begun.set()
        assert may_end.wait(10), "whoever should say so was kept from it"

    writing = asyncio.create_task(database.write_long(long))
    assert await asyncio.to_thread(begun.wait, 10)
    assert await database.read(count) == 0
    waiting = [asyncio.create_task(write(add)) for write in (database.write, database.write_long, database.write)]
    may_end.set()
    await asyncio.gather(writing, *waiting)
    assert await database.read(count) == 4


async def test_a_long_write_that_fails_stores_nothing(database: Database) -> None:
    with pytest.raises(ActError):
        await database.write_long(add_then_refuse)
    assert await database.write_long(add) == await database.read(lambda session: ids(session)[-1])
    assert await database.read(count) == 1


@pytest.mark.parametrize("way", ["write", "write_long"])
async def test_close_finishes_what_waits(database_url: str, way: str) -> None:
    database = open_database(database_url)
    slow = asyncio.create_task(getattr(database, way)(lambda session: time.sleep(0.2)))
    waiting = [asyncio.create_task(database.write(add)) for _ in range(99)]
    waiting.append(asyncio.create_task(database.write_long(add)))
    await asyncio.sleep(0)
    database.close()
    again = open_database(database_url)
    assert await again.read(count) == 100
    again.close()
    assert len(set(await asyncio.gather(*waiting))) == 100
    await slow


async def test_after_close_nothing_is_taken_on(database_url: str) -> None:
    database = open_database(database_url)
    database.close()
    database.close()
    for use in (database.write, database.write_long, database.read, database.report):
        with pytest.raises(DatabaseUnavailable, match="closed"):
            await asyncio.wait_for(use(count), 5)


async def test_the_database_stays_usable_after_a_broken_statement(database: Database) -> None:
    def stumble(session: Session) -> None:
        session.execute(text("SELECT 1 FROM nowhere"))

    for use in (database.read, database.report, database.write):
        with pytest.raises(Exception, match="nowhere"):
            await use(stumble)
    await database.write(add)
    assert await database.read(count) == 1


async def test_errors_show_statements_without_their_values(database: Database) -> None:
    """Errors end in logs; the answers and hashes that a statement carries must not."""
    await database.write(add_with_login, "very-private")
    with pytest.raises(IntegrityError) as caught:
        await database.write(add_with_login, "very-private")
    assert "parameters hidden" in str(caught.value)


async def test_an_act_that_lacks_a_next_one_hangs_nobody(database: Database) -> None:
    """A future takes no StopIteration, so it has to come as something else."""

    def take_the_next_of_none(session: Session) -> None:
        next(iter(session.scalars(select(Person)).all()))

    with pytest.raises(RuntimeError):
        await asyncio.wait_for(database.write(take_the_next_of_none), 5)
