"""A library that was read with a shelf is the one that would have been read without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.content.load import load
from app.content.shelf import Shelf
from tests.content.seeded import BANK, DAILY, YAML, M
from tests.content.tree import FILES, spoil

WALK = "modules/walk/lessons/look.en.md"


Edit = Callable[[Path], None]


def replace(file: str, old: str, new: str) -> Edit:
    return lambda tree: spoil(tree, file, old, new)


def remove(pattern: str) -> Edit:
    def edit(tree: Path) -> None:
        for each in tree.glob(pattern):
            each.unlink()

    return edit


EDITS: dict[str, Edit] = {
    "a lesson": replace(DAILY, "Amina sews", "Amina mends"),
    "a mistake": replace(BANK, "answer: team", "answer: tem"),
    "a term": replace("glossary.yaml", "word: Board", "word: Panel"),
    "a translated term": replace("glossary.fr.yaml", "word: Tableau", "word: Panneau"),
    "a term renamed": replace("glossary.yaml", "board:", "bord:"),
    "another term": replace("glossary.yaml", "board:\n", "eit:\n  word: EIT\n  meaning: A team.\nboard:\n"),
    "a fact": replace("facts.yaml", "395 million", "400 million"),
    "a broken glossary": replace("glossary.yaml", "word: Board", "word: Board: x"),
    "a fall-back": replace("course.yaml", "ar: [en]", "ar: [fr, en]"),
    "a language": replace("course.yaml", "  fr: [en]\n", "  de: [en]\n  fr: [en]\n"),
    "the order": replace("course.yaml", "[meeting, walk]", "[walk, meeting]"),
    "a prerequisite": replace(YAML, "prerequisites: []", "prerequisites: [walk]"),
    "a status": replace(YAML, "status: published", "status: draft"),
    "a drawing": replace(f"{M}media/board.svg", 'rx="6"', 'rx="8"'),
    "a file gone": remove(DAILY),
    "a module gone": remove("modules/walk/**/*.*"),
    "a file that was touched": lambda tree: (tree / DAILY).touch(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_seen(tree: Path, edit: Edit) -> None:
    shelf: Shelf = {}
    good = load(tree, None, shelf)
    edit(tree)
    assert load(tree, good, shelf) == load(tree, good)
    assert load(tree, None, shelf) == load(tree)


def test_edits_there_and_back_leave_nothing_behind(tree: Path) -> None:
    shelf: Shelf = {}
    first = load(tree, None, shelf)
    for name in ("a lesson", "a mistake", "a term", "a fact", "a fall-back", "a drawing"):
        EDITS[name](tree)
        load(tree, first, shelf)
    for name, text in FILES.items():
        (tree / name).write_text(text, encoding="utf-8")
    assert load(tree, None, shelf) == load(tree)


def test_what_has_not_changed_is_the_same_object(tree: Path) -> None:
    shelf: Shelf = {}
    first = load(tree, None, shelf)
    spoil(tree, DAILY, "Amina sews", "Amina mends")
    spoil(tree, "glossary.yaml", "board:\n", "eit:\n  word: EIT\n  meaning: A team.\nboard:\n")
    second = load(tree, first, shelf)
    assert second.modules["walk"] is first.modules["walk"]
    assert second.modules["meeting"] is not first.modules["meeting"]


def test_a_misspelt_term_follows_the_words_that_are_there_now(tree: Path) -> None:
    """The advice names the nearest known word, so it hangs on words that the module does not hold."""
    shelf: Shelf = {}
    spoil(tree, DAILY, "[[term: board]]", "[[term: eiit]]")
    load(tree, None, shelf)
    spoil(tree, "glossary.yaml", "board:\n", "eiti:\n  word: EIT\n  meaning: A team.\nboard:\n")
    assert load(tree, None, shelf).findings == load(tree).findings
    assert "did you mean `eiti`?" in {each.advice for each in load(tree, None, shelf).errors}
