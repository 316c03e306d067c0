"""The interface's words: every one translated, with the same things put into it, and the files up to date."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from app.i18n import SOURCE, catalogue, direction_of, interface_language, interface_languages, own_name
from app.i18n.collect import catalogue_file, collect

TRANSLATED = [language for language in interface_languages() if language != SOURCE]
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def messages(language: str) -> list[Message]:
    with catalogue_file(language).open("rb") as stream:
        return [message for message in read_po(stream, locale=language) if message.id]


def texts(message: Message) -> list[str]:
    return list(message.id) if message.pluralizable else [str(message.id)]


def translations(message: Message) -> list[str]:
    return list(message.string or ()) if message.pluralizable else [str(message.string)]


@pytest.fixture(scope="module")
def collected() -> Catalog:
    return collect()


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_file_holds_just_the_words_that_people_see(language: str, collected: Catalog) -> None:
    """Run `make translations` where this fails."""
    wanted = {tuple(texts(message)) for message in collected if message.id}
    assert {tuple(texts(message)) for message in messages(language)} == wanted


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    assert [message.id for message in messages(language) if not all(translations(message))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_put_into_a_sentence_is_in_its_translation(language: str) -> None:
    for message in messages(language):
        there = set(PLACEHOLDER.findall(texts(message)[-1]))
        needed = there - {"num", "count"} if message.pluralizable else there  # "one lesson" needs no number
        for translation in translations(message):
            assert needed <= set(PLACEHOLDER.findall(translation)) <= there, (message.id, translation)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_can_be_filled_in(language: str) -> None:
    for message in messages(language):
        if message.python_format:
            values = dict.fromkeys(PLACEHOLDER.findall(" ".join(texts(message))), "x") | {"num": "3"}
            assert all(translation % values for translation in translations(message))


def test_the_interface_speaks_three_languages() -> None:
    assert interface_languages() == ("en", "ar", "fr")
    assert catalogue("fr").gettext("Help") != "Help"


def test_a_language_the_interface_does_not_speak_falls_back() -> None:
    assert interface_language(("mfe", "fr", "en")) == "fr"
    assert interface_language(("xx",)) == "en"
    assert catalogue("xx").gettext("Help") == "Help"


def test_languages_are_named_in_themselves() -> None:
    assert [own_name(language) for language in ("fr", "ar", "en")] == ["Français", "العربية", "English"]
    assert own_name("zz-unknown") == "Zz-unknown"


def test_directions() -> None:
    assert (direction_of("ar"), direction_of("ur-PK"), direction_of("fr")) == ("rtl", "rtl", "ltr")
