"""Lesson pages while the content is loaded again and again: how much longer the slowest of them take.

Requests come at a steady pace, not as fast as they can: a load that fills the processor would measure the queue before
it. The course is a copy, in which one lesson or the whole course is edited every other second.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.content.load import load
from app.web.addresses import lesson_address
from tests.bench.learners import Signed
from tests.bench.load import Connection, Outcome, get
from tests.bench.servers import ROOT, product

CONNECTIONS, PACE, SECONDS, BETWEEN, PARTS = 8, 200, 6.0, 2.0, 3
"""Requests a second on so many connections, for so many seconds with and without reloads, in turn."""
REACH_MS = 20.0


def measure(folder: Path, learner: Signed) -> tuple[Outcome, Outcome]:
    """Ask every lesson of the workers in turn, with and without reloads. Raises where a request is not answered."""
    course = shutil.copytree(ROOT / "content", folder / "course", dirs_exist_ok=True)
    addresses = _addresses(course)
    with product(folder, SCORE_CONTENT_DIR=str(course), SCORE_CONTENT_POLL_SECONDS="0.2") as server:
        return asyncio.run(_in_turn(server.port, course, addresses, learner.cookie))


def _addresses(course: Path) -> list[str]:
    modules = load(course).published
    return [lesson_address("en", "worker", each.id, lesson) for each in modules for lesson in each.tracks["worker"]]


async def _in_turn(port: int, course: Path, addresses: Sequence[str], cookie: str) -> tuple[Outcome, Outcome]:
    calm, busy = Outcome(), Outcome()
    await _paced(port, addresses, cookie, Outcome(), 2.0)
    edits = itertools.cycle((_edit_lesson, _edit_glossary))
    for _ in range(PARTS):
        await _paced(port, addresses, cookie, calm, SECONDS)
        editing = asyncio.create_task(_edit(course, edits))
        await _paced(port, addresses, cookie, busy, SECONDS)
        editing.cancel()
        await asyncio.sleep(BETWEEN)
    assert {*calm.statuses, *busy.statuses} == {200}, (calm.statuses, busy.statuses)
    return calm, busy


async def _paced(port: int, addresses: Sequence[str], cookie: str, outcome: Outcome, seconds: float) -> None:
    """Send requests when they are due, each on a connection that is free, and time them from when they were due."""
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await Connection.open(port))
    began = time.perf_counter()
    async with asyncio.TaskGroup() as asked:
        for number, address in zip(range(int(seconds * PACE)), itertools.cycle(addresses), strict=False):
            due = began + number / PACE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            asked.create_task(_ask(free, address, cookie, outcome, due))
    while not free.empty():
        free.get_nowait().close()


async def _ask(free: asyncio.Queue[Connection], address: str, cookie: str, outcome: Outcome, due: float) -> None:
    connection = await free.get()
    status, _, _ = await connection.ask(get(address, cookie))
    outcome.seconds.append(time.perf_counter() - due)
    outcome.statuses[status] = outcome.statuses.get(status, 0) + 1
    free.put_nowait(connection)


async def _edit(course: Path, edits: Iterator[object]) -> None:
    for edit in edits:
        assert callable(edit)
        edit(course)
        await asyncio.sleep(BETWEEN)


def _edit_lesson(course: Path) -> None:
    """Edit one lesson, as a trainer does."""
    _append(next((course / "modules" / "workplace-cooperation" / "lessons").glob("*.en.md")), "\nOne more line.\n")


def _edit_glossary(course: Path) -> None:
    """Edit what all modules share, so that each of them is another."""
    words = (course / "glossary.yaml").read_text(encoding="utf-8")
    (course / "glossary.yaml").write_text(words.replace("meaning: ", "meaning: So, ", 1), encoding="utf-8")


def _append(file: Path, words: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + words, encoding="utf-8")
