"""The made-up course that speed is measured on is a real one: nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path

from app.content.load import load
from tests.content.large import LANGUAGES, LESSONS, MODULES, QUESTIONS, write_large


def test_the_large_course_is_as_large_as_it_says_and_clean(tmp_path: Path) -> None:
    library = load(write_large(tmp_path))
    assert library.findings == ()
    assert len(library.modules) == MODULES
    for module in library.modules.values():
        assert (len(module.lessons), len(module.bank)) == (LESSONS, QUESTIONS)
        assert all(set(lesson.texts) == set(LANGUAGES) for lesson in module.lessons.values())
        assert all(set(revision.questions) == set(LANGUAGES) for revision in module.bank.values())
