"""What is SQLite's own: one commit for all that waits, a full or read-only disk, a file that other tools can read."""

from __future__ import annotations

import asyncio
import os
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.actions import add_person
from app.accounts.models import Person
from app.database import DatabaseUnavailable, open_database
from app.database.sqlite import SQLite
from app.database.sqlite_engine import SOUND_SINCE, sqlite_module
from app.database.sqlite_writer import BATCH
from app.enterprises.models import Membership
from tests.people import MONDAY, person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOBODY = 65534


@pytest.fixture
def database(database_url: str) -> Iterator[SQLite]:
    opened = SQLite(database_url)
    yield opened
    opened.close()


def add(session: Session, name: str = "Amina") -> int:
    return add_person(session, person(name))


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Person)).scalar_one()


def add_much(session: Session, kilobytes: int = 400) -> int:
    """Add one person whose row needs so much room on the disk."""
    big = person("Big")
    big.secret_hash = "x" * kilobytes * 1024
    return add_person(session, big)


def allow_only_the_pages_there_are(session: Session) -> None:
    session.execute(text(f"PRAGMA max_page_count={session.execute(text('PRAGMA page_count')).scalar_one()}"))


def allow_many_pages(session: Session) -> None:
    session.execute(text("PRAGMA max_page_count=1000000"))


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Let the system refuse to make files larger, as a full disk does. Python ignores the signal that goes with it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root's right to write everywhere for a while; whoever is not root has none."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


class Commits:
    """How often the writer has committed; the first commit waits until `held` is set."""

    def __init__(self, database: SQLite) -> None:
        self.number = 0
        self.held = threading.Event()
        event.listen(database._writer_engine, "commit", self.count)

    def count(self, _connection: Any) -> None:
        self.number += 1
        assert self.number > 1 or self.held.wait(10)


async def writes_that_wait_together(database: SQLite, number: int) -> Commits:
    """Hold the writer at one commit until so many more writes wait, and count the commits of all of them."""
    commits = Commits(database)
    first = asyncio.create_task(database.write(lambda session: None))
    await asyncio.sleep(0.05)
    waiting = [asyncio.create_task(database.write(add)) for _ in range(number)]
    await asyncio.sleep(0)
    commits.held.set()
    await asyncio.gather(first, *waiting)
    return commits


async def test_what_waits_together_is_committed_together(database: SQLite) -> None:
    commits = await writes_that_wait_together(database, BATCH)
    assert commits.number == 2
    assert await database.read(count) == BATCH


async def test_a_batch_has_an_upper_size(database: SQLite) -> None:
    commits = await writes_that_wait_together(database, 2 * BATCH + 1)
    assert commits.number == 4
    assert await database.read(count) == 2 * BATCH + 1


async def test_nobody_is_answered_before_the_commit(database: SQLite) -> None:
    order: list[str] = []
    event.listen(database._writer_engine, "commit", lambda _: order.append("commit"))
    writing = asyncio.create_task(database.write(add))
    writing.add_done_callback(lambda _: order.append("answer"))
    await writing
    await asyncio.sleep(0)
    assert order == ["commit", "answer"]


async def test_the_file_is_kept_safe_on_every_connection(database: SQLite) -> None:
    def safety(session: Session) -> list[Any]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [session.execute(text(f"PRAGMA {name}")).scalar() for name in names]

    for use in (database.read, database.report, database.write):
        assert await use(safety) == ["wal", 2, 1]


async def test_a_commit_that_fails_stores_nothing_and_says_so(database: SQLite) -> None:
    def join_nothing(session: Session) -> None:
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        session.add(
            Membership(person_id=77, enterprise_id=88, track="worker", name_key="x", manages=False, joined_at=MONDAY)
        )

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        await database.write(join_nothing)
    assert await database.read(lambda session: session.get(Membership, 77)) is None
    await database.write(add)
    assert await database.read(count) == 1


async def test_a_full_database_stores_nothing_and_reading_goes_on(database: SQLite) -> None:
    await database.write(add)
    await database.write(allow_only_the_pages_there_are)
    with pytest.raises(DatabaseUnavailable, match="full"):
        await database.write(add_much)
    assert await database.read(count) == 1
    assert await database.report(count) == 1
    await database.write(allow_many_pages)
    await database.write(add_much)
    assert await database.read(count) == 2


async def test_who_shares_a_commit_with_a_full_database_is_told_the_truth(database: SQLite) -> None:
    """SQLite may end the whole transaction: then nobody of the batch may hear that theirs was stored."""
    await database.write(allow_only_the_pages_there_are)
    acts = [database.write(add), database.write(add_much), database.write(add), database.write(add_much)]
    outcomes = await asyncio.gather(*acts, return_exceptions=True)
    assert isinstance(outcomes[1], DatabaseUnavailable)
    assert isinstance(outcomes[3], DatabaseUnavailable)
    stored = [each for each in outcomes if isinstance(each, int)]
    assert await database.read(count) == len(stored)


async def test_a_full_disk_stores_nothing_and_writing_goes_on_when_there_is_room(
    database: SQLite, database_url: str
) -> None:
    await database.write(add)
    written = max(file.stat().st_size for file in Path(database_url.removeprefix("sqlite:///")).parent.iterdir())
    with no_file_above(written + 100_000):
        for _ in range(3):
            with pytest.raises(DatabaseUnavailable, match="cannot be used now"):
                await database.write(add_much, 2000)
            assert await database.read(count) == 1
    await database.write(add_much, 2000)
    assert await database.read(count) == 2
    check = await database.read(lambda session: session.execute(text("PRAGMA integrity_check")).scalar())
    assert check == "ok"


async def test_a_read_only_disk_is_named_in_words(database_url: str, tmp_path: Path) -> None:
    folder, file = tmp_path / "fixed", Path(database_url.removeprefix("sqlite:///"))
    folder.mkdir()
    (folder / file.name).write_bytes(file.read_bytes())
    for path in (folder / file.name, folder):
        path.chmod(0o444 if path.is_file() else 0o555)
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(above.stat().st_mode | 0o011)
    with as_nobody(), pytest.raises(DatabaseUnavailable, match="cannot be used now"):
        open_database(f"sqlite:///{folder / file.name}")


async def test_a_folder_that_cannot_be_made_is_named_in_words(tmp_path: Path, database_url: str) -> None:
    (tmp_path / "taken").write_text("a file where a folder is meant", encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match="folder for the database cannot be made"):
        open_database(f"sqlite:///{tmp_path / 'taken' / 'score.sqlite3'}")


def test_the_sqlite_in_use_is_sound(database_url: str) -> None:
    assert sqlite_module().sqlite_version_info >= SOUND_SINCE


def test_a_write_outlives_the_loop_that_asked_for_it(database: SQLite) -> None:
    """A loop that is closed while its writes wait costs nobody anything: what it asked for is stored all the same."""
    commits = Commits(database)

    async def leave() -> None:
        for _ in range(2):
            task = asyncio.create_task(database.write(add))
            await asyncio.sleep(0.05)
            task.cancel()

    asyncio.run(leave())
    commits.held.set()
    assert asyncio.run(database.write(add)) == 3


async def test_a_write_goes_through_though_nobody_waits_for_it_any_more(database: SQLite) -> None:
    commits = Commits(database)
    waiting = asyncio.create_task(database.write(add))
    await asyncio.sleep(0.05)
    waiting.cancel()
    commits.held.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await database.write(add) == 2


async def test_nothing_of_an_act_is_seen_before_it_is_committed(database: SQLite) -> None:
    commits = Commits(database)
    writing = asyncio.create_task(database.write(add))
    await asyncio.sleep(0.05)
    assert commits.number == 1
    assert await database.read(count) == 0
    commits.held.set()
    await writing
    assert await database.read(count) == 1


async def test_pages_are_answered_while_the_disk_is_waited_for(database: SQLite) -> None:
    """Only the commit waits for the disk, and it does so in a thread: the loop goes on."""
    commits = Commits(database)
    writing = asyncio.create_task(database.write(add))
    for _ in range(20):
        await asyncio.sleep(0.005)
        assert await database.read(count) == 0
    assert not writing.done()
    commits.held.set()
    await writing


def test_a_loop_that_closes_before_it_has_written_strands_nobody(database: SQLite) -> None:
    """Its write was handed over but never begun; the next loop's write takes it along."""

    async def leave_at_once() -> None:
        task = asyncio.create_task(database.write(add, "Left behind"))
        task.add_done_callback(lambda _: None)
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    waiting = loop.create_task(leave_at_once())
    loop.run_until_complete(waiting)
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.close()
    assert asyncio.run(asyncio.wait_for(database.write(add), 10)) >= 1


def test_closing_with_a_write_handed_over_logs_no_fault(database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    async def close_at_once() -> int:
        opened = SQLite(database_url)
        writing = asyncio.create_task(opened.write(add))
        await asyncio.sleep(0)
        opened.close()
        return await writing

    assert asyncio.run(close_at_once()) == 1
    assert caplog.records == []
