"""Marking answers again where a question must be right to pass: points alone pass nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.models import Library
from app.database import Database
from tests.course import load_course, reload_edited
from tests.people import certificates_of, first_learner
from tests.quizzes import answer_all, begin, look, read_lessons
from tests.regrades import BANK, KEY, answer_with, failed_by_the_key, regrade


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "course"


def critical(folder: Path, question_id: str) -> Library:
    """Give the course with the wrong key and a question that must be right."""
    load_course(folder)
    return reload_edited(folder, BANK, f"- id: {question_id}\n", f"- id: {question_id}\n  critical: yes\n")


async def test_points_alone_pass_nobody_whose_critical_answer_is_wrong(database: Database, folder: Path) -> None:
    drawn = critical(folder, "q-true")
    amina = await database.write(first_learner)
    await read_lessons(database, drawn, amina)
    attempt_id = await failed_by_the_key(database, drawn, amina)
    effect = await regrade(database, reload_edited(folder, BANK, *KEY))
    assert (effect.counts, effect.passing) == ({"rises": 1}, ())
    state, _ = await database.read(look, amina, attempt_id)
    assert (state.points, state.passed) == (7.0, False)
    assert await database.read(certificates_of, amina.person_id) == []


async def test_a_wrong_key_of_a_critical_question_put_right_passes(database: Database, folder: Path) -> None:
    drawn = critical(folder, "q-number")
    amina = await database.write(first_learner)
    attempt_id = await database.write(begin, drawn, amina)
    await answer_with(database, drawn, amina, attempt_id, set())
    before, _ = await database.read(look, amina, attempt_id)
    assert (before.points, before.passed) == (7.0, False)
    effect = await regrade(database, reload_edited(folder, BANK, *KEY))
    assert len(effect.passing) == 1
    after, _ = await database.read(look, amina, attempt_id)
    assert (after.points, after.passed) == (8.0, True)


async def test_a_pass_by_the_wrong_key_of_a_critical_question_is_flagged(database: Database, folder: Path) -> None:
    drawn = critical(folder, "q-number")
    amina = await database.write(first_learner)
    attempt_id = await database.write(begin, drawn, amina)
    await answer_all(database, drawn, amina, attempt_id)
    assert (await regrade(database, reload_edited(folder, BANK, *KEY))).counts == {"falls": 1}
    state, _ = await database.read(look, amina, attempt_id)
    assert (state.points, state.passed) == (8.0, True)
