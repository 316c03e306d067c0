"""Enterprise codes: easy to read out, hard to mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enterprises.codes import DIGITS, LETTERS, is_code, new_code, tidy_code


def test_new_codes_have_the_form_and_differ() -> None:
    codes = {new_code() for _ in range(500)}
    assert all(is_code(code) for code in codes)
    assert len(codes) > 490


def test_no_character_looks_like_another() -> None:
    assert not set("IO01") & set(LETTERS + DIGITS)
    assert len(set(LETTERS)) ** 3 * len(set(DIGITS)) ** 3 == 7_077_888


@pytest.mark.parametrize(
    "typed", ["KIL482", "kil482", " kil 482 ", "KIL-482", "k.i.l.4.8.2", "KIL–482", "KIL\u200b482"]
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert tidy_code(typed) == "KIL482"


@pytest.mark.parametrize(
    "code", ["", "KIL48", "KIL4822", "482KIL", "KIO482", "KIL402", "KI1482", "kil482", "КИЛ482", "KIL४८२"]
)
def test_what_is_no_code_is_noticed(code: str) -> None:
    assert not is_code(code)


@given(st.text(max_size=20))
def test_tidying_never_fails_and_is_done_once(typed: str) -> None:
    assert tidy_code(tidy_code(typed)) == tidy_code(typed)
