"""A repository to follow, with one commit of the small course."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishing.repositories import Origin, over_http


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    """Give a repository whose branch main has one commit."""
    made = Origin(tmp_path / "origin.git")
    made.commit("Write the course.")
    return made


@pytest.fixture(params=["path", "http"])
def address(request: pytest.FixtureRequest, origin: Origin) -> Iterator[str]:
    """Give the repository's address: its path, and then a URL."""
    if request.param == "path":
        yield str(origin.folder)
        return
    with over_http(origin) as url:
        yield url
