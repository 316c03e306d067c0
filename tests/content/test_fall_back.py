"""Fall-back chains: a text comes whole from the first language that has it, and what falls back says its language."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.body import Html
from app.content.load import load
from app.content.models import Library
from tests.content.tree import spoil

CHAIN = "  fr: [en]\n  ar: [en]\n"
LONGER = "  mfe: [fr]\n  fr: [en]\n  ar: [fr]\n"


@pytest.fixture
def library(tree: Path) -> Library:
    spoil(tree, "course.yaml", CHAIN, LONGER)
    arabic = "---\nsource: pending\ntitle: عشر دقائق\ngoal: شارك.\n---\n\nعشر دقائق.\n\n[[fact: f-hurt]]\n\n"
    marks = "![فريق.](media/board.svg)\n\n[[term: board]]\n\n[[check: q-order]]\n\n[[check: q-parts]]\n"
    (tree / "modules/meeting/lessons/daily.ar.md").write_text(arabic + marks, encoding="utf-8")
    found = load(tree)
    assert found.errors == ()
    return found


def test_the_chain_ends_with_the_source(library: Library) -> None:
    assert library.chain("mfe") == ("mfe", "fr", "en")
    assert library.chain("ar") == ("ar", "fr", "en")
    assert library.chain("xx") == ("en",)


@pytest.mark.parametrize(
    ("wanted", "lesson", "given"),
    [
        ("mfe", "daily", "fr"),
        ("mfe", "speak", "en"),
        ("ar", "daily", "ar"),
        ("ar", "speak", "en"),
        ("fr", "daily", "fr"),
    ],
)
def test_a_lesson_comes_whole_from_the_first_language_that_has_it(
    library: Library, wanted: str, lesson: str, given: str
) -> None:
    assert library.modules["meeting"].lessons[lesson].text(library.chain(wanted)).language == given


def test_a_question_does_so_for_itself(library: Library) -> None:
    bank = library.modules["meeting"].bank
    assert bank["q-order"].in_language(library.chain("ar"))[0] == "fr"
    assert bank["q-lead"].in_language(library.chain("ar"))[0] == "en"


def test_what_falls_back_inside_a_text_says_its_language_and_direction(library: Library) -> None:
    text = library.modules["meeting"].lessons["daily"].text(library.chain("ar"))
    html = "".join(part.html for part in text.parts if isinstance(part, Html))
    assert '<p class="fact" lang="en" dir="ltr">' in html
    assert '<a class="term" href="#term-board" lang="fr" dir="ltr">Tableau</a>' in html
    (term,) = text.terms
    assert (term.language, term.word) == ("fr", "Tableau")
