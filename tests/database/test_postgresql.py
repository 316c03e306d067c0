"""What is PostgreSQL's own: refused acts are run again, and its own troubles are told in words."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, make_url, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.actions import add_person
from app.accounts.models import Person
from app.database import DatabaseUnavailable, open_database
from app.database.postgresql import TRIES, UNIQUE_TRIES, PostgreSQL
from tests.people import person

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

REFUSE_AT_COMMIT = """\
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON person DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse();
"""


@pytest.fixture
def database(database_url: str) -> Iterator[PostgreSQL]:
    opened = PostgreSQL(database_url)
    yield opened
    opened.close()


def add(session: Session, login: str | None = None) -> int:
    return add_person(session, person(login=login))


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Person)).scalar_one()


def run(url: str, statement: str) -> None:
    """Do something to the database from outside, as its operator would."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


async def test_a_commit_that_fails_stores_nothing_and_reading_goes_on(database: PostgreSQL, database_url: str) -> None:
    await database.write(add)
    run(database_url, REFUSE_AT_COMMIT)
    with pytest.raises(DatabaseUnavailable, match="No space left"):
        await database.write(add)
    assert await database.read(count) == 1
    run(database_url, "DROP TRIGGER refuse ON person")
    await database.write(add)
    assert await database.read(count) == 2


async def test_a_constraint_that_is_checked_at_the_commit_comes_through(
    database: PostgreSQL, database_url: str
) -> None:
    run(
        database_url,
        "ALTER TABLE person ADD CONSTRAINT one_name UNIQUE (given_name) DEFERRABLE INITIALLY DEFERRED",
    )
    await database.write(add)
    with pytest.raises(IntegrityError, match="one_name"):
        await database.write(add)
    assert await database.read(count) == 1


async def test_a_read_only_database_is_named_in_words_and_reading_goes_on(
    database: PostgreSQL, database_url: str
) -> None:
    await database.write(add)
    database.close()
    name = make_url(database_url).database
    run(database_url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    fixed = PostgreSQL(database_url)
    try:
        with pytest.raises(DatabaseUnavailable, match="read-only"):
            await fixed.write(add)
        assert await fixed.read(count) == 1
    finally:
        fixed.close()


async def test_an_act_refused_for_another_is_run_again(database: PostgreSQL) -> None:
    """Two acts that both look for a row and add it where there is none: SERIALIZABLE lets only one be first."""
    both_looked, runs = threading.Barrier(2), []

    def add_where_there_is_none(session: Session) -> bool:
        there = count(session)
        runs.append(there)
        if len(runs) <= 2:
            both_looked.wait(10)
        if not there:
            add(session)
        return not there

    added = await asyncio.gather(*(database.write(add_where_there_is_none) for _ in range(2)))
    assert sorted(added) == [False, True]
    assert await database.read(count) == 1
    assert sorted(runs) == [0, 0, 1]


async def test_who_loses_by_a_unique_constraint_looks_again(database: PostgreSQL) -> None:
    both_looked, runs = threading.Barrier(2), []

    def find_or_add(session: Session) -> int:
        found = session.scalar(select(Person.id).where(Person.login == "bea"))  # type: ignore[call-overload]  # SQLModel's fields are typed as their values
        runs.append(found)
        if len(runs) <= 2:
            both_looked.wait(10)
        return found or add(session, "bea")

    one, other = await asyncio.gather(*(database.write(find_or_add) for _ in range(2)))
    assert one == other
    assert len(runs) == 3


async def test_a_lasting_unique_violation_comes_through(database: PostgreSQL) -> None:
    runs = []

    def add_again(session: Session) -> None:
        runs.append(session)
        add(session, "bea")

    await database.write(add, "bea")
    with pytest.raises(IntegrityError, match="uq_person_login"):
        await database.write(add_again)
    assert len(runs) == UNIQUE_TRIES


async def test_an_act_that_is_refused_for_ever_ends_in_words(database: PostgreSQL) -> None:
    runs = []

    def refused(session: Session) -> None:
        runs.append(add(session))
        session.execute(text("DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '40001'; END $$"))

    with pytest.raises(DatabaseUnavailable, match="too busy"):
        await database.write(refused)
    assert len(runs) == TRIES
    assert await database.read(count) == 0


async def test_a_lost_connection_is_named_in_words_and_replaced(database: PostgreSQL) -> None:
    def lose_it(session: Session) -> None:
        add(session)
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(DatabaseUnavailable, match="cannot be used now"):
        await database.write(lose_it)
    assert await database.read(count) == 0
    await database.write(add)
    assert await database.read(count) == 1


async def test_connections_cut_while_idle_are_noticed_by_nobody(database: PostgreSQL, database_url: str) -> None:
    await asyncio.gather(*(database.write(add) for _ in range(20)))
    run(
        database_url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    outcomes = await asyncio.gather(*(database.read(count) for _ in range(20)))
    assert set(outcomes) == {20}


def test_a_server_that_is_not_there_is_named_in_words(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be reached"):
        open_database(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")


async def test_a_write_goes_through_though_nobody_waits_for_it_any_more(database: PostgreSQL) -> None:
    held = threading.Event()

    def add_slowly(session: Session) -> int:
        assert held.wait(10)
        return add(session)

    waiting = asyncio.create_task(database.write(add_slowly))
    neighbour = asyncio.create_task(database.write(add))
    await asyncio.sleep(0.02)
    waiting.cancel()
    held.set()
    await neighbour
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await database.write(add)
    for _ in range(100):
        if await database.read(count) == 3:
            return
        await asyncio.sleep(0.02)
    pytest.fail("the write of the one who left was not stored")


async def test_nothing_of_an_act_is_seen_before_it_is_whole(database: PostgreSQL) -> None:
    halfway, go_on = threading.Event(), threading.Event()

    def add_two(session: Session) -> None:
        add(session, "halfway")
        halfway.set()
        assert go_on.wait(10)
        add(session)

    writing = asyncio.create_task(database.write(add_two))
    await asyncio.to_thread(halfway.wait, 10)
    assert await database.read(count) == 0
    go_on.set()
    await writing
    assert await database.read(count) == 2
