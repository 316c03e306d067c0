"""The one door to the stored data.

Domain code is plain functions that take a session. An endpoint says `await database.read(act, ...)` or
`await database.write(act, ...)` and gets what the act returned. Nobody else opens a session, begins or commits:
`write` has committed, durably, before it returns, or it raises and nothing of the act is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy.orm import Session

from app.database.columns import metadata, table_of
from app.database.errors import DatabaseUnavailable
from app.database.prepared import Prepared

P = ParamSpec("P")
R = TypeVar("R")

__all__ = ["Database", "DatabaseUnavailable", "Prepared", "Session", "metadata", "open_database", "table_of"]


class Database(Protocol):
    """What both databases offer. All raise DatabaseUnavailable when the database cannot do it now."""

    async def read(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a short reading act (at most a few milliseconds) on one consistent state of the data."""
        ...

    async def report(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a long reading act on one consistent state, out of everybody else's way."""
        ...

    async def write(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing act whole or not at all; when this returns, it is on disk. The act may be run again."""
        ...

    async def write_long(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing act that takes longer, as `write` does but out of the way of reading; other writes may wait."""
        ...

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        ...


def open_database(url: str, **options: Any) -> Database:
    """Open the database at a SQLAlchemy address. Raises DatabaseUnavailable, in words for the operator."""
    if url.startswith("sqlite"):
        from app.database.sqlite import SQLite

        return SQLite(url, **options)
    from app.database.postgresql import PostgreSQL

    return PostgreSQL(url, **options)
