"""SQLite behind the door: many readers, one writer.

Short acts run right on the event loop: a query takes tens of microseconds, less than handing it to a thread, and two
threads that both run Python fight for its lock at every statement (measured: half as many answers a second). Long
reading goes to threads with connections of their own. How writing goes, `app/database/sqlite_writer.py` says.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, QueuePool

from app.database.errors import CLOSED, DatabaseUnavailable
from app.database.prepared import DRIVER
from app.database.sqlite_engine import driver_of, in_words, make_engine, make_folder
from app.database.sqlite_writer import Waiting, Writer

P = ParamSpec("P")
R = TypeVar("R")

REPORTERS = 2


class SQLite:
    """The embedded database: one process, one writer."""

    def __init__(self, url: str) -> None:
        make_folder(url)
        across = {"check_same_thread": False}
        try:
            self._writer_engine = make_engine(url, read_only=False, poolclass=NullPool, connect_args=across)
            self._writer_engine.connect().close()
            self._reader_engine = make_engine(
                url, read_only=True, poolclass=QueuePool, pool_size=REPORTERS + 1, connect_args=across
            )
            self._reader = self._reader_engine.connect()
        except Exception as error:
            raise in_words(error) from error
        self._reporters = ThreadPoolExecutor(REPORTERS, thread_name_prefix="report")
        self._writer = Writer(self._writer_engine)
        self._closed = False

    async def read(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        self._refuse_if_closed()
        try:
            return _read_on(self._reader, act, args, kwargs)
        except Exception as error:
            raise in_words(error) from error

    async def report(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        def run() -> R:
            with self._reader_engine.connect() as connection:
                return _read_on(connection, act, args, kwargs)

        self._refuse_if_closed()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._reporters, run)
        except Exception as error:
            raise in_words(error) from error

    async def write(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        result: R = await self._take_on(Waiting(act, args, kwargs))
        return result

    async def write_long(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        result: R = await self._take_on(Waiting(act, args, kwargs, long=True))
        return result

    async def _take_on(self, waiting: Waiting) -> Any:
        self._refuse_if_closed()
        self._writer.add(waiting)
        return await waiting.future

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._writer.close()
        self._reporters.shutdown()
        self._reader.close()
        self._reader_engine.dispose()
        self._writer_engine.dispose()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise DatabaseUnavailable(CLOSED)


def _read_on(connection: Connection, act: Callable[..., R], args: Any, kwargs: Any) -> R:
    """Run an act on one snapshot of the data, begun and ended right on the driver."""
    driver = driver_of(connection)
    driver.execute("BEGIN")
    try:
        with Session(connection, info={DRIVER: driver}) as session:
            return act(session, *args, **kwargs)
    finally:
        if driver.in_transaction:
            driver.execute("ROLLBACK")
