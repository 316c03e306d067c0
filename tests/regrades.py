"""Correcting the wrong key of the small course, and having the answers marked again."""

from __future__ import annotations

from uuid import UUID

from app.content.models import Library
from app.database import Database
from app.journeys.complete_module import Learner
from app.journeys.regrade_question import Effect, regrade_question
from tests.people import later
from tests.quizzes import ISSUER, answer, begin, look, submit

BANK = "modules/board/questions.yaml"
KEY = ("answer: 50\n", "answer: 60\n")


async def regrade(database: Database, library: Library, question_id: str = "q-number", by: int | None = None) -> Effect:
    revision = library.modules["board"].bank[question_id].id
    return await database.write(regrade_question, library, ISSUER, "board", question_id, revision, by, later(60))


async def answer_with(
    database: Database, library: Library, who: Learner, attempt_id: UUID, wrong: set[str], typed: str = "60"
) -> None:
    """Answer all of an attempt rightly, but the questions in `wrong`; the number is answered as typed."""
    _, questions = await database.read(look, who, attempt_id)
    for asked in questions:
        right = asked.question_id not in wrong
        sent = await database.read(submit, library, who, attempt_id, asked.position, right=right)
        if asked.question_id == "q-number":
            sent = type(sent)(sent.id, sent.attempt_id, sent.position, {"typed": [typed]}, sent.language)
        await answer(database, library, who, sent)


async def failed_by_the_key(database: Database, library: Library, who: Learner) -> UUID:
    """Have somebody answer 60, and one other question wrong: 6 of 8 points, one too few."""
    attempt_id = await database.write(begin, library, who)
    await answer_with(database, library, who, attempt_id, {"q-true"})
    state, _ = await database.read(look, who, attempt_id)
    assert (state.points, state.passed) == (6.0, False)
    return attempt_id
