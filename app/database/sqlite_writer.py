"""SQLite's one writer: one commit for all writes that wait together.

Up to BATCH waiting writes run on the event loop in one transaction, each in a savepoint of its own so that one act's
failure is its own. Only the commit, which waits for the disk and needs nothing of Python, goes to a thread; the writes
are answered after it. With `synchronous=FULL` that commit is on disk.

A long write would stop every page, so it runs in that thread too, in a transaction of its own; what comes in waits.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from app.database.errors import DatabaseUnavailable, raisable
from app.database.prepared import DRIVER
from app.database.sqlite_engine import driver_of, in_words

BATCH = 64

log = logging.getLogger(__name__)


class Waiting:
    """One write that waits: what to run, and whom to tell."""

    __slots__ = ("act", "args", "future", "kwargs", "long", "loop", "outcome")

    def __init__(self, act: Callable[..., Any], args: Any, kwargs: Any, *, long: bool = False) -> None:
        self.act, self.args, self.kwargs, self.long = act, args, kwargs, long
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Any] = self.loop.create_future()
        self.outcome: tuple[bool, Any] = (False, None)

    def run(self, connection: Connection, driver: Any) -> None:
        """Run the act in a savepoint of its own and remember how it ended."""
        try:
            driver.execute("SAVEPOINT act")
            self.outcome = (True, self._run(connection, driver))
            driver.execute("RELEASE act")
        except Exception as error:
            self.outcome = (False, error)
            if not driver.in_transaction:
                # A full disk ends the whole transaction, not only the savepoint: the batch is lost, and must say so.
                raise DatabaseUnavailable(f"The database cannot be used now: {_first(error)}") from error
            driver.execute("ROLLBACK TO act")
            driver.execute("RELEASE act")

    def _run(self, connection: Connection, driver: Any) -> Any:
        """Run the act. The session makes a savepoint of its own if it comes to anything that it must flush."""
        options: Any = {"join_transaction_mode": "create_savepoint", "expire_on_commit": False}
        with Session(connection, info={DRIVER: driver}, **options) as session:
            value = self.act(session, *self.args, **self.kwargs)
            if session.in_transaction():
                session.commit()
        return value

    def settle(self) -> None:
        """Tell the one who waits; they may have gone, or their loop."""
        if not self.future.done():
            succeeded, value = self.outcome
            if succeeded:
                self.future.set_result(value)
            else:
                self.future.set_exception(raisable(in_words(value)))


class Writer:
    """Takes on writes, runs those that wait together as a batch, and tells each when the batch is on disk.

    What comes in while the disk is waited for is the next batch.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._waiting: deque[Waiting] = deque()
        self._lock = threading.Lock()
        self._busy = False
        self._closed = False
        self._scheduled: asyncio.AbstractEventLoop | None = None
        """The loop that was asked to run the next batch and has not begun; it may be closed before it does."""
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="commit")

    def add(self, waiting: Waiting) -> None:
        """Take on a write."""
        self._waiting.append(waiting)
        self._begin_next()

    def close(self) -> None:
        """Finish what waits, here and now."""
        self._closed = True
        self._disk.shutdown()
        while batch := self._next_batch():
            if self._run(batch):
                self._commit(batch)
            _tell(batch)
        _let_go(self._connection)
        self._connection = None

    def _begin_next(self) -> None:
        """Have the next batch run on the loop of its last write, or in the thread, unless one is under way."""
        with self._lock:
            if self._closed or not self._waiting or (self._busy and not self._is_stranded()):
                return
            self._busy = True
            self._scheduled = loop = None if self._waiting[0].long else self._waiting[-1].loop
        if loop is None:
            with suppress(RuntimeError):  # closed meanwhile: `close` finishes what waits
                self._disk.submit(self._run_in_thread)
            return
        try:
            loop.call_soon_threadsafe(self._run_batch)
        except RuntimeError:
            log.warning("the loop of a waiting write has closed; the write goes through all the same")
            self._scheduled = None
            self._disk.submit(self._run_batch)

    def _is_stranded(self) -> bool:
        """Say whether the loop that was to run the next batch was closed before it did."""
        return self._scheduled is not None and self._scheduled.is_closed()

    def _run_batch(self) -> None:
        self._scheduled = None
        if self._closed:
            return
        batch = self._next_batch()
        if self._run(batch):
            self._disk.submit(self._commit_and_go_on, batch)
        else:
            self._go_on(batch)

    def _run_in_thread(self) -> None:
        batch = self._next_batch()
        if self._run(batch):
            self._commit(batch)
        self._go_on(batch)

    def _next_batch(self) -> list[Waiting]:
        """Take what waits, up to BATCH; a long write is a batch of its own."""
        batch: list[Waiting] = []
        while self._waiting and len(batch) < BATCH and not (batch and (batch[0].long or self._waiting[0].long)):
            batch.append(self._waiting.popleft())
        return batch

    def _run(self, batch: list[Waiting]) -> bool:
        """Run a batch in one transaction and say whether it is ready to be committed."""
        try:
            self._connection = self._connection or self._engine.connect()
            self._connection.begin()
            driver = driver_of(self._connection)
            for waiting in batch:
                waiting.run(self._connection, driver)
        except Exception as error:
            self._give_up(batch, error)
            return False
        return True

    def _commit_and_go_on(self, batch: list[Waiting]) -> None:
        self._commit(batch)
        self._go_on(batch)

    def _commit(self, batch: list[Waiting]) -> None:
        assert self._connection is not None
        try:
            self._connection.commit()
        except Exception as error:
            self._give_up(batch, error)

    def _give_up(self, batch: list[Waiting], error: Exception) -> None:
        log.exception("the database refused; nothing of %d writes was stored", len(batch))
        _let_go(self._connection)
        self._connection = None
        for waiting in batch:
            waiting.outcome = (False, error)

    def _go_on(self, batch: list[Waiting]) -> None:
        self._busy = False
        self._begin_next()
        _tell(batch)


def _tell(writes: list[Waiting]) -> None:
    """Wake each loop once for all its writes of the batch: a wake-up costs a system call."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Waiting]] = {}
    for waiting in writes:
        by_loop.setdefault(waiting.loop, []).append(waiting)
    for loop, waiters in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, waiters)
        except RuntimeError:
            log.warning("the loop that waited for %d writes has closed", len(waiters))


def _settle_all(waiters: list[Waiting]) -> None:
    for waiting in waiters:
        waiting.settle()


def _let_go(connection: Connection | None) -> None:
    if connection is not None:
        try:
            connection.close()
        except Exception:
            log.exception("the connection of a failed commit could not be closed")


def _first(error: BaseException) -> BaseException:
    """Give what went wrong first: undoing a lost transaction fails as well, and would hide it."""
    while earlier := error.__cause__ or error.__context__:
        error = earlier
    return error
