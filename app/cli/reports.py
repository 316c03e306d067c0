"""Reading the database of the settings from the command line, without changing anything in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from app.database import Session

P = ParamSpec("P")
R = TypeVar("R")


def run_report(act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a reading act on the database of the settings, brought up to date first."""
    from app.database import open_database
    from app.database.migrations import migrate
    from app.settings import read_settings

    address = read_settings().database
    migrate(address)
    database = open_database(address)

    async def run() -> R:
        return await database.report(act, *args, **kwargs)

    try:
        return asyncio.run(run())
    finally:
        database.close()
