from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.questions.question import Unreadable
from app.questions.types import question_from
from app.questions.types.single.question import Single
from tests.questions.bank import SINGLE, changed, codes

OPTIONS = SINGLE["options"]


def single(**fields: Any) -> Single:
    question = changed(SINGLE, **fields)
    assert isinstance(question, Single)
    return question


def number_of(question: Single, text: str, seed: str = "s") -> str:
    return next(str(line.number) for line in question.present(seed).lines if line.text == text)


def test_reads_the_key_behind_the_shown_number() -> None:
    question = single()
    for key, text in OPTIONS.items():
        assert question.read({"choice": [number_of(question, text)]}, "s") == key


@pytest.mark.parametrize("values", [[], [""], ["0"], ["4"], ["kboth"], ["1", "2"], ["1", "kboth"], ["9" * 5000]])
def test_refuses_none_several_and_unknown_lines(values: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        single().read({"choice": values}, "s")
    assert caught.value.problem == "choose-one"


def test_marks_the_right_key_only() -> None:
    question = single()
    assert [question.mark(key) for key in OPTIONS] == [1.0, 0.0, 0.0]
    assert question.mark("") == question.mark([]) == question.mark(["kboth"]) == 0.0


def test_an_answer_that_is_no_option_marks_nothing() -> None:
    assert single(answer="kgone").mark("kgone") == 0.0


def test_the_same_seed_gives_the_same_order_and_seeds_differ() -> None:
    question = single()
    orders = {question.order(str(seed)) for seed in range(60)}
    assert question.order("7") == question.order("7")
    assert len(orders) == 6


def test_the_order_for_a_seed_never_changes() -> None:
    assert single().order("attempt-1") == ("kexpert", "kboth", "kbosses")


def test_shuffle_no_keeps_the_authors_order() -> None:
    assert [line.text for line in single(shuffle="no").present("x").lines] == list(OPTIONS.values())


def test_review_says_what_was_chosen_what_is_right_and_why() -> None:
    lines = {line.text: line for line in single().review("kexpert", "s").lines}
    expert, both, bosses = (lines[OPTIONS[key]] for key in ("kexpert", "kboth", "kbosses"))
    assert (expert.chosen, expert.right, expert.why) == (True, False, "An expert leaves again.")
    assert (both.chosen, both.right, both.why) == (False, True, None)
    assert (bosses.chosen, bosses.right) == (False, False)


def test_review_shows_the_lines_under_their_numbers_of_the_form() -> None:
    question = single()
    shown = [(line.number, line.text) for line in question.present("s").lines]
    assert [(line.number, line.text) for line in question.review(None, "s").lines] == shown


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"answer": "kgone", "why": None}, [("answer", "unknown-answer")]),
        ({"why": {**SINGLE["why"], "kgone": "?"}}, [("why.kgone", "unknown-why")]),
        ({"why": {**SINGLE["why"], "kboth": "Yes."}}, [("why.kboth", "why-of-right")]),
        ({"why": {"kbosses": "No."}}, [("options.kexpert", "no-why")]),
        ({"options": {**OPTIONS, "kexpert": "department  heads and THE owner"}}, [("options.kexpert", "same-texts")]),
        ({"options": {**OPTIONS, "kexpert": "None of the above"}}, [("options.kexpert", "catch-all")]),
        ({"options": {**OPTIONS, "kexpert": "Aucune de ces réponses"}}, [("options.kexpert", "catch-all")]),
        ({"options": {**OPTIONS, "kboth": "word " * 20}}, [("options.kboth", "longest-answer")]),
        ({"options": {**OPTIONS, "kbosses": "word " * 20}}, []),
        ({"ask": "Who should not sit here?"}, [("ask", "negative-ask")]),
        ({"ask": "Who shouldn\u2019t sit here?"}, [("ask", "negative-ask")]),
        ({"ask": "Who should NOT sit here?"}, []),
        ({"ask": "Amina does not sew today. What now?"}, []),
        ({"image": "media/x.svg"}, [("image", "image-without-alt")]),
        ({"alt": "A press."}, [("alt", "alt-without-image")]),
        ({"image": "media/x.svg", "alt": "A press."}, []),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(single(**fields)) == found


def test_style_is_a_warning_and_a_wrong_key_an_error() -> None:
    severities = {each.code: each.severity for each in single(answer="kgone", ask="Who is not here?").mistakes()}
    assert severities == {"unknown-answer": "error", "negative-ask": "warning"}


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"answer": ["kboth", "kexpert"]}, ("answer",)),
        ({"answer": None}, ("answer",)),
        ({"options": {"a": "Only one"}}, ("options",)),
        ({"options": {str(n): f"Option {n}" for n in range(9)}}, ("options",)),
        ({"options": {**OPTIONS, "kboth": " "}}, ("options", "kboth")),
        ({"shuffle": "maybe"}, ("shuffle",)),
        ({"points": "0"}, ("points",)),
        ({"partial": "yes"}, ("partial",)),
        ({"audience": ["boss"]}, ("audience", 0)),
    ],
)
def test_what_the_format_refuses_is_told_at_its_field(fields: dict[str, Any], path: tuple[str | int, ...]) -> None:
    raw = {key: value for key, value in {**SINGLE, **fields}.items() if value is not None}
    with pytest.raises(ValidationError) as caught:
        question_from(raw)
    assert [error["loc"] for error in caught.value.errors()] == [path]
