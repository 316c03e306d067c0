"""Reading numbers as people type them: in any script's digits, with a point or a comma, with or without the unit."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

MINUS_SIGNS = "\u2010\u2011\u2012\u2013\u2014\u2212\u207b\ufe58\ufe63\uff0d"
SEPARATORS = {
    "\u066b": ".",
    "\uff0e": ".",
    "\u060c": ",",
    "\uff0c": ",",
    "\u066c": "'",  # Arabic mark between thousands; it is never a decimal mark, like the Swiss apostrophe
    "\u2019": "'",
    "\u066a": "%",
    "\uff0b": "+",
}
PLAIN = dict.fromkeys(MINUS_SIGNS, "-") | SEPARATORS


def _body(decimal: str, groups: str) -> re.Pattern[str]:
    grouped = rf"[1-9]\d{{0,2}}(?P<mark>[{groups}])(?:\d{{2,3}}(?P=mark))*\d{{3}}"
    return re.compile(rf"(?:{grouped}|\d+)(?:[{decimal}]\d*)?|[{decimal}]\d+", re.ASCII)


BODIES = {".": _body(".", ", '"), ",": _body(",", ". '")}
"""What a number without its sign looks like, by its decimal mark. Groups may be of two digits, as in 1,25,000."""


def readings(typed: str, unit: str | None = None) -> frozenset[Decimal]:
    """Give every number that the text may mean; none where it is no number.

    "1,250" may be 1.25 or 1250, so it gives both; "8,33", "1 250" and "1.250,5" have one reading each.
    """
    sign, body = _signed(_without(unit, plain(typed)))
    return frozenset(
        Decimal(sign + re.sub(rf"[^\d{decimal}]", "", body).replace(decimal, "."))
        for decimal, pattern in BODIES.items()
        if pattern.fullmatch(body)
    )


def plain(text: str) -> str:
    """Write digits, signs and spaces of any script in ASCII, in lower case, without invisible characters."""
    return "".join(map(_plain, text)).casefold().strip()


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return ""
    digit = unicodedata.decimal(character, None)
    return PLAIN.get(character, character) if digit is None else str(digit)


def _without(unit: str | None, text: str) -> str:
    if not unit:
        return text
    name = re.escape(plain(unit))
    return re.sub(rf"^([+-]?) *{name}|{name}$", r"\1", text).strip()


def _signed(text: str) -> tuple[str, str]:
    sign = text[:1] if text[:1] in {"+", "-"} else ""
    return sign, text.removeprefix(sign).strip()
