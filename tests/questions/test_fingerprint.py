"""Which wordings are counted together: words may change freely, what decides or offers may not."""

from __future__ import annotations

from typing import Any

import pytest

from app.questions.fingerprint import fingerprint
from app.questions.types import question_from

SINGLE = {
    "id": "q-eit",
    "type": "single",
    "ask": "Who sits in it?",
    "options": {"both": "Both", "bosses": "Bosses", "expert": "An expert"},
    "answer": "both",
}
ORDER = {"id": "q-order", "type": "order", "ask": "Order.", "items": {"one": "1st", "two": "2nd", "three": "3rd"}}
NUMBER = {"id": "q-number", "type": "number", "ask": "How many?", "answer": "50"}
TEXT = {"id": "q-text", "type": "text", "ask": "Which word?", "accept": ["Near miss", "close call"]}
MATCH = {
    "id": "q-match",
    "type": "match",
    "ask": "Which?",
    "pairs": {"one": {"left": "1", "right": "I"}, "two": {"left": "2", "right": "II"}},
}
MULTIPLE = {**SINGLE, "type": "multiple", "answer": ["both", "expert"]}
TRUE = {"id": "q-true", "type": "truefalse", "ask": "So?", "answer": "no"}


def mark(raw: dict[str, Any], **changes: Any) -> str:
    """Give the fingerprint of a question with some fields changed."""
    return fingerprint(question_from({**raw, **changes}))


@pytest.mark.parametrize(
    ("raw", "changes"),
    [
        (SINGLE, {"ask": "Who should sit in the team?", "explain": "So it is.", "hint": "Think.", "see": "goal"}),
        (SINGLE, {"options": {"bosses": "The bosses", "expert": "Someone", "both": "Both of them"}}),
        (SINGLE, {"why": {"bosses": "No."}, "tags": ["a"], "points": "3", "shuffle": "no", "retired": "yes"}),
        (SINGLE, {"audience": ["manager"]}),
        (MULTIPLE, {"answer": ["expert", "both"]}),
        (NUMBER, {"answer": "50.0", "unit": "hours", "why": {"40": "No."}}),
        (TEXT, {"accept": ["CLOSE  CALL", "near miss"]}),
        (ORDER, {"items": {"one": "First", "two": "Second", "three": "Third"}}),
        (MATCH, {"pairs": {"two": {"left": "b", "right": "B"}, "one": {"left": "a", "right": "A"}}}),
    ],
)
def test_the_same_item(raw: dict[str, Any], changes: dict[str, Any]) -> None:
    assert mark(raw) == mark(raw, **changes)


@pytest.mark.parametrize(
    ("raw", "changes"),
    [
        (SINGLE, {"answer": "expert"}),
        (SINGLE, {"options": {"both": "Both", "bosses": "Bosses"}}),
        (SINGLE, {"options": {**SINGLE["options"], "none": "None"}}),  # type: ignore[dict-item]  # a mapping
        (MULTIPLE, {"answer": ["both"]}),
        (MULTIPLE, {"partial": "yes"}),
        (NUMBER, {"answer": "51"}),
        (NUMBER, {"tolerance": "1"}),
        (TEXT, {"accept": ["near miss"]}),
        (ORDER, {"items": {"two": "2nd", "one": "1st", "three": "3rd"}}),
        (MATCH, {"extra": {"three": "III"}}),
        (TRUE, {"answer": "yes"}),
    ],
)
def test_another_item(raw: dict[str, Any], changes: dict[str, Any]) -> None:
    assert mark(raw) != mark(raw, **changes)


def test_the_recipe_stands() -> None:
    """Exported statistics are found again by it: a change here needs another RECIPE."""
    assert mark(SINGLE) == "1:b5e9124c14c1db97"
