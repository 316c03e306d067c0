"""Folding words so that spellings of the same word are equal."""

from __future__ import annotations

import unicodedata

LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "\u0640": ""})
"""Letters that Unicode does not take apart, and the Arabic stretching line."""


def folded(text: str) -> str:
    """Give the text without case, accents, spaces, dashes and punctuation; its digits in ASCII. May be empty."""
    small = unicodedata.normalize("NFKC", text).casefold()
    parts = unicodedata.normalize("NFD", small)
    return "".join(_digit(each) for each in parts if _counts(each)).translate(LETTERS)


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZPC" and not _is_accent(character)


def _is_accent(character: str) -> bool:
    """Tell accents from the signs that are letters of their own: the vowels of Indic scripts, the Japanese dakuten.

    Unicode gives Hebrew and Arabic points the combining classes 10 to 35, and marks above and below 200 and more.
    """
    combining = unicodedata.combining(character)
    return 10 <= combining <= 35 or combining >= 200


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
