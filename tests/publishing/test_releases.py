"""What went live and what was refused, as the database keeps it, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from app.content.models import Commit
from app.database import Database
from app.publishing.actions import note_release, note_start
from app.publishing.queries import last_commit, last_releases
from tests.people import MONDAY

ONE = Commit("1" * 40, datetime(2026, 11, 25, 12, tzinfo=UTC), "Mariam", "Begin.")
TWO = Commit("2" * 40, datetime(2026, 11, 25, 13, tzinfo=UTC), "Mariam", "Go on.")


async def test_each_change_is_noted_once(database: Database) -> None:
    assert await database.read(last_commit) == ""
    for commit, why, new in ((ONE, None, True), (ONE, None, False), (TWO, "A link.", True), (ONE, None, True)):
        assert await database.write(note_release, commit, why, MONDAY) is new
    assert await database.read(last_commit) == ONE.id

    def rows(session: object) -> list[tuple[str, str | None]]:
        return [(each.commit, each.refused) for each in last_releases(session, 9)]  # type: ignore[arg-type]  # a session

    assert await database.read(rows) == [(ONE.id, None), (TWO.id, "A link."), (ONE.id, None)]


async def test_processes_that_find_the_same_commit_at_once_note_it_once(database: Database) -> None:
    new = await asyncio.gather(*(database.write(note_release, ONE, None, MONDAY) for _ in range(8)))
    assert sorted(new) == [False] * 7 + [True]


async def test_to_start_again_is_no_release(database: Database) -> None:
    for commit, why in ((ONE, None), (TWO, "A link.")):
        assert await database.write(note_start, commit, why, MONDAY)
    for _ in range(2):
        assert not await database.write(note_start, ONE, None, MONDAY)
        assert not await database.write(note_start, TWO, "A link.", MONDAY)
    assert await database.read(last_commit) == TWO.id
    assert await database.write(note_start, TWO, None, MONDAY), "it was only refused so far"


async def test_the_longest_reason_fits(database: Database) -> None:
    assert await database.write(note_release, ONE, "x" * 900, MONDAY)
    assert not await database.write(note_release, ONE, "x" * 900, MONDAY)
