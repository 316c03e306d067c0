"""Names in many scripts: kept as typed, found however they are typed again."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.names import LONGEST_KEY, fold, full_name, shown_name, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amina   Juma ", "Amina Juma"),
        ("Amina\tJuma\n", "Amina Juma"),
        ("Jose\u0301", "José"),
        ("\u202eanimA\u202c", "animA"),
        ("\ufeffAmina\u200b", "Amina"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ක්\u200dර", "ක්\u200dර"),
        ("O'Brien-Smith", "O'Brien-Smith"),
        ("မောင် အောင်", "မောင် အောင်"),
        ("Amina\x00\x1b[31m", "Amina[31m"),
        ("\u200b \u2060", ""),
        ("أحمد بن علي", "أحمد بن علي"),
    ],
)
def test_only_what_nobody_meant_to_type_is_taken_off(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Juma", "amina  juma"),
        ("Amina Juma", "AminaJuma"),
        ("Nguyễn Thị Hồng", "nguyen thi hong"),
        ("José Ñáñez", "jose nanez"),
        ("O'Brien", "O’Brien"),
        ("Anne-Marie", "Anne Marie"),
        ("Αλέξανδρος", "ΑΛΕΞΑΝΔΡΟΣ"),
        ("Straße", "STRASSE"),
        ("Ａｍｉｎａ", "amina"),
        ("Мария", "МАРИЯ"),
        ("José", "Jose\u0301"),
        ("İbrahim", "Ibrahim"),
        ("أحمد", "أحمد "),
        ("မောင်အောင်", "မောင် အောင်"),
    ],
)
def test_one_name_typed_in_two_ways_is_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina", "Amira"),
        ("မောင်", "မင်"),
        ("မြ", "မ"),
        ("कमल", "कमला"),
        ("किरण", "करण"),
        ("علي", "عالي"),
        ("ສົມ", "ສາມ"),
        ("Juma Ali", "Juma Alia"),
    ],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=60))
def test_tidying_is_done_once_for_all(name: str) -> None:
    once = tidy(name)
    assert tidy(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert once.strip() == once


@given(st.text(max_size=60))
def test_a_tidied_name_is_found_by_what_was_typed(name: str) -> None:
    assert fold(tidy(name)) == fold(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüñôçšž '-", max_size=40))
def test_case_and_accents_do_not_matter(name: str) -> None:
    bare = "".join(each for each in unicodedata.normalize("NFD", name) if unicodedata.category(each) != "Mn")
    assert fold(name) == fold(name.upper()) == fold(bare)


def test_names_are_shown_whole_and_printed_without_the_nickname() -> None:
    assert full_name("Amina", None) == "Amina"
    assert full_name("Amina", "Juma") == "Amina Juma"
    assert shown_name("Amina", "Juma", None) == "Amina Juma"
    assert shown_name("Amina", "Juma", "line 3") == "Amina Juma (line 3)"


def test_letters_that_nobody_sees_are_no_name() -> None:
    assert tidy("\u3164\u1160 \u115f\uffa0") == ""


def test_a_folded_name_is_never_longer_than_is_kept() -> None:
    assert len(fold("\ufdfa" * 60)) == LONGEST_KEY
