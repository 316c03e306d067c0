"""What blind guessing earns, against all the ways there are to answer."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable
from typing import Any

import pytest

from app.questions.question import Answer
from app.questions.types import question_from
from tests.questions.test_fingerprint import MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, TEXT, TRUE

KEYS = ["both", "bosses", "expert"]
SUBSETS = [list(some) for size in (1, 2, 3) for some in itertools.combinations(KEYS, size)]
ORDERS = [list(each) for each in itertools.permutations(["one", "two", "three"])]
SIDES = [dict(zip(("one", "two"), sides, strict=True)) for sides in itertools.product(("one", "two", "more"), repeat=2)]


@pytest.mark.parametrize(
    ("raw", "ways"),
    [
        (SINGLE, KEYS),
        (TRUE, ["yes", "no"]),
        (MULTIPLE, SUBSETS),
        ({**MULTIPLE, "partial": "yes"}, SUBSETS),
        (ORDER, ORDERS),
        ({**ORDER, "partial": "yes"}, ORDERS),
        ({**MATCH, "extra": {"more": "III"}}, SIDES),
    ],
)
def test_the_mean_mark_of_all_ways_to_answer(raw: dict[str, Any], ways: Iterable[Answer]) -> None:
    question = question_from(raw)
    assert question.guess_score() == pytest.approx(statistics.fmean(question.mark(each) for each in ways))


@pytest.mark.parametrize("raw", [NUMBER, TEXT])
def test_typing_by_chance_earns_nothing(raw: dict[str, Any]) -> None:
    assert question_from(raw).guess_score() == 0.0
