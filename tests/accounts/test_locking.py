"""The wait after wrong tries, and how tries are counted on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from app.accounts.actions import add_person, forget_wrong_tries, note_wrong_try
from app.accounts.locking import is_locked, wait_after
from app.accounts.models import Person
from app.database import Database
from tests.people import MONDAY, later, person


@pytest.mark.parametrize(
    ("failed_tries", "minutes"),
    [(0, None), (1, None), (4, None), (5, 1), (6, 5), (7, 15), (8, 60), (9, 60), (1000, 60)],
)
def test_four_tries_are_free_then_the_wait_grows(failed_tries: int, minutes: int | None) -> None:
    assert wait_after(failed_tries) == (None if minutes is None else timedelta(minutes=minutes))


def test_the_lock_ends_at_its_moment() -> None:
    assert not is_locked(None, MONDAY)
    assert is_locked(later(1), MONDAY)
    assert not is_locked(MONDAY, MONDAY)
    assert not is_locked(MONDAY, later(1))


async def test_tries_are_counted_down_to_the_lock(database: Database) -> None:
    made = await database.write(add_person, person())
    assert [await database.write(note_wrong_try, made, MONDAY) for _ in range(6)] == [4, 3, 2, 1, 0, 0]
    locked = await database.read(lambda session: session.get_one(Person, made))
    assert (locked.failed_tries, locked.locked_until) == (6, later(5))
    await database.write(forget_wrong_tries, made)
    free = await database.read(lambda session: session.get_one(Person, made))
    assert (free.failed_tries, free.locked_until) == (0, None)


async def test_no_try_is_lost_when_many_come_at_once(database: Database) -> None:
    made = await database.write(add_person, person())
    await asyncio.gather(*(database.write(note_wrong_try, made, MONDAY) for _ in range(20)))
    assert (await database.read(lambda session: session.get_one(Person, made))).failed_tries == 20
