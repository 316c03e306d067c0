"""A Markdown body cut into passages at its empty lines, so that a translator sees one paragraph, list or box at a time.

What stands between passages (empty lines) is kept, so that putting one passage in leaves every other byte as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from app.content.markdown import MARK

GAP = re.compile(r"(?:\n[ \t]*)+\n|\A(?:[ \t]*\n)+|\s+\Z")
PICTURE = re.compile(r"(?<=\])\(([^()\s]+\.(?:svg|png|jpe?g|webp|gif))")
BOX = re.compile(r"\[![A-Z]+\]")
TERM = re.compile(r"\[\[\s*+term\s*+:[^\[\]|]*+\|")
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
HOLE = re.compile(r"\[\[[^\[\]:|]+\]\]")


def passages(body: str) -> list[str]:
    """Give the passages of a body in order, without the empty lines between them."""
    return [body[start:end] for start, end in _spans(body)]


def put_in(body: str, new: Mapping[int, str]) -> str:
    """Give the body with some passages, by their numbers from 0, replaced."""
    for number, (start, end) in reversed(list(enumerate(_spans(body)))):
        if number in new:
            body = body[:start] + new[number] + body[end:]
    return body


def has_words(passage: str) -> bool:
    """Whether there is something to translate: letters besides marks and the addresses of pictures."""
    bare = BOX.sub("", PICTURE.sub("", MARK.sub("", passage)))
    return any(map(str.isalpha, bare)) or bool(TERM.search(passage))


def placeholders(text: str) -> Counter[str]:
    """Count what a translation must hold as its source does: gaps, checks, facts, pictures, boxes, headings.

    A glossary term may be left out, or its word be bent as the language wants it.
    """
    marks = [f"[[{found[1]}: {found[2]}]]" for found in MARK.finditer(text) if found[1] != "term"]
    holes = [found[0] for found in HOLE.finditer(text)]
    pictures = [f"the picture {found[1]}" for found in PICTURE.finditer(text)]
    boxes = [found[0] for found in BOX.finditer(text)]
    headings = [f"the {found[0].strip()} of a heading" for found in HEADING.finditer(text)]
    return Counter([*marks, *holes, *pictures, *boxes, *headings])


def _spans(body: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in GAP.finditer(body):
        if gap.start() > start:
            spans.append((start, gap.start()))
        start = gap.end()
    if start < len(body):
        spans.append((start, len(body)))
    return spans
