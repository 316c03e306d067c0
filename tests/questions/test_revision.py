from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from app.questions.revision import from_document, revise
from app.questions.types import UnknownType
from tests.questions.bank import BANK, FRENCH, NUMBER, NUMBER_FR, SINGLE, SINGLE_FR, TEXT, TEXT_FR, Raw

BOTH = list(zip(BANK, FRENCH, strict=True))


@pytest.mark.parametrize(("raw", "words"), BOTH)
def test_a_stored_revision_reads_back_as_it_was(raw: Raw, words: Raw) -> None:
    made = revise("en", raw, {"fr": words})
    assert from_document(made.document) == made
    assert json.loads(made.document) == {"source": "en", "question": raw, "translations": {"fr": words}}


def test_the_id_of_a_text_never_changes() -> None:
    raw = {"id": "q-first", "type": "truefalse", "ask": "Tout va bien ?", "answer": "no"}
    assert revise("en", raw, {"fr": {"ask": "Ça va ?"}}).id == "1:d7da28c592e4925d58ec74e82838de01"


def test_any_change_of_the_text_makes_another_id() -> None:
    first = revise("en", SINGLE, {"fr": SINGLE_FR})
    others = [
        revise("en", {**SINGLE, "answer": "kexpert"}, {"fr": SINGLE_FR}),
        revise("en", SINGLE, {"fr": {**SINGLE_FR, "ask": "Qui donc ?"}}),
        revise("en", SINGLE, {}),
        revise("fr", SINGLE, {"en": SINGLE_FR}),
    ]
    assert len({first.id, *(other.id for other in others)}) == 5
    assert revise("en", dict(SINGLE), {"fr": dict(SINGLE_FR)}).id == first.id


def test_the_first_language_of_the_chain_that_is_there_is_given() -> None:
    revision = revise("en", SINGLE, {"fr": SINGLE_FR})
    assert revision.in_language(["mfe", "fr", "en"]) == ("fr", revision.questions["fr"])
    assert revision.in_language(["fr"])[1].ask == SINGLE_FR["ask"]
    assert revision.in_language(["mfe"]) == ("en", revision.question)
    assert revision.in_language([]) == ("en", revision.question)


def test_words_of_any_language_count() -> None:
    revision = revise("en", TEXT, {"fr": TEXT_FR})
    assert [revision.mark(word) for word in ("near miss", "Presque accident", "accident", "")] == [1, 1, 0, 0]


def test_a_unit_of_any_language_may_be_typed() -> None:
    revision = revise("en", NUMBER, {"fr": NUMBER_FR})
    assert [revision.mark(typed) for typed in ("8,33 heures", "8.33 hours", "8.33 jours")] == [1, 1, 0]


def test_the_key_is_that_of_the_source_in_every_language() -> None:
    revision = revise("en", SINGLE, {"fr": {**SINGLE_FR, "answer": "kexpert"}})
    assert (revision.mark("kboth"), revision.mark("kexpert")) == (1.0, 0.0)


def test_what_is_no_question_makes_no_revision() -> None:
    with pytest.raises(ValidationError):
        revise("en", {**SINGLE, "options": {}}, {})
    with pytest.raises(UnknownType):
        revise("en", {**SINGLE, "type": "hologram"}, {})
