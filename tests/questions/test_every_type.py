"""What must hold for every question type, whatever is sent and whatever was stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.questions.question import Form, Question, Unfinished, Unreadable
from app.questions.types import question_from
from tests.questions.bank import (
    BANK,
    CLOZE,
    MARKED,
    MATCH,
    MULTIPLE,
    NUMBER,
    ORDER,
    SCENARIO,
    SINGLE,
    SURVEY,
    TEXT,
    TRUEFALSE,
)

PARTIAL = [question_from({**raw, "partial": "yes"}) for raw in (MULTIPLE, ORDER)]
QUESTIONS = [*(question_from(raw) for raw in BANK), *PARTIAL]

KEYS = st.sampled_from(
    [
        *SINGLE["options"],
        *MULTIPLE["options"],
        *ORDER["items"],
        *MATCH["pairs"],
        *MATCH["extra"],
        *CLOZE["gaps"],
        *CLOZE["gaps"]["kagainst"]["options"],
        *SCENARIO["steps"],
        *("kstop", "klater", "kfit", "kask", "Check"),
        "yes",
        "no",
        "8.33",
        "1,250",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | KEYS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | KEYS, inner),
)
FIELDS = st.sampled_from(
    [
        *("choice", "typed", "at", SURVEY["id"]),
        *(f"{name}-{number}" for name in ("place", "match", "gap", "step") for number in range(6)),
    ]
)
VALUES = st.text() | KEYS | st.integers(0, 6).map(str)
FORMS = st.dictionaries(FIELDS, st.lists(VALUES, max_size=4))

unhurried = settings(deadline=None, max_examples=60)
EMPTY = st.recursive(
    st.none() | st.text(" \t\n\u00a0\u200b-.,", max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3) | KEYS, inner, max_size=4),
)
"""Answers in which nothing is: blank texts, and lists and mappings of nothing else, under any keys."""

marked_question = pytest.mark.parametrize(
    "question", [*(question_from(raw) for raw in MARKED), *PARTIAL], ids=lambda question: question.type
)
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)


@every_question
@unhurried
@given(answer=JSON)
def test_any_stored_answer_earns_between_nothing_and_all(question: Question, answer: Any) -> None:
    assert 0.0 <= question.mark(answer) <= 1.0


@every_question
@unhurried
@given(answer=JSON, seed=st.text())
def test_any_stored_answer_can_be_reviewed(question: Question, answer: Any, seed: str) -> None:
    assert question.review(answer, seed) is not None


@every_question
@pytest.mark.parametrize("empty", ["", [], {}, None, " ", [""], {"": ""}])
def test_an_empty_answer_earns_nothing(question: Question, empty: Any) -> None:
    assert question.mark(empty) == 0.0


@every_question
@unhurried
@given(empty=EMPTY)
def test_whatever_is_empty_earns_nothing(question: Question, empty: Any) -> None:
    assert question.mark(empty) == 0.0


@every_question
@unhurried
@given(form=FORMS, seed=st.text(max_size=8))
def test_any_form_is_read_or_refused_by_name(question: Question, form: Form, seed: str) -> None:
    problem, answer = "", None
    try:
        answer = question.read(form, seed)
    except Unreadable as refusal:
        problem = refusal.problem
    except Unfinished as pause:
        problem = "unfinished" if question.STEPWISE and isinstance(pause.shown, type(question.present(seed))) else ""
    assert problem in (*Unreadable.PROBLEMS, "unfinished") or (answer and 0.0 <= question.mark(answer) <= 1.0)


@every_question
def test_an_empty_form_is_refused(question: Question) -> None:
    with pytest.raises(Unreadable):
        question.read({}, "s")


def choose(question: Question, seed: str, *texts: str) -> Form:
    return {"choice": [str(line.number) for line in question.present(seed).lines if line.text in texts]}


def place(question: Question, seed: str) -> Form:
    places = {text: str(number) for number, text in enumerate(ORDER["items"].values(), start=1)}
    return {f"place-{line.number}": [places[line.text]] for line in question.present(seed).lines}


def pair(question: Question, seed: str) -> Form:
    shown = question.present(seed)
    fits = {each["left"]: each["right"] for each in MATCH["pairs"].values()}
    numbers = {side.text: str(side.number) for side in shown.sides}
    return {f"match-{row.number}": [numbers[fits[row.text]]] for row in shown.rows}


def gaps(question: Question, seed: str) -> Form:
    (chosen,) = (piece for piece in question.present(seed).pieces if getattr(piece, "lines", None))
    numbers = {line.text: str(line.number) for line in chosen.lines}
    return {"gap-1": ["check"], f"gap-{chosen.number}": [numbers["the target"]]}


def walk(question: Question, seed: str) -> Form:
    """Answer a story from step to step, each time sending what the form before held."""
    shown, form = question.present(seed), {}
    for text in ("Stop the press", "Ask the team why"):
        number = next(line.number for line in shown.lines if line.text == text)
        form = {f"step-{place}": [str(chosen)] for place, chosen in enumerate((*shown.path, number), start=1)}
        form["at"] = [str(shown.number)]
        try:
            question.read(form, seed)
        except Unfinished as pause:
            shown = pause.shown
    return form


RIGHT: dict[str, Callable[[Question, str], Form]] = {
    "single": lambda question, seed: choose(question, seed, SINGLE["options"][SINGLE["answer"]]),
    "multiple": lambda question, seed: choose(
        question, seed, *(MULTIPLE["options"][key] for key in MULTIPLE["answer"])
    ),
    "truefalse": lambda question, seed: {"choice": [{"yes": "1", "no": "2"}[TRUEFALSE["answer"]]]},
    "number": lambda question, seed: {"typed": [NUMBER["answer"]]},
    "text": lambda question, seed: {"typed": [TEXT["accept"][0]]},
    "order": place,
    "match": pair,
    "cloze": gaps,
    "scenario": walk,
}
"""How a learner who sees the words, and knows, fills in the form."""


@marked_question
@unhurried
@given(seed=st.text())
def test_the_right_answer_of_the_preview_earns_all(question: Question, seed: str) -> None:
    form = question.fill(question.right_answer(), seed)
    assert question.mark(question.read(form, seed)) == 1.0


@marked_question
@unhurried
@given(seed=st.text())
def test_the_right_answer_by_its_shown_words_earns_all(question: Question, seed: str) -> None:
    assert question.mark(question.read(RIGHT[question.type](question, seed), seed)) == 1.0


@every_question
@unhurried
@given(seed=st.text())
def test_the_same_seed_shows_the_same(question: Question, seed: str) -> None:
    assert question.present(seed) == question.model_copy().present(seed)
