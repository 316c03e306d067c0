"""What answers are marked by, and whether an old answer can be marked by a new key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from app.questions.keys import carried_mark, same_key
from app.questions.question import Answer
from app.questions.revision import Revision, revise

SEED = "seed"
SINGLE = {
    "id": "q-one", "type": "single", "ask": "Who?", "answer": "team",
    "options": {"team": "The team", "boss": "The boss", "guest": "A guest"},
}  # fmt: skip
MULTIPLE = {**SINGLE, "type": "multiple", "answer": ["team", "boss"]}
NUMBER = {"id": "q-one", "type": "number", "ask": "How many?", "answer": "50", "tolerance": "0.5"}
TEXT = {"id": "q-one", "type": "text", "ask": "What?", "accept": ["near miss", "close call"]}
ORDER = {"id": "q-one", "type": "order", "ask": "Order.", "items": {"a": "Safety", "b": "Plan", "c": "Action"}}
MATCH = {
    "id": "q-one", "type": "match", "ask": "Match.", "extra": {"z": "Energy"},
    "pairs": {"a": {"left": "Days", "right": "Absence"}, "b": {"left": "Bad", "right": "Defects"}},
}  # fmt: skip
EXCHANGED = {"a": {"left": "Days", "right": "Defects"}, "b": {"left": "Bad", "right": "Absence"}}
CLOZE = {
    "id": "q-one", "type": "cloze", "ask": "Plan, [[second]], Check. Compare with [[aim]], not [[else]].",
    "gaps": {
        "second": {"accept": ["Act"]},
        "aim": {"options": {"target": "the target", "other": "others"}, "answer": "other"},
        "else": {"options": {"target": "the target", "other": "others"}, "answer": "target"},
    },
}  # fmt: skip
FILLED: Answer = {"second": "do", "aim": "target", "else": "other"}
SCENARIO = {
    "id": "q-one", "type": "scenario", "ask": "The guard", "start": "found",
    "steps": {
        "found": {"say": "It is off.", "choices": {
            "stop": {"text": "Stop", "then": "after", "why": "No."},
            "go": {"text": "Go on", "points": "1", "then": "after"},
        }},
        "after": {"say": "It is on.", "choices": {
            "ask": {"text": "Ask why", "points": "1"}, "warn": {"text": "Warn them", "why": "Fear."},
        }},
        "hurt": {"say": "Ouch.", "choices": {
            "ask": {"text": "Ask who"}, "help": {"text": "Help", "points": "1"},
        }},
    },
}  # fmt: skip
TRUE = {"id": "q-one", "type": "truefalse", "ask": "So?", "answer": "no"}


def gaps(**changed: Mapping[str, Any]) -> dict[str, Any]:
    return {**CLOZE, "gaps": {**CLOZE["gaps"], **changed}}  # type: ignore[dict-item]  # as in options()


def choices(step: str, **changed: Mapping[str, Any] | None) -> dict[str, Any]:
    """Change the choices of a step of the story; None takes one out."""
    steps: dict[str, Any] = dict(SCENARIO["steps"])  # type: ignore[arg-type]  # as in options()
    found = {**steps[step]["choices"], **changed}
    kept = {key: choice for key, choice in found.items() if choice}
    return {**SCENARIO, "steps": {**steps, step: {**steps[step], "choices": kept}}}


def exchanged_points() -> dict[str, Any]:
    """Put the key of the story's first step right, with the reason why."""
    return choices(
        "found",
        stop={"text": "Stop", "points": "1", "then": "after"},
        go={"text": "Go on", "then": "after", "why": "No."},
    )


def exchanged_gaps() -> dict[str, Any]:
    """Put the keys of two gaps right that had been exchanged."""
    both = {"target": "the target", "other": "others"}
    return gaps(
        second={"accept": ["Do"]},
        aim={"options": both, "answer": "target"},
        **{"else": {"options": both, "answer": "other"}},
    )


def made(raw: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]] | None = None) -> Revision:
    return revise("en", raw, words or {})


def options(**changed: str) -> dict[str, Any]:
    return {**SINGLE["options"], **changed}  # type: ignore[dict-item]  # the one mapping among strings


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (SINGLE, {**SINGLE, "ask": "Who is it?", "explain": "Because.", "why": {"boss": "No."}, "tags": ["x"]}),
        (SINGLE, {**SINGLE, "options": options(boss="The owner")}),
        (SINGLE, {**SINGLE, "options": options(new="Somebody")}),
        (SINGLE, {**SINGLE, "points": "3"}),
        (MULTIPLE, {**MULTIPLE, "answer": ["boss", "team"]}),
        (NUMBER, {**NUMBER, "answer": "50.0"}),
        (TEXT, {**TEXT, "accept": ["Close  call", "near miss"]}),
        (MATCH, {**MATCH, "pairs": dict(reversed(MATCH["pairs"].items()))}),  # type: ignore[attr-defined]  # as above
        (ORDER, {**ORDER, "items": {"a": "Safety first", "b": "Plan", "c": "Action"}}),
        (CLOZE, {**CLOZE, "ask": "We compare with [[aim]], not [[else]]. Plan, [[second]], Check."}),
        (CLOZE, {**CLOZE, "critical": "yes"}),
        (SCENARIO, choices("found", stop={"text": "Stop it", "then": "after", "why": "Not so."})),
    ],
)
def test_other_words_are_no_other_key(was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    assert same_key(made(was), made(now))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (SINGLE, {**SINGLE, "answer": "boss"}),
        (SINGLE, {**SINGLE, "options": options(team="The boss", boss="The team")}),
        (SINGLE, MULTIPLE),
        (MULTIPLE, {**MULTIPLE, "answer": ["team"]}),
        (MULTIPLE, {**MULTIPLE, "partial": "yes"}),
        (NUMBER, {**NUMBER, "answer": "60"}),
        (NUMBER, {**NUMBER, "tolerance": "5"}),
        (TEXT, {**TEXT, "accept": ["near miss"]}),
        (ORDER, {**ORDER, "items": {"b": "Plan", "a": "Safety", "c": "Action"}}),
        (
            MATCH,
            {**MATCH, "pairs": {"a": {"left": "Days", "right": "Defects"}, "b": {"left": "Bad", "right": "Absence"}}},
        ),
        (TRUE, {**TRUE, "answer": "yes"}),
        (CLOZE, gaps(second={"accept": ["Do"]})),
        (CLOZE, exchanged_gaps()),
        (SCENARIO, exchanged_points()),
        (SCENARIO, choices("found", go={"text": "Go on", "points": "1", "then": "hurt"})),
        (SCENARIO, {**SCENARIO, "start": "after"}),
    ],
)
def test_another_right_answer_is_another_key(was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    assert not same_key(made(was), made(now))


def test_words_accepted_in_a_translation_are_of_the_key() -> None:
    french = {"fr": {"ask": "Quoi ?", "accept": ["presque accident"]}}
    assert not same_key(made(TEXT), made(TEXT, french))


@pytest.mark.parametrize(
    ("was", "now", "answer", "mark"),
    [
        (SINGLE, {**SINGLE, "answer": "boss"}, "boss", 1.0),
        (SINGLE, {**SINGLE, "answer": "boss"}, "team", 0.0),
        (SINGLE, {**SINGLE, "options": {"boss": "The boss", "new": "New"}, "answer": "boss"}, "team", None),
        (SINGLE, {**SINGLE, "options": options(team="The boss", boss="The team")}, "team", None),
        (SINGLE, MULTIPLE, "team", None),
        (MULTIPLE, {**MULTIPLE, "options": dict(reversed(options().items()))}, ["team", "boss"], 1.0),
        (MULTIPLE, {**MULTIPLE, "answer": ["team"]}, ["team"], 1.0),
        (NUMBER, {**NUMBER, "answer": "60"}, "60,2", 1.0),
        (NUMBER, {**NUMBER, "unit": "minutes", "answer": "60"}, "60", 1.0),
        (TEXT, {**TEXT, "accept": ["hazard"]}, "Hazard", 1.0),
        (ORDER, {**ORDER, "items": {"b": "Plan", "a": "Safety", "c": "Action"}}, ["b", "a", "c"], 1.0),
        (ORDER, {**ORDER, "items": {"a": "Safety", "b": "Plan", "c": "Action", "d": "End"}}, ["a", "b", "c"], None),
        (MATCH, {**MATCH, "extra": {}}, {"a": "a", "b": "z"}, None),
        (MATCH, {**MATCH, "extra": {}}, {"a": "a", "b": "b"}, 1.0),
        (TRUE, {**TRUE, "answer": "yes"}, "yes", 1.0),
        (CLOZE, exchanged_gaps(), FILLED, 1.0),
        (CLOZE, gaps(second={"accept": ["Do"]}), FILLED, 1 / 3),
        (CLOZE, gaps(aim={"options": {"other": "others", "aim": "an aim"}, "answer": "aim"}), FILLED, None),
        (CLOZE, gaps(aim={"options": {"target": "others", "other": "the target"}, "answer": "other"}), FILLED, None),
        (CLOZE, gaps(more={"accept": ["Act"]}), FILLED, None),
        (CLOZE, TEXT, FILLED, None),
        (SCENARIO, exchanged_points(), ["stop", "ask"], 1.0),
        (SCENARIO, exchanged_points(), ["go", "ask"], 0.5),
        (SCENARIO, choices("found", stop=None, wait={"text": "Wait"}), ["stop", "ask"], None),
        (SCENARIO, choices("after", ask={"text": "Ask why", "points": "1", "then": "hurt"}), ["stop", "ask"], None),
        (SCENARIO, choices("found", stop={"text": "Stop", "then": "hurt"}), ["stop", "ask"], None),
        (SCENARIO, choices("found", stop={"text": "Stop"}), ["stop", "ask"], None),
        (SCENARIO, choices("found", stop={"text": "Go on", "then": "after"}, go={"text": "Stop"}), ["go", "ask"], None),
    ],
)
def test_an_old_answer_by_a_new_key(
    was: Mapping[str, Any], now: Mapping[str, Any], answer: Answer, mark: float | None
) -> None:
    assert carried_mark(made(was), made(now), answer, SEED) == mark
