"""PostgreSQL behind the same door: a bounded pool of threads over pooled connections, serializable transactions.

SERIALIZABLE gives what SQLite's one writer gives: acts behave as if they ran one after another
(postgresql.org/docs/current/transaction-iso.html). Where the database cannot keep that, it refuses one of two acts with
a serialization failure, and the refused act is run again; so acts hold no effects beyond the session.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.database.errors import CLOSED, DatabaseUnavailable, raisable

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 12
REPORTERS = 2
TRIES = 40
UNIQUE_TRIES = 3
SERIALIZATION_FAILURE, DEADLOCK, UNIQUE_VIOLATION = "40001", "40P01", "23505"
PERSISTENT = ("08", "53", "57", "58")
"""The classes of SQLSTATE that mean: the server is gone, full, shutting down or cannot use its disk."""
READ_ONLY = "25006"


class PostgreSQL:
    """The database for more than one process."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            url,
            pool_size=THREADS + REPORTERS,
            max_overflow=0,
            pool_pre_ping=True,
            isolation_level="SERIALIZABLE",
            hide_parameters=True,  # names and answers have no place in a log
        )
        self._readers = self._engine.execution_options(postgresql_readonly=True, isolation_level="REPEATABLE READ")
        self._closed = False
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
        self._reporters = ThreadPoolExecutor(REPORTERS, thread_name_prefix="report")
        try:
            self._engine.connect().close()
        except DBAPIError as error:
            self.close()
            raise DatabaseUnavailable(f"The database cannot be reached: {error.orig}") from error

    async def read(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._in_thread(self._threads, lambda: self._reading(act, *args, **kwargs))

    async def report(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._in_thread(self._reporters, lambda: self._reading(act, *args, **kwargs))

    async def write(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        def once() -> R:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                return act(session, *args, **kwargs)

        return await self._in_thread(self._threads, lambda: _until_it_stands(once))

    async def write_long(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.write(act, *args, **kwargs)

    def close(self) -> None:
        self._closed = True
        self._threads.shutdown()
        self._reporters.shutdown()
        self._engine.dispose()

    def _reading(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        with Session(self._readers) as session:
            return act(session, *args, **kwargs)

    async def _in_thread(self, threads: ThreadPoolExecutor, run: Callable[[], R]) -> R:
        if self._closed:
            raise DatabaseUnavailable(CLOSED)
        try:
            return await asyncio.get_running_loop().run_in_executor(threads, _raising, run)
        except DBAPIError as error:
            if _is_unusable(error):
                raise DatabaseUnavailable(f"The database cannot be used now: {error.orig}") from error
            raise


def _raising(run: Callable[[], R]) -> R:
    try:
        return run()
    except StopIteration as error:
        raise raisable(error) from error


def _until_it_stands(once: Callable[[], R]) -> R:
    """Run an act again while the database refuses it for the sake of another that ran at the same time.

    A unique violation is tried again too: of two acts that both looked for a row and then added it, the loser may be
    told of the unique constraint rather than of the serialization failure, and finds the row the next time.
    """
    unique = 0
    for tried in range(TRIES):
        try:
            return once()
        except DBAPIError as error:
            state = _sqlstate(error)
            unique += state == UNIQUE_VIOLATION
            again = state in (SERIALIZATION_FAILURE, DEADLOCK) or (state == UNIQUE_VIOLATION and unique < UNIQUE_TRIES)
            if not again:
                raise
            time.sleep(random.uniform(0, 0.002 * min(tried + 1, 25)))  # noqa: S311  # no secret, only spread
    raise DatabaseUnavailable("The database is too busy with the same rows; nothing was stored. Try again.")


def _sqlstate(error: DBAPIError) -> str:
    state: Any = getattr(error.orig, "sqlstate", None)
    return str(state or "")


def _is_unusable(error: DBAPIError) -> bool:
    state = _sqlstate(error)
    return not state or state.startswith(PERSISTENT) or state == READ_ONLY
