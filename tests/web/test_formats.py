"""Dates and numbers as a language writes them, and numbers typed in any script."""

from __future__ import annotations

import pytest

from app.web.digits import western
from app.web.formats import formats
from tests.people import MONDAY


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "23 November 2026", "1,250.5"),
        ("fr", "23 novembre 2026", "1\u202f250,5"),
        ("pt-BR", "23 de novembro de 2026", "1.250,5"),
    ],
)
def test_a_day_and_a_number(language: str, day: str, number: str) -> None:
    written = formats(language)
    assert written["day"](MONDAY) == day
    assert written["number"](1250.5) == number
    assert written["time"](MONDAY) == f"{MONDAY:%H:%M}"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2580", "2580"),
        (" 25 80 ", "2580"),
        ("٢٥٨٠", "2580"),
        ("۲۵۸۰", "2580"),
        ("२५८०", "2580"),
        ("၂၅၈၀", "2580"),
        ("a²", "a²"),
        ("", ""),
    ],
)
def test_digits_of_any_script(typed: str, read: str) -> None:
    assert western(typed) == read
