from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.questions.question import Unreadable
from app.questions.types.match.question import Match
from tests.questions.bank import MATCH, changed, codes

PAIRS = MATCH["pairs"]


def match(**fields: Any) -> Match:
    question = changed(MATCH, **fields)
    assert isinstance(question, Match)
    return question


def matched(question: Match, sides: dict[str, str]) -> dict[str, list[str]]:
    shown = question.present("s")
    numbers = {side.text: str(side.number) for side in shown.sides}
    return {f"match-{row.number}": [numbers[sides[row.text]]] for row in shown.rows}


def test_reads_the_chosen_sides() -> None:
    sides = {"Days lost": "Turnover", "Bad pieces": "Power per unit", "People who left": "Turnover"}
    assert match().read(matched(match(), sides), "s") == {"kabs": "kout", "kdef": "kenergy", "kout": "kout"}


@pytest.mark.parametrize("values", [[], ["1", "2"], ["1", "2", ""], ["1", "2", "5"], ["1", "2", "kout"]])
def test_refuses_rows_without_a_side(values: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        match().read({f"match-{number}": [value] for number, value in enumerate(values, start=1)}, "s")
    assert caught.value.problem == "pairs"


@pytest.mark.parametrize(
    ("answer", "mark"),
    [
        ({}, 0),
        ({"kabs": "kabs", "kdef": "kdef", "kout": "kout"}, 1),
        ({"kabs": "kabs", "kdef": "kout", "kout": "kdef"}, 1 / 3),
        ({"kabs": "kabs"}, 1 / 3),
        ({"kabs": "kenergy", "kdef": "kabs", "kout": "kgone"}, 0),
        ({"kgone": "kgone", "kenergy": "kenergy"}, 0),
    ],
)
def test_marks_the_share_of_right_rows(answer: dict[str, str], mark: float) -> None:
    assert match().mark(answer) == pytest.approx(mark)


def test_the_rows_stand_as_written_and_the_sides_as_the_seed_says() -> None:
    shown = match().present("s")
    assert [row.text for row in shown.rows] == ["Days lost", "Bad pieces", "People who left"]
    assert match().order("s") == match().order("s")
    assert len({match().order(str(seed)) for seed in range(400)}) == 24


def test_review_gives_each_row_both_sides() -> None:
    rows = match().review({"kabs": "kabs", "kdef": "kenergy"}, "s").rows
    assert [(row.left, row.answer, row.yours, row.right) for row in rows] == [
        ("Days lost", "Sick leave", "Sick leave", True),
        ("Bad pieces", "Defect rate", "Power per unit", False),
        ("People who left", "Turnover", None, False),
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"extra": {"kenergy": "Turnover"}}, [("extra.kenergy", "same-texts")]),
        ({"extra": {"kabs": "Power"}}, [("extra.kabs", "id-twice")]),
        (
            {"pairs": {**PAIRS, "kdef": {"left": "days lost", "right": "sick leave"}}},
            [("pairs.kdef.left", "same-texts"), ("pairs.kdef.right", "same-texts")],
        ),
        ({"shuffle": "no"}, [("shuffle", "always-shuffled")]),
        ({"why": {"kabs": "?"}}, [("why.kabs", "unused-why")]),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(match(**fields)) == found


def test_a_pair_has_two_sides() -> None:
    with pytest.raises(ValidationError) as caught:
        match(pairs={**PAIRS, "kdef": {"left": "Alone"}})
    assert caught.value.errors()[0]["loc"] == ("pairs", "kdef", "right")
