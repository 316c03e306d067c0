"""A real Chromium on a real server. Where there is no Chromium these tests are left out, but never on CI."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import HOW_TO_GET_ONE, chromium
from tests.course import write_course
from tests.server import Server, serving

CONTENT = Path(__file__).parents[2] / "content"
WITHOUT_SANDBOX = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")
"""Chromium cannot lock itself in when it runs as root, as on CI."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a Chromium."""
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"There is no Chromium, and with CI=true nothing may be left out. {HOW_TO_GET_ONE}.")
    if path is None:
        pytest.skip(f"There is no Chromium on the path. {HOW_TO_GET_ONE}.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(WITHOUT_SANDBOX))
        yield started
        started.close()


class Place:
    """A running server with its demo, and how to come in."""

    def __init__(self, server: Server, data: Path, content: Path) -> None:
        self.address, self.content = server.address, content
        self.demo: dict[str, str] = json.loads((data / "demo.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Give a server with the small course of the tests, all of whose answers are known."""
    folder = tmp_path_factory.mktemp("small")
    yield from _place(folder, write_course(folder / "course"))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Give a server with the real content."""
    yield from _place(tmp_path_factory.mktemp("real"), CONTENT)


def _place(folder: Path, content: Path) -> Iterator[Place]:
    with serving(Server(folder / "data", content, "", "--demo")) as server:
        yield Place(server, folder / "data", content)
