"""Certificate numbers: every slip of the pen is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certificates.numbers import ALPHABET, LENGTH, is_number, new_number, shown_number, tidy_number

NUMBERS = [new_number() for _ in range(20)]
BODIES = st.text(alphabet=ALPHABET[:31], min_size=LENGTH - 1, max_size=LENGTH - 1)


def number_of(body: str) -> str:
    """Give the one number that begins with these characters."""
    (found,) = (body + last for last in ALPHABET if is_number(body + last))
    return found


def test_numbers_differ_and_are_numbers() -> None:
    made = {new_number() for _ in range(1000)}
    assert len(made) == 1000
    assert all(is_number(number) for number in made)


def test_the_recipe_stays_for_ever() -> None:
    assert number_of("7F3KQ2MD91X") == "7F3KQ2MD91XN"
    assert number_of("00000000000") == "000000000000"


@pytest.mark.parametrize("number", NUMBERS)
def test_every_wrong_character_is_noticed(number: str) -> None:
    for place in range(LENGTH):
        for other in set(ALPHABET) - {number[place]}:
            assert not is_number(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize("number", NUMBERS)
def test_every_swap_of_neighbours_is_noticed(number: str) -> None:
    for place in range(LENGTH - 1):
        one, other = number[place], number[place + 1]
        if one != other:
            assert not is_number(number[:place] + other + one + number[place + 2 :])


@given(BODIES, st.data())
def test_slips_are_noticed_in_any_number(body: str, data: st.DataObject) -> None:
    number = number_of(body)
    place = data.draw(st.integers(0, LENGTH - 1))
    wrong = data.draw(st.sampled_from(sorted(set(ALPHABET) - {number[place]})))
    assert not is_number(number[:place] + wrong + number[place + 1 :])
    if place < LENGTH - 1 and number[place] != number[place + 1]:
        assert not is_number(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(BODIES)
def test_a_number_is_read_however_it_is_typed(body: str) -> None:
    number = number_of(body)
    assert tidy_number(shown_number(number)) == number
    assert tidy_number(f" {shown_number(number).lower().replace('-', ' – ')} ") == number
    assert tidy_number(number.replace("0", "o").replace("1", "l").replace("V", "u")) == number


@given(st.text(max_size=30))
def test_anything_typed_is_a_number_or_not(typed: str) -> None:
    tidied = tidy_number(typed)
    assert tidy_number(tidied) == tidied
    assert is_number(tidied) in {True, False}
    assert is_number(tidied) <= (len(tidied) == LENGTH)


@pytest.mark.parametrize("text", ["", "7F3KQ2MD91X", "7F3KQ2MD91XTT", "7F3K-Q2MD-91XT", "７F3KQ2MD91XT", "Z" * LENGTH])
def test_what_has_not_the_form_is_no_number(text: str) -> None:
    assert not is_number(text)
