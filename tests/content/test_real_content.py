"""The course itself: what is served must be without errors, whole for both tracks, and quick to load."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.load import load
from app.content.models import Library

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def library() -> Library:
    return load(CONTENT)


def test_there_are_no_errors(library: Library) -> None:
    assert [str(each) for each in library.errors] == []


def test_every_module_of_the_folder_is_there(library: Library) -> None:
    folders = {each.name for each in (CONTENT / "modules").iterdir() if each.is_dir()}
    assert set(library.modules) == folders
    assert library.published


def test_each_track_has_lessons_and_questions_for_two_tries(library: Library) -> None:
    for module in library.published:
        assert module.quiz is not None
        for track in module.tracks:
            assert module.lessons_of(track)
            assert len(module.pool(track)) >= 2 * module.quiz.draw


def test_each_lesson_asks_and_each_question_has_its_lesson(library: Library) -> None:
    for module in library.published:
        assert all(lesson.text(("en",)).checks for lesson in module.lessons.values())
        taught = [ident for ident, each in module.bank.items() if each.question.PURPOSE != "survey"]
        assert all(module.place(question, ("en",)) for question in taught)
