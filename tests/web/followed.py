"""The whole application as it follows a repository."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.web.following import LOOKS
from tests.publishing.repositories import Origin
from tests.web.visits import Visits, visiting

SECRET = "a secret for webhooks, and it is long enough"
PATIENCE = 20.0


@contextmanager
def following(database_url: str, data: Path, origin: Origin) -> Iterator[Visits]:
    """Start the application on a repository, with a secret for webhooks. It has looked once by itself, and will not
    again before it is told to.
    """
    followed = {"content_repository": str(origin.folder), "webhook_secret": SECRET}
    with visiting(database_url, data / "no-folder", data, **followed) as visits:
        wait_for(lambda: visits.site.publication.last_look is not visits.first_look)
        yield visits


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened that another thread does."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"it did not happen within {PATIENCE} s"
        time.sleep(0.02)


def live(visits: Visits) -> str:
    """Give the id of the commit that is live."""
    commit = visits.library.commit
    return commit.id if commit else ""


def look_if_asked(visits: Visits) -> None:
    """Wait until a look that was asked for, if any was, is over."""
    visits.run(_turns)  # in which the look would be begun
    wait_for(lambda: all(each.name != LOOKS for each in threading.enumerate()))


async def _turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def look(visits: Visits) -> None:
    """Have the application look at the repository."""
    visits.run(visits.site.following.look)
