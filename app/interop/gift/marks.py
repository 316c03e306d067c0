"""The signs that GIFT keeps for itself: how to write them in a text, and how to find the ones that are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

ESCAPED = re.compile(r"\\([\\:#={}~n])")
RESERVED = re.compile(r"([\\:#={}~])")


def escaped(text: str) -> str:
    """Write a text so that none of its signs means anything, on one line."""
    return RESERVED.sub(r"\\\1", " ".join(text.split()))


def unescaped(text: str) -> str:
    """Read a text back. A backslash before any other letter is a backslash."""
    return ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def places(mark: str, text: str, start: int = 0) -> Iterator[int]:
    """Give where a mark stands that means itself, from left to right."""
    for found in re.compile(rf"{ESCAPED.pattern}|(?P<mark>{re.escape(mark)})").finditer(text, start):
        if found["mark"]:
            yield found.start()


def first(mark: str, text: str, start: int = 0) -> int:
    """Give the first place of a mark that means itself; -1 where there is none."""
    return next(places(mark, text, start), -1)
