from __future__ import annotations

from typing import Any

import pytest

from app.questions.folding import folded
from app.questions.question import Unreadable
from app.questions.types.text.question import Text
from tests.questions.bank import TEXT, changed, codes


def text(**fields: Any) -> Text:
    question = changed(TEXT, **fields)
    assert isinstance(question, Text)
    return question


@pytest.mark.parametrize(
    "typed", ["near miss", "Near-Miss", "NEARMISS", " near  miss. ", "néar mïss", "ｎｅａｒ ｍｉｓｓ", "close–call"]
)
def test_every_spelling_of_an_accepted_form_is_right(typed: str) -> None:
    assert text().mark(text().read({"typed": [typed]}, "s")) == 1.0


@pytest.mark.parametrize("typed", ["", "  ", "-", "near", "a near miss", "miss near"])
def test_other_words_are_wrong(typed: str) -> None:
    assert text().mark(typed) == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sécurité", "SECURITE"),
        ("cœur", "coeur"),
        ("Straße", "strasse"),
        ("İş", "is"),
        ("smørrebrød", "smorrebrod"),
        ("l\u2019équipe", "l'equipe"),
        ("e\u0301quipe", "équipe"),
        ("سَلامَة", "سلامة"),
        ("أمان", "امان"),
        ("ســلامة", "سلامة"),
        ("5S", "٥s"),
        ("می\u200cشود", "میشود"),
    ],
)
def test_folding_makes_spellings_equal(one: str, other: str) -> None:
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(("one", "other"), [("कि", "की"), ("か", "が"), ("မြ", "မ"), ("มา", "มี"), ("5S", "6S")])
def test_folding_keeps_different_words_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize("values", [[], [""], ["?!"], ["\u200b"], ["a", "b"]])
def test_refuses_what_holds_no_letter(values: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        text().read({"typed": values}, "s")
    assert caught.value.problem == "text"


def test_keeps_200_characters_in_one_line_without_control_characters() -> None:
    assert text().read({"typed": [" near\r\n\x00miss\ud800 "]}, "s") == "near miss"
    assert len(text().read({"typed": ["x" * 999]}, "s")) == 200


def test_review_shows_the_first_accepted_form() -> None:
    review = text().review("oops", "s")
    assert (review.yours, review.right) == ("oops", "near miss")
    assert text().review(None, "s").yours is None


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"accept": ["near miss", "?"]}, [("accept.1", "empty-form")]),
        ({"accept": ["x" * 201]}, [("accept.0", "long-form")]),
        ({"why": {"accident": "Nobody was hurt."}}, [("why.accident", "unused-why")]),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(text(**fields)) == found
