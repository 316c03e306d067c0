"""The whole application, on each database, with the small course of tests/course.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.course import write_course, write_course_with_story
from tests.web.visits import Visits, visiting


@pytest.fixture
def visits(database_url: str, tmp_path: Path) -> Iterator[Visits]:
    """Give a browser at the door of a freshly started application; nobody is signed in."""
    content = write_course(tmp_path / "content")
    with visiting(database_url, content, tmp_path / "data") as started:
        yield started


@pytest.fixture
def story_visits(database_url: str, tmp_path: Path) -> Iterator[Visits]:
    """Give the application with the third module of the small course, `story`."""
    content = write_course_with_story(tmp_path / "content")
    with visiting(database_url, content, tmp_path / "data") as started:
        yield started
