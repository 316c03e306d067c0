"""The countries that an enterprise can be in, in the words of a language."""

from __future__ import annotations

from functools import cache

NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes of the Unicode CLDR that are letters for something else than a country."""


@cache
def countries(language: str) -> dict[str, str]:
    """Give the countries' names by ISO 3166 code, in alphabetical order."""
    from babel import Locale

    names = Locale.parse(language, sep="-").territories
    known = {code: str(name) for code, name in names.items() if _is_country(code)}
    return dict(sorted(known.items(), key=lambda each: each[1].casefold()))


def country_name(code: str | None, language: str) -> str:
    """Give a country's name, "" for none."""
    return countries(language).get(code, code) if code else ""


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
