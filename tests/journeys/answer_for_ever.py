"""A process of its own that answers questions until it is killed: see test_kill.py.

It prints the id of a response, and flushes, only after the door has said that the answer is stored.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from app.content.load import load
from app.content.models import Library
from app.database import Database, open_database
from app.journeys.complete_module import Learner
from tests.people import first_learner
from tests.quizzes import answer, begin, look, submit

AT_ONCE = 8


async def answer_for_ever(url: str, content: Path) -> None:
    """Let so many learners answer at once, for ever."""
    database, library = open_database(url), load(content)
    await asyncio.gather(*(learn_for_ever(database, library) for _ in range(AT_ONCE)))


async def learn_for_ever(database: Database, library: Library) -> None:
    learner = await database.write(first_learner)
    while True:
        await take_one_attempt(database, library, learner)


async def take_one_attempt(database: Database, library: Library, learner: Learner) -> None:
    attempt_id = await database.write(begin, library, learner)
    state, _ = await database.read(look, learner, attempt_id)
    for position in range(1, state.positions + 1):
        submission = await database.read(submit, library, learner, attempt_id, position, right=bool(position % 3))
        reply = await answer(database, library, learner, submission)
        assert reply.recorded
        print(submission.id, flush=True)


if __name__ == "__main__":
    asyncio.run(answer_for_ever(sys.argv[1], Path(sys.argv[2])))
