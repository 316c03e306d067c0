from __future__ import annotations

from typing import Any

import pytest

from app.questions.question import Unreadable
from app.questions.types.order.question import Order
from tests.questions.bank import ORDER, changed, codes

ITEMS = ORDER["items"]
RIGHT = list(ITEMS)


def order(**fields: Any) -> Order:
    question = changed(ORDER, **fields)
    assert isinstance(question, Order)
    return question


def placed(question: Order, keys: list[str]) -> dict[str, list[str]]:
    places = {ITEMS[key]: str(place) for place, key in enumerate(keys, start=1)}
    return {f"place-{line.number}": [places[line.text]] for line in question.present("s").lines}


def test_reads_the_places_into_an_order() -> None:
    wanted = ["kact", "ksafe", "know", "kpast"]
    assert order().read(placed(order(), wanted), "s") == wanted


@pytest.mark.parametrize(
    "places",
    [[], ["1", "2", "3"], ["1", "2", "3", ""], ["1", "2", "3", "3"], ["0", "1", "2", "3"], ["2", "3", "4", "5"]],
)
def test_refuses_places_that_are_empty_or_taken_twice(places: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        order().read({f"place-{number}": [place] for number, place in enumerate(places, start=1)}, "s")
    assert caught.value.problem == "places"


@pytest.mark.parametrize("items", [ITEMS, {"a": "One", "b": "Two", "c": "Three"}])
def test_is_never_shown_in_the_right_order(items: dict[str, str]) -> None:
    for shuffle in ("yes", "no"):
        question = order(items=items, shuffle=shuffle)
        assert all(question.order(str(seed)) != tuple(items) for seed in range(300))


def test_the_same_seed_gives_the_same_order() -> None:
    assert order().order("7") == order().order("7")
    assert len({order().order(str(seed)) for seed in range(400)}) == 23


@pytest.mark.parametrize(
    ("answer", "whole", "partial"),
    [
        (RIGHT, 1, 1),
        (["kact", "ksafe", "kpast", "know"], 0, 2 / 3),
        (RIGHT[::-1], 0, 0),
        ([], 0, 0),
        (RIGHT[:3], 0, 0),
        ([*RIGHT, "ksafe"], 0, 0),
        (["ksafe", "kpast", "know", "kgone"], 0, 0),
    ],
)
def test_marks_the_order_or_the_share_of_right_neighbours(answer: list[str], whole: float, partial: float) -> None:
    assert order().mark(answer) == whole
    assert order(partial="yes").mark(answer) == pytest.approx(partial)


def test_review_gives_the_right_places_and_the_learners() -> None:
    lines = order().review(["kpast", "ksafe", "know", "kact"], "s").lines
    assert [(line.place, line.text, line.yours, line.right) for line in lines] == [
        (1, "Safety", 2, False),
        (2, "Yesterday", 1, False),
        (3, "Today", 3, True),
        (4, "One action", 4, True),
    ]


def test_review_without_an_answer_shows_the_right_order_alone() -> None:
    assert {line.yours for line in order().review(None, "s").lines} == {None}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"items": {**ITEMS, "kact": "today"}}, [("items.kact", "same-texts")]),
        ({"shuffle": "no"}, [("shuffle", "always-shuffled")]),
        ({"why": {"kact": "Last."}}, [("why.kact", "unused-why")]),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(order(**fields)) == found
