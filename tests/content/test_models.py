"""Looking words up along a chain of languages."""

from __future__ import annotations

import pytest

from app.content.models import Course
from app.content.texts import ModuleText, first_text

COURSE = Course("en", {"en": (), "fr": ("en",), "mfe": ("fr", "en"), "ar": ()})


def test_a_chain_begins_with_the_language_and_ends_with_the_source() -> None:
    assert COURSE.chain("mfe") == ("mfe", "fr", "en")
    assert COURSE.chain("en") == ("en",)
    assert COURSE.chain("ar") == ("ar", "en")
    assert COURSE.chain("tlh") == ("en",)


def test_directions() -> None:
    assert [COURSE.direction(each) for each in ("ar", "ar-EG", "fr", "ur")] == ["rtl", "rtl", "ltr", "rtl"]


def test_words_that_nobody_has_are_an_error() -> None:
    french = ModuleText("fr", "Titre", "But", "", (), draft=True)
    with pytest.raises(LookupError):
        first_text({"fr": french}, ("fr", "en"))
    assert first_text({"fr": french}, ("fr", "en"), drafts=True) is french
