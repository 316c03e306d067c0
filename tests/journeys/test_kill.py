"""`kill -9` in a loop while answers pour in: what was acknowledged is there, once."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.assessment.queries import asked, attempts, responses
from app.database import open_database
from tests.course import write_course

WANTED = 2000
BETWEEN_KILLS = (50, 450)
"""How many answers a child may have acknowledged before it is killed: counted, so that no machine is too fast."""
ROOT = Path(__file__).parents[2]


def acknowledged_until_killed(url: str, content: Path, chance: random.Random) -> list[str]:
    """Run the child for so many answers, kill it a moment later, and give the ids it had printed whole."""
    command = [sys.executable, "-m", "tests.journeys.answer_for_ever", url, str(content)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        printed = "".join(itertools.islice(child.stdout, chance.randint(*BETWEEN_KILLS)))
        time.sleep(chance.uniform(0, 0.02))
        child.kill()
        printed += child.stdout.read()
        assert child.wait() == -9, child.stderr.read()
    return printed[: printed.rfind("\n")].split("\n")


def ids(session: Session) -> list[UUID]:
    return list(session.scalars(select(responses.c.id)))


def answered_twice(session: Session) -> int:
    places = select(responses.c.attempt_id, responses.c.position)
    return len(session.execute(places.group_by(*places.selected_columns).having(func.count() > 1)).all())


def closed_too_early(session: Session) -> list[UUID]:
    """Give the attempts that are closed while a question of theirs has no answer, or open when all have one."""
    answered = select(func.count()).where(responses.c.attempt_id == attempts.c.id).scalar_subquery()
    drawn = select(func.count()).where(asked.c.attempt_id == attempts.c.id).scalar_subquery()
    return list(
        session.scalars(select(attempts.c.id).where((answered == drawn) != attempts.c.finished_at.is_not(None)))
    )


async def test_what_was_acknowledged_survives_every_kill(database_url: str, tmp_path: Path) -> None:
    content, chance = write_course(tmp_path / "course"), random.Random(20261122)
    acknowledged: list[str] = []
    while len(acknowledged) < WANTED:
        acknowledged += acknowledged_until_killed(database_url, content, chance)
    database = open_database(database_url)
    try:
        stored = await database.report(ids)
        assert len(stored) == len(set(stored))
        assert {UUID(each) for each in acknowledged} <= set(stored)
        assert len(set(acknowledged)) == len(acknowledged)
        assert await database.report(answered_twice) == 0
        assert await database.report(closed_too_early) == []
        if database_url.startswith("sqlite"):
            assert await database.report(lambda session: session.scalar(text("PRAGMA integrity_check"))) == "ok"
    finally:
        database.close()
