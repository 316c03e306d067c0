from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.questions.question import Unreadable
from app.questions.types.multiple.question import Multiple
from tests.questions.bank import MULTIPLE, changed, codes

OPTIONS = MULTIPLE["options"]


def multiple(**fields: Any) -> Multiple:
    question = changed(MULTIPLE, **fields)
    assert isinstance(question, Multiple)
    return question


def numbers_of(question: Multiple, *keys: str) -> list[str]:
    texts = [OPTIONS[key] for key in keys]
    return [str(line.number) for line in question.present("s").lines if line.text in texts]


def test_reads_the_ticked_keys_in_the_authors_order() -> None:
    question = multiple()
    assert question.read({"choice": numbers_of(question, "kcost", "kwhen", "kwhat")}, "s") == [
        "kwhat",
        "kwhen",
        "kcost",
    ]


@pytest.mark.parametrize("values", [[], [""], ["0"], ["6"], ["1", "kwho"]])
def test_refuses_none_and_unknown_lines(values: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        multiple().read({"choice": values}, "s")
    assert caught.value.problem == "choose-some"


@pytest.mark.parametrize(
    ("answer", "whole", "partial"),
    [
        ([], 0, 0),
        (["kwhat", "kwho", "kwhen"], 1, 1),
        (["kwhen", "kwhat", "kwho"], 1, 1),
        (["kwhat", "kwho"], 0, 2 / 3),
        (["kwhat", "kwhat", "kwho"], 0, 2 / 3),
        (["kwhat", "kwho", "kwhen", "kcost"], 0, 2 / 3),
        (["kwhat", "kwho", "kwhen", "kgone"], 0, 2 / 3),
        (["kwhat", "kcost"], 0, 0),
        (["kcost", "kblame"], 0, 0),
        (list(OPTIONS), 0, 1 / 3),
    ],
)
def test_marks(answer: list[str], whole: float, partial: float) -> None:
    assert multiple().mark(answer) == whole
    assert multiple(partial="yes").mark(answer) == pytest.approx(partial)


def test_a_malformed_answer_marks_nothing() -> None:
    question = multiple(partial="yes")
    malformed: list[Any] = ["kwhat", {"kwhat": "kwhat"}, ["kwhat", "kwho", "kwhen", 5], ["kwhat", ["kwho"]]]
    assert [question.mark(each) for each in malformed] == [0.0] * 4


def test_without_a_key_nothing_is_right() -> None:
    assert multiple(answer=[]).mark([]) == multiple(answer=[], partial="yes").mark(["kwhat"]) == 0.0


def test_review_marks_every_line() -> None:
    lines = {line.text: line for line in multiple().review(["kwhat", "kcost"], "s").lines}
    states = {key: (lines[text].chosen, lines[text].right) for key, text in OPTIONS.items()}
    assert states == {
        "kwhat": (True, True),
        "kwho": (False, True),
        "kwhen": (False, True),
        "kcost": (True, False),
        "kblame": (False, False),
    }
    assert lines["A price"].why == "It can be done without."


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"answer": []}, [("answer", "no-answer")]),
        ({"answer": ["kwhat", "kwho", "kwhen", "kgone"]}, [("answer.3", "unknown-answer")]),
        ({"answer": ["kwhat", "kwho", "kwhen", "kwho"]}, [("answer.3", "answer-twice")]),
        ({"answer": list(OPTIONS), "why": {}}, [("answer", "all-right")]),
        ({"why": {"kcost": "No."}}, [("options.kblame", "no-why")]),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(multiple(**fields)) == found


def test_a_single_word_is_no_list_of_answers() -> None:
    with pytest.raises(ValidationError, match="must be a list of option keys"):
        multiple(answer="kwhat")
