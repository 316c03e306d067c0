"""SQLite itself: which one, how its connections are set up, and what its failures mean."""

from __future__ import annotations

import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from app.database.errors import DatabaseUnavailable

SOUND_SINCE = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can corrupt a WAL database when one connection checkpoints while another commits
(sqlite.org/wal.html, "the WAL-reset bug")."""


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
    """Make an engine whose transactions are begun by us, so that savepoints and snapshots are what they say.

    On a reading engine nothing begins by itself: who reads begins and ends the snapshot on the driver.
    """
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

    if not read_only:
        event.listen(engine, "begin", lambda connection: driver_of(connection).execute("BEGIN IMMEDIATE"))
    dialect: Any = engine.dialect
    dialect.do_savepoint = lambda connection, name: driver_of(connection).execute(f"SAVEPOINT {name}")
    dialect.do_release_savepoint = lambda connection, name: driver_of(connection).execute(f"RELEASE {name}")
    dialect.do_rollback_to_savepoint = lambda connection, name: driver_of(connection).execute(f"ROLLBACK TO {name}")
    return engine


def driver_of(connection: Connection) -> Any:
    """Give SQLite's own connection, for transaction control: SQLAlchemy's way round costs more than most queries."""
    return connection.connection.dbapi_connection


def make_folder(url: str) -> None:
    """Make the folder that a SQLite file is to lie in. Raises DatabaseUnavailable."""
    file = make_url(url).database
    if file:
        try:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailable(f"The folder for the database cannot be made: {error}") from error


def in_words(error: BaseException) -> BaseException:
    """Turn the database's own failures into ours; an act's own errors stay what they are."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite_module().OperationalError):
        return DatabaseUnavailable(f"The database cannot be used now: {cause}")
    return error
