from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.questions.question import Unreadable
from app.questions.revision import revise
from app.questions.types import translated
from app.questions.types.cloze.question import Cloze, Filled, ShownGap
from tests.questions.bank import CLOZE, CLOZE_FR, changed, codes

GAPS = CLOZE["gaps"]
THIRD, AGAINST = GAPS["kthird"], GAPS["kagainst"]


def cloze(**fields: Any) -> Cloze:
    question = changed(CLOZE, **fields)
    assert isinstance(question, Cloze)
    return question


def gap(question: Cloze, number: int, seed: str = "s") -> ShownGap:
    return next(each for each in question.present(seed).pieces if isinstance(each, ShownGap) and each.number == number)


def target(question: Cloze, text: str = "the target", seed: str = "s") -> str:
    return next(str(line.number) for line in gap(question, 2, seed).lines if line.text == text)


def test_the_sentence_is_shown_in_reading_order() -> None:
    first, third, middle, against, last = cloze().present("s").pieces
    assert (first, middle, last) == ("Plan, Do, ", ", Act. We compare with ", ".")
    assert isinstance(third, ShownGap)
    assert isinstance(against, ShownGap)
    assert (third.number, third.lines, against.number) == (1, (), 2)
    assert {line.text for line in against.lines} == set(AGAINST["options"].values())


def test_a_gap_keeps_its_number_where_a_translation_moves_it() -> None:
    french = translated(cloze(), CLOZE_FR)
    assert [each.number for each in french.present("s").pieces if isinstance(each, ShownGap)] == [2, 1]
    form = {"gap-1": ["verifier"], "gap-2": [target(french, "la cible")]}
    assert french.read(form, "s") == {"kthird": "verifier", "kagainst": "ktarget"}
    assert french.title == "On compare avec ____. Planifier, faire, ____, agir."


def test_the_options_stand_in_another_order_in_another_attempt() -> None:
    assert len({tuple(line.text for line in gap(cloze(), 2, str(seed)).lines) for seed in range(30)}) > 1
    fixed = [[line.text for line in gap(cloze(shuffle="no"), 2, str(seed)).lines] for seed in range(5)]
    assert fixed == [list(AGAINST["options"].values())] * 5


@pytest.mark.parametrize(
    ("answer", "mark"),
    [
        ({"kthird": "CHECK!", "kagainst": "ktarget"}, 1.0),
        ({"kthird": "study", "kagainst": "kculprit"}, 0.5),
        ({"kthird": "wait", "kagainst": "ktarget"}, 0.5),
        ({"kagainst": "ktarget"}, 0.5),
        ({"kthird": "wait", "kagainst": "the target"}, 0.0),
        ({"kthird": "", "kagainst": ""}, 0.0),
        ({"kother": "check"}, 0.0),
        (["check", "ktarget"], 0.0),
    ],
)
def test_marks_each_gap(answer: Any, mark: float) -> None:
    assert cloze().mark(answer) == mark


def test_an_accepted_form_of_any_language_counts_in_its_gap() -> None:
    """One gap filled in French and the other in English are both right, whichever language the page is in."""
    question = {**CLOZE, "gaps": {"kthird": THIRD, "kagainst": {"accept": ["target"]}}}
    french = {**CLOZE_FR, "gaps": {"kthird": {"accept": ["Vérifier"]}, "kagainst": {"accept": ["cible"]}}}
    revision = revise("en", question, {"fr": french})
    mixed = {"kthird": "verifier", "kagainst": "Target"}
    assert revision.mark(mixed) == 1.0
    for language in ("en", "fr"):
        shown = revision.questions[language].review(mixed, "s")
        assert [piece.right for piece in shown.pieces if isinstance(piece, Filled)] == [True, True]
    assert [piece.answer for piece in revision.questions["fr"].review(None, "s").pieces[1::2]] == ["cible", "Vérifier"]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"gap-1": ["check"]},
        {"gap-1": ["check"], "gap-2": ["9"]},
        {"gap-1": ["check"], "gap-2": ["ktarget"]},
        {"gap-1": ["  "], "gap-2": ["1"]},
        {"gap-1": ["?!"], "gap-2": ["1"]},
        {"gap-1": ["check", "study"], "gap-2": ["1"]},
    ],
)
def test_every_gap_must_be_filled(form: dict[str, list[str]]) -> None:
    with pytest.raises(Unreadable) as caught:
        cloze().read(form, "s")
    assert caught.value.problem == "gaps"


def test_review_tells_what_was_filled_in_and_what_is_right() -> None:
    shown = cloze().review({"kthird": " Wait ", "kagainst": "kculprit"}, "s")
    assert [each for each in shown.pieces if isinstance(each, Filled)] == [
        Filled("Wait", "Check", right=False),
        Filled("the culprit", "the target", right=False),
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"ask": "Plan, [[kthird]] and [[kagainst]] and [[kmore]]."}, [("ask", "gap-undescribed")]),
        ({"ask": "Plan, Do, [[kthird]], Act."}, [("ask", "gap-missing")]),
        ({"ask": "[[kthird]] [[kagainst]] [[kthird]]"}, [("ask", "gap-twice")]),
        ({"ask": "[[kthird]] [[kagainst]] [[Third]]"}, [("ask", "broken-gap")]),
        ({"ask": "[[kthird]] [[kagainst]] [[ktwo"}, [("ask", "broken-gap")]),
        ({"ask": "[[kthird]] [[kagainst]] ktwo]]"}, [("ask", "broken-gap")]),
        ({"gaps": {"kthird": {}, "kagainst": AGAINST}}, [("gaps.kthird", "gap-kind")]),
        (
            {"gaps": {"kthird": THIRD, "kagainst": {**AGAINST, "accept": ["target"]}}},
            [("gaps.kagainst", "gap-kind")],
        ),
        (
            {"gaps": {"kthird": THIRD, "kagainst": {**AGAINST, "answer": "kno"}}},
            [("gaps.kagainst.answer", "unknown-answer")],
        ),
        (
            {"gaps": {"kthird": THIRD, "kagainst": {"options": AGAINST["options"]}}},
            [("gaps.kagainst", "no-answer")],
        ),
        (
            {"gaps": {"kthird": {**THIRD, "answer": "check"}, "kagainst": AGAINST}},
            [("gaps.kthird.answer", "unused-answer")],
        ),
        (
            {"gaps": {"kthird": THIRD, "kagainst": {"options": {"ka": "One", "kb": "one "}, "answer": "ka"}}},
            [("gaps.kagainst.options.kb", "same-texts")],
        ),
        (
            {"gaps": {"kthird": THIRD, "kagainst": {"options": {"ka": "One"}, "answer": "ka"}}},
            [("gaps.kagainst.options", "one-option")],
        ),
        (
            {"gaps": {"kthird": {"accept": ["Check", "..."]}, "kagainst": AGAINST}},
            [("gaps.kthird.accept.1", "empty-form")],
        ),
        ({"why": {"kthird": "No."}}, [("why.kthird", "unused-why")]),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(cloze(**fields)) == found


@pytest.mark.parametrize("fields", [{"gaps": {}}, {"gaps": {"kthird": {"acept": ["x"]}}}, {"answer": "ktarget"}])
def test_what_is_no_cloze_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        cloze(**fields)
