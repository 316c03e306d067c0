"""SQLite behind the door: many readers, one writer, and one commit for all writes that wait together.

Short acts run right on the event loop: a query takes tens of microseconds, less than handing it to a thread, and two
threads that both run Python fight for its lock at every statement (measured: half as many answers a second). Up to
BATCH waiting writes run in one transaction, each in a savepoint of its own so that one act's failure is its own. Only
the commit, which waits for the disk and needs nothing of Python, goes to a thread; the writes are answered after it.
With `synchronous=FULL` that commit is on disk.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import warnings
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, QueuePool

from app.database.errors import CLOSED, DatabaseUnavailable

P = ParamSpec("P")
R = TypeVar("R")

BATCH = 64
REPORTERS = 2
SOUND_SINCE = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can corrupt a WAL database when one connection checkpoints while another commits
(sqlite.org/wal.html, "the WAL-reset bug")."""

log = logging.getLogger(__name__)


def sqlite_module() -> ModuleType:
    """Give the newest SQLite there is: the one that the wheel carries, else the standard library's with a warning."""
    try:
        import pysqlite3.dbapi2 as module
    except ImportError:
        import sqlite3 as module
    if module.sqlite_version_info < SOUND_SINCE:
        warnings.warn(f"SQLite {module.sqlite_version} has the WAL-reset bug; install pysqlite3", stacklevel=2)
    found: ModuleType = module
    return found


def make_engine(url: str, *, read_only: bool, **options: Any) -> Engine:
    """Make an engine whose transactions are begun by us, so that savepoints and snapshots are what they say."""
    engine = create_engine(url, module=sqlite_module(), hide_parameters=True, **options)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=5000")
        if not read_only:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        _execute(connection, "BEGIN" if read_only else "BEGIN IMMEDIATE")

    dialect: Any = engine.dialect
    dialect.do_savepoint = lambda connection, name: _execute(connection, f"SAVEPOINT {name}")
    dialect.do_release_savepoint = lambda connection, name: _execute(connection, f"RELEASE {name}")
    dialect.do_rollback_to_savepoint = lambda connection, name: _execute(connection, f"ROLLBACK TO {name}")
    return engine


def _execute(connection: Connection, statement: str) -> None:
    """Run a statement of transaction control right on SQLite: SQLAlchemy's way round costs more than most queries."""
    connection.connection.dbapi_connection.execute(statement)  # type: ignore[union-attr]  # SQLite's own short cut


class _Waiting:
    """One write that waits: what to run, and whom to tell."""

    __slots__ = ("act", "args", "future", "kwargs", "loop", "outcome")

    def __init__(self, act: Callable[..., Any], args: Any, kwargs: Any) -> None:
        self.act, self.args, self.kwargs = act, args, kwargs
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Any] = self.loop.create_future()
        self.outcome: tuple[bool, Any] = (False, None)

    def run(self, connection: Connection) -> None:
        """Run the act in a savepoint of its own and remember how it ended."""
        try:
            with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
                value = self.act(session, *self.args, **self.kwargs)
                session.commit()
            self.outcome = (True, value)
        except Exception as error:
            self.outcome = (False, error)
            if not _in_transaction(connection):
                # A full disk ends the whole transaction, not only the savepoint: the batch is lost, and must say so.
                raise DatabaseUnavailable(f"The database cannot be used now: {_first(error)}") from error

    def settle(self) -> None:
        """Tell the one who waits; they may have gone, or their loop."""
        if not self.future.done():
            succeeded, value = self.outcome
            if succeeded:
                self.future.set_result(value)
            else:
                self.future.set_exception(_in_words(value))


class _Writer:
    """The one writer. Acts run on the event loop, where nothing contends with them; only the commit, which waits for
    the disk and needs nothing of Python, goes to a thread. What comes in meanwhile is the next batch.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._waiting: deque[_Waiting] = deque()
        self._lock = threading.Lock()
        self._busy = False
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="commit")

    def add(self, waiting: _Waiting) -> None:
        """Take on a write."""
        self._waiting.append(waiting)
        self._begin_next()

    def close(self) -> None:
        """Finish what waits, here and now."""
        self._disk.shutdown()
        while batch := self._next_batch():
            if self._run(batch):
                self._commit(batch)
            _tell(batch)
        _let_go(self._connection)

    def _begin_next(self) -> None:
        """Have the next batch run on the loop of its first write, unless one is under way."""
        with self._lock:
            if self._busy or not self._waiting:
                return
            self._busy = True
        try:
            self._waiting[0].loop.call_soon_threadsafe(self._run_batch)
        except RuntimeError:
            log.warning("the loop of a waiting write has closed; the write goes through all the same")
            self._disk.submit(self._run_batch)

    def _run_batch(self) -> None:
        batch = self._next_batch()
        if self._run(batch):
            self._disk.submit(self._commit_and_go_on, batch)
        else:
            self._go_on(batch)

    def _next_batch(self) -> list[_Waiting]:
        return [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]

    def _run(self, batch: list[_Waiting]) -> bool:
        """Run a batch in one transaction and say whether it is ready to be committed."""
        try:
            self._connection = self._connection or self._engine.connect()
            self._connection.begin()
            for waiting in batch:
                waiting.run(self._connection)
        except Exception as error:
            self._give_up(batch, error)
            return False
        return True

    def _commit_and_go_on(self, batch: list[_Waiting]) -> None:
        self._commit(batch)
        self._go_on(batch)

    def _commit(self, batch: list[_Waiting]) -> None:
        assert self._connection is not None
        try:
            self._connection.commit()
        except Exception as error:
            self._give_up(batch, error)

    def _give_up(self, batch: list[_Waiting], error: Exception) -> None:
        log.exception("a commit failed; nothing of %d writes was stored", len(batch))
        _let_go(self._connection)
        self._connection = None
        for waiting in batch:
            waiting.outcome = (False, error)

    def _go_on(self, batch: list[_Waiting]) -> None:
        self._busy = False
        self._begin_next()
        _tell(batch)


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
            raise _in_words(error) from error
        self._reporters = ThreadPoolExecutor(REPORTERS, thread_name_prefix="report")
        self._writer = _Writer(self._writer_engine)
        self._closed = False

    async def read(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        self._refuse_if_closed()
        try:
            with Session(self._reader) as session:
                return act(session, *args, **kwargs)
        except Exception as error:
            raise _in_words(error) from error

    async def report(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        def run() -> R:
            with Session(self._reader_engine) as session:
                return act(session, *args, **kwargs)

        self._refuse_if_closed()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._reporters, run)
        except Exception as error:
            raise _in_words(error) from error

    async def write(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        self._refuse_if_closed()
        waiting = _Waiting(act, args, kwargs)
        self._writer.add(waiting)
        result: R = await waiting.future
        return result

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


def _in_transaction(connection: Connection) -> bool:
    return bool(connection.connection.dbapi_connection.in_transaction)  # type: ignore[union-attr]  # SQLite's own


def _tell(writes: list[_Waiting]) -> None:
    """Wake each loop once for all its writes of the batch: a wake-up costs a system call."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Waiting]] = {}
    for waiting in writes:
        by_loop.setdefault(waiting.loop, []).append(waiting)
    for loop, waiters in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle_all, waiters)
        except RuntimeError:
            log.warning("the loop that waited for %d writes has closed", len(waiters))


def _settle_all(waiters: list[_Waiting]) -> None:
    for waiting in waiters:
        waiting.settle()


def _let_go(connection: Connection | None) -> None:
    if connection is not None:
        try:
            connection.close()
        except Exception:
            log.exception("the connection of a failed commit could not be closed")


def make_folder(url: str) -> None:
    """Make the folder that a SQLite file is to lie in. Raises DatabaseUnavailable."""
    file = make_url(url).database
    if file:
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailable(f"The folder for the database cannot be made: {error}") from error


def _first(error: BaseException) -> BaseException:
    """Give what went wrong first: undoing a lost transaction fails as well, and would hide it."""
    while earlier := error.__cause__ or error.__context__:
        error = earlier
    return error


def _in_words(error: BaseException) -> BaseException:
    """Turn the database's own failures into ours; an act's own errors stay what they are."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite_module().OperationalError):
        return DatabaseUnavailable(f"The database cannot be used now: {cause}")
    return error
