"""The whole application as it follows a repository."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tests.publishing.repositories import Origin
from tests.web.visits import Visits, visiting

SECRET = "a secret for webhooks, and it is long enough"
PATIENCE = 20.0


def following(database_url: str, data: Path, origin: Origin) -> AbstractContextManager[Visits]:
    """Start the application on a repository, with a secret for webhooks."""
    return visiting(
        database_url, data / "no-folder", data, content_repository=str(origin.folder), webhook_secret=SECRET
    )


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


def look(visits: Visits) -> None:
    """Have the application look at the repository."""
    visits.run(visits.site.following.look)
