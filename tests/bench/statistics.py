"""How long a module's statistics take, with a hundred thousand attempts behind them."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.queries import people
from app.assessment.actions import keep_revisions
from app.assessment.queries import asked, attempts, responses
from app.clock import now
from app.content.load import load
from app.content.models import Library, Module
from app.database import open_database
from app.database.migrations import migrate
from app.questions.question import Answer, Question
from app.reporting.question_statistics import module_statistics
from app.settings import Settings
from tests.bench.learners import MODULE, QUESTIONS

ATTEMPTS, TOGETHER, RUNS = 100_000, 10_000, 3

Row = dict[str, Any]


def seconds_of_statistics(folder: Path) -> float:
    """Give the seconds of processor time that the statistics of the module take on SQLite, the best of three runs."""
    settings = Settings(data_dir=folder)
    migrate(settings.database)
    return asyncio.run(_measured(settings.database, load(settings.content_dir)))


async def _measured(address: str, library: Library) -> float:
    database, found, module = open_database(address), [], library.modules[MODULE]
    try:
        for first in range(1, ATTEMPTS + 1, TOGETHER):
            await database.write(_add, module, range(first, first + TOGETHER))
        for _ in range(RUNS):
            before = time.process_time()
            statistics = await database.report(module_statistics, library.course, module)
            found.append(time.process_time() - before)
            assert sum(each.figures.n for each in statistics.questions) == ATTEMPTS * QUESTIONS
    finally:
        database.close()
    return min(found)


def _add(session: Session, module: Module, numbers: range) -> None:
    """Add learners, each with one finished attempt at ten questions of the workers' pool."""
    chance, at = random.Random(numbers.start), now()
    pool = module.pool("worker")
    keep_revisions(session, module.id, pool, "", at)
    common = {"module_id": module.id, "number": 1, "track": "worker", "seed": "s", "pass_mark": 80}
    common |= {"feedback": "after_each", "started_at": at, "finished_at": at}
    whom = {"given_name": "A", "secret_hash": "-", "language": "en", "failed_tries": 0, "created_at": at}
    session.execute(insert(people), [{**whom, "id": each, "is_admin": False, "is_trainer": False} for each in numbers])
    rows: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    for number in numbers:
        drawn = chance.sample(pool, QUESTIONS)
        ident, knows = UUID(int=chance.getrandbits(128)), chance.gauss(0.3, 1)
        answers = list(_answers([each.question for each in drawn], knows, chance))
        points = sum(score * each.question.points for (_, score), each in zip(answers, drawn, strict=True))
        most = sum(each.question.points for each in drawn)
        result = {"points": points, "max_points": most, "passed": points >= 0.8 * most}
        rows[0].append({**common, "id": ident, "person_id": number, **result})
        language = chance.choice(["en", "en", "fr"])
        for position, (revision, (answer, score)) in enumerate(zip(drawn, answers, strict=True), 1):
            place = {"attempt_id": ident, "position": position}
            what = {"question_id": revision.question.id, "revision_id": revision.id, "points": revision.question.points}
            given = {"id": UUID(int=chance.getrandbits(128)), "answer": answer, "score": score, "language": language}
            rows[1].append({**place, **what})
            rows[2].append({**place, **given, "recorded_at": at})
    for table, several in zip((attempts, asked, responses), rows, strict=True):
        session.execute(insert(table), several)


def _answers(questions: list[Question], knows: float, chance: random.Random) -> Iterator[tuple[Answer | None, float]]:
    """Give answers with their scores: the more somebody knows, the more are right; some wrong ones are "Not sure"."""
    for question in questions:
        answer: Answer | None = question.right_answer()
        if knows + chance.gauss(0, 1) < 0:
            keys = [*question.choices()] or [str(number) for number in range(50)]
            wrong = chance.choice(keys)
            answer = None if chance.random() < 0.1 else wrong if isinstance(answer, str) else [wrong]
        yield answer, 0.0 if answer is None else question.mark(answer)
