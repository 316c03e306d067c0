"""The body of a lesson as data: made once when the content is loaded, put together by the pages.

HTML that is the same for everybody is ready in `Html`; what needs words in the reader's own language (the title of a
box) or the reader's own answer (a check) stands between as a part of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

BoxKind = Literal["worker", "manager", "tip", "warning"]


@dataclass(frozen=True)
class Html:
    """Safe HTML: escaped, no scripts, links only to allowed schemes."""

    html: str


@dataclass(frozen=True)
class Check:
    """The place of one question inside a lesson. `anchor` is the id of the heading above it, or "" before the first."""

    question: str
    line: int
    anchor: str


@dataclass(frozen=True)
class Box:
    """A coloured box. The page writes its title and wraps it: `<aside class="box worker"><p class="box-title">`."""

    kind: BoxKind
    parts: tuple[Part, ...]


Part = Html | Check | Box


@dataclass(frozen=True)
class Heading:
    """A heading of the body: `id` is s1, s2 ... by position, so it is the same in every language."""

    id: str
    level: int
    words: str


@dataclass(frozen=True)
class Meaning:
    """A glossary term in one language; its anchor in the page is `term-<id>`."""

    id: str
    language: str
    word: str
    meaning: str


def checks_in(parts: Iterable[Part]) -> Iterator[Check]:
    """Give the checks of a body in reading order, those in boxes too."""
    for part in parts:
        if isinstance(part, Check):
            yield part
        elif isinstance(part, Box):
            yield from checks_in(part.parts)
