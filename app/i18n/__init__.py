"""The words of the interface in each language, by gettext. Lessons have their own translations (see app/content)."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal

LOCALES = Path(__file__).parent / "locale"
SOURCE = "en"
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


@cache
def interface_languages() -> tuple[str, ...]:
    """Give the languages that the interface speaks, English first."""
    translated = sorted(folder.parent.name for folder in LOCALES.glob("*/LC_MESSAGES") if folder.parent.name != SOURCE)
    return (SOURCE, *translated)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Give the interface's words in a language it speaks; English is what stands in the code."""
    file = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not file.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def interface_language(chain: Sequence[str]) -> str:
    """Give the first language of a fall-back chain that the interface speaks."""
    return next((each for each in chain if each in interface_languages()), SOURCE)


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Say in which direction a language is written."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def own_name(language: str) -> str:
    """Give a language's name in itself, as people look for it in a list: Français, العربية."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language, sep="-").get_display_name(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        name = None
    return (name or language)[:1].upper() + (name or language)[1:]
