"""Ids and keys in our form, made from names and words that were written for people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

ID = re.compile(r"[a-z][a-z0-9-]{1,47}")
LONGEST = 48
LONGEST_FROM_WORDS = 32
TELLING = 4
"""Letters from which on a word says something: "the" and "of" make poor keys."""


def slug(text: str) -> str:
    """Write a text in small Latin letters, digits and dashes; "" where it has none of them."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def question_id(names: Sequence[str], taken: Collection[str]) -> tuple[str, str]:
    """Make an id that is not taken from the first name that gives one; also give that name, "" where none did.

    A name that is an id stays as it is but for a number where it is taken.
    """
    for name in names:
        if ID.fullmatch(name):
            return _free(name, taken), name
        made = _cut(slug(name), LONGEST_FROM_WORDS)
        if made:
            return _free(made if made.startswith("q-") else f"q-{made}", taken), name
    return _free("q-1", taken), ""


def _free(wanted: str, taken: Collection[str]) -> str:
    if wanted not in taken:
        return wanted
    base, number = re.sub(r"-\d+$", "", wanted), 2
    while (found := f"{base[: LONGEST - 7]}-{number}") in taken:
        number += 1
    return found


def keys(texts: Sequence[str]) -> list[str]:
    """Make a key for each text, from the first telling word that it alone has, else from its place: a, b, c."""
    words = [[word[:LONGEST_FROM_WORDS] for word in slug(text).split("-")] for text in texts]
    made: list[str] = []
    for place, own in enumerate(words):
        others = {word for other, each in enumerate(words) if other != place for word in each}
        alone = [word for word in own if word and word not in others and word not in made]
        telling = [word for word in alone if len(word) >= TELLING and word.isalpha()]
        made.append((telling or [_place_name(place)])[0])
    return made


def _place_name(place: int) -> str:
    """Name a place: a to z, then a1 to z1, and so on. No telling word has a figure, or so few letters."""
    letter = chr(ord("a") + place % 26)
    return letter if place < 26 else f"{letter}{place // 26}"


def _cut(text: str, length: int) -> str:
    """Cut at a dash where there is one."""
    if len(text) <= length:
        return text
    return text[:length].rpartition("-")[0] or text[:length]
