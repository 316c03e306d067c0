from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.questions.question import Unreadable
from app.questions.types.truefalse.question import TrueFalse
from tests.questions.bank import TRUEFALSE, changed, codes


def truefalse(**fields: Any) -> TrueFalse:
    question = changed(TRUEFALSE, **fields)
    assert isinstance(question, TrueFalse)
    return question


def test_true_is_always_the_first_line() -> None:
    assert {tuple((line.number, line.true) for line in truefalse().present(str(s)).lines) for s in range(20)} == {
        ((1, True), (2, False))
    }


def test_reads_the_sides() -> None:
    assert truefalse().read({"choice": ["1"]}, "s") == "yes"
    assert truefalse().read({"choice": ["2"]}, "s") == "no"


@pytest.mark.parametrize("values", [[], [""], ["3"], ["yes"], ["1", "2"]])
def test_refuses_anything_else(values: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        truefalse().read({"choice": values}, "s")
    assert caught.value.problem == "choose-one"


def test_marks_the_right_side_only() -> None:
    assert (truefalse().mark("no"), truefalse().mark("yes"), truefalse().mark("")) == (1.0, 0.0, 0.0)
    assert truefalse(answer="yes").mark("yes") == 1.0


def test_review_explains_the_wrong_side() -> None:
    yes, no = truefalse().review("yes", "s").lines
    assert (yes.true, yes.chosen, yes.right, yes.why) == (True, True, False, "Then the others stop.")
    assert (no.true, no.chosen, no.right, no.why) == (False, False, True, None)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"why": {}}, [("answer", "no-why")]),
        ({"why": {"yes": "No.", "no": "Yes."}}, [("why.no", "why-of-right")]),
        ({"why": {"yes": "No.", "true": "No."}}, [("why.true", "unknown-why")]),
        ({"ask": "The manager does not speak first."}, []),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(truefalse(**fields)) == found


@pytest.mark.parametrize("word", ["true", "No", "", "1"])
def test_only_yes_and_no_are_answers(word: str) -> None:
    with pytest.raises(ValidationError):
        truefalse(answer=word)
