from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from app.questions.types import foreign_words, missing_words, question_from, translated
from tests.questions.bank import (
    BANK,
    CLOZE,
    CLOZE_FR,
    FRENCH,
    MATCH,
    MATCH_FR,
    NUMBER,
    NUMBER_FR,
    SCENARIO,
    SCENARIO_FR,
    SINGLE,
    SINGLE_FR,
    TEXT,
    Raw,
    changed,
)

BOTH = list(zip(BANK, FRENCH, strict=True))


@pytest.mark.parametrize(("raw", "words"), BOTH)
def test_a_whole_translation_lacks_nothing_and_adds_nothing(raw: Raw, words: Raw) -> None:
    question = question_from(raw)
    assert missing_words(question, words) == foreign_words(question, words) == []


@pytest.mark.parametrize(("raw", "words"), BOTH)
def test_a_translation_changes_the_words_and_nothing_else(raw: Raw, words: Raw) -> None:
    source = question_from(raw)
    french = translated(source, words)
    assert french == question_from(laid_over(raw, {field: each for field, each in words.items() if field != "source"}))
    assert french.model_dump(exclude=set(source.WORDS)) == source.model_dump(exclude=set(source.WORDS))


def laid_over(raw: Any, words: Any) -> Any:
    """Replace texts and lists of texts by their paths, as somebody would who rewrites the file."""
    if not isinstance(raw, dict) or not isinstance(words, dict):
        return words
    return {**raw, **{key: laid_over(raw.get(key), word) for key, word in words.items()}}


@pytest.mark.parametrize(("raw", "words"), BOTH)
def test_no_leaf_of_the_key_is_a_word(raw: Raw, words: Raw) -> None:
    """Whatever a translation holds at whatever place, the key stays: every leaf that is no word is as in the source."""
    source = question_from(raw)
    spoiled = {field: each if field in source.WORDS else "spoiled" for field, each in spoil(raw).items()}
    french = translated(source, spoiled).model_dump()
    for path in key_paths(source.model_dump(), source.words()):
        assert leaf(french, path) == leaf(source.model_dump(), path), path


def spoil(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: spoil(each) for key, each in value.items()}
    return ["spoiled"] if isinstance(value, list) else "spoiled"


def key_paths(dump: dict[str, Any], words: Any, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, each in dump.items():
        inside = words.get(name) if isinstance(words, dict) else None
        if isinstance(each, dict) and each:
            found += key_paths(each, inside or {}, (*above, name))
        elif inside is None:
            found.append((*above, name))
    return found


def leaf(dump: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        dump = dump[step]
    return dump


@pytest.mark.parametrize(("raw", "words"), BOTH)
def test_order_and_marks_are_the_same_in_every_language(raw: Raw, words: Raw) -> None:
    source, french = question_from(raw), translated(question_from(raw), words)
    if hasattr(source, "order"):
        assert [source.order(str(seed)) for seed in range(20)] == [french.order(str(seed)) for seed in range(20)]  # type: ignore[attr-defined]  # seen just above


def test_words_are_found_by_key_whatever_their_order() -> None:
    words = {**SINGLE_FR, "options": dict(reversed(SINGLE_FR["options"].items()))}
    assert list(translated(changed(SINGLE), words).model_dump()["options"]) == list(SINGLE["options"])


def test_a_list_of_accepted_words_is_replaced_as_a_whole() -> None:
    french = translated(changed(TEXT), {"accept": ["presque-accident"]})
    assert (french.mark("presque accident"), french.mark("near miss")) == (1.0, 0.0)


@pytest.mark.parametrize(
    "field",
    [
        "id",
        "type",
        "answer",
        "audience",
        "tags",
        "points",
        "shuffle",
        "image",
        "retired",
        "see",
        "partial",
        "tolerance",
    ],
)
def test_the_key_is_out_of_reach(field: str) -> None:
    for raw in (SINGLE, NUMBER, MATCH):
        question = question_from(raw)
        assert translated(question, {field: "500"}) == question
        assert foreign_words(question, {field: "500"}) == [(field,)]


HALF: list[tuple[Raw, dict[str, Any], tuple[str, ...]]] = [
    (SINGLE, {**SINGLE_FR, "ask": " "}, ("ask",)),
    (SINGLE, {**SINGLE_FR, "explain": None}, ("explain",)),
    (SINGLE, {**SINGLE_FR, "ask": ["Qui ?"]}, ("ask",)),
    (SINGLE, {**SINGLE_FR, "options": {"kboth": "Tous", "kbosses": "Chefs"}}, ("options", "kexpert")),
    (SINGLE, {**SINGLE_FR, "why": {"kbosses": "Non."}}, ("why", "kexpert")),
    (NUMBER, {**NUMBER_FR, "unit": ""}, ("unit",)),
    (NUMBER, {**NUMBER_FR, "why": {}}, ("why", "500")),
    (TEXT, {"ask": "Un événement ?", "accept": []}, ("accept",)),
    (TEXT, {"ask": "Un événement ?", "accept": "presque-accident"}, ("accept",)),
    (TEXT, {"ask": "Un événement ?", "accept": ["presque-accident", ""]}, ("accept",)),
    (MATCH, {**MATCH_FR, "pairs": {**MATCH_FR["pairs"], "kdef": {"left": "Ratées"}}}, ("pairs", "kdef", "right")),
    (MATCH, {**MATCH_FR, "extra": {}}, ("extra", "kenergy")),
]


@pytest.mark.parametrize(("raw", "words", "path"), HALF)
def test_a_missing_word_is_named_and_stays_as_in_the_source(
    raw: Raw, words: dict[str, Any], path: tuple[str, ...]
) -> None:
    question = question_from(raw)
    source, french = question.model_dump(), translated(question, words).model_dump()
    for step in path:
        source, french = source[step], french[step]
    assert missing_words(question, words) == [path]
    assert source == french


HALF += [
    (CLOZE, {**CLOZE_FR, "gaps": {"kagainst": CLOZE_FR["gaps"]["kagainst"]}}, ("gaps", "kthird", "accept")),
    (
        SCENARIO,
        {**SCENARIO_FR, "steps": {**SCENARIO_FR["steps"], "khurt": {**SCENARIO_FR["steps"]["khurt"], "say": ""}}},
        ("steps", "khurt", "say"),
    ),
]

FOREIGN: list[tuple[Raw, dict[str, Any], list[tuple[str, ...]]]] = [
    (SINGLE, {**SINGLE_FR, "answer": "kboth"}, [("answer",)]),
    (SINGLE, {**SINGLE_FR, "hint": "Pensez-y."}, [("hint",)]),
    (SINGLE, {**SINGLE_FR, "options": {**SINGLE_FR["options"], "knew": "Moi"}}, [("options", "knew")]),
    (SINGLE, {**SINGLE_FR, "why": {**SINGLE_FR["why"], "kboth": "Oui."}}, [("why", "kboth")]),
    (SINGLE, {**SINGLE_FR, "options": "Tous"}, [("options",)]),
    (SINGLE, {**SINGLE_FR, "ask": {"fr": "Qui ?"}}, [("ask",)]),
    (NUMBER, {**NUMBER_FR, "tolerance": "5"}, [("tolerance",)]),
    (MATCH, {**MATCH_FR, "pairs": {**MATCH_FR["pairs"], "kabs": "Absences"}}, [("pairs", "kabs")]),
    (
        MATCH,
        {**MATCH_FR, "pairs": {**MATCH_FR["pairs"], "kabs": {"left": "A", "right": "B", "answer": "C"}}},
        [("pairs", "kabs", "answer")],
    ),
    (
        CLOZE,
        {**CLOZE_FR, "gaps": {**CLOZE_FR["gaps"], "kagainst": {**CLOZE_FR["gaps"]["kagainst"], "answer": "knext"}}},
        [("gaps", "kagainst", "answer")],
    ),
    (CLOZE, {**CLOZE_FR, "gaps": {**CLOZE_FR["gaps"], "kfourth": {"accept": ["x"]}}}, [("gaps", "kfourth")]),
    (SCENARIO, {**SCENARIO_FR, "start": "khurt"}, [("start",)]),
]


@pytest.mark.parametrize(("raw", "words", "paths"), FOREIGN)
def test_what_is_no_word_of_the_source_is_named(raw: Raw, words: dict[str, Any], paths: list[tuple[str, ...]]) -> None:
    assert foreign_words(question_from(raw), words) == paths


@pytest.mark.parametrize(("raw", "words", "paths"), FOREIGN)
def test_what_is_foreign_does_no_harm(raw: Raw, words: dict[str, Any], paths: list[tuple[str, ...]]) -> None:
    source = question_from(raw)
    assert translated(source, words).model_dump(exclude=set(source.WORDS)) == source.model_dump(
        exclude=set(source.WORDS)
    )


def test_numbers_and_symbols_need_no_translation() -> None:
    question = changed(SINGLE, options={"kboth": "50 %", "kbosses": "12:30", "kexpert": "kg"})
    assert missing_words(question, {**SINGLE_FR, "options": {}}) == []


def test_neither_side_is_changed() -> None:
    raw, words = deepcopy(MATCH), deepcopy(MATCH_FR)
    question = question_from(raw)
    before = question.model_dump()
    translated(question, words)
    assert (raw, words, question.model_dump()) == (MATCH, MATCH_FR, before)
