"""The last section of a task at work ("Done when"): its lines, some for one track only."""

from __future__ import annotations

import re

from app.content.body import Box, Html, Part
from app.content.texts import Criterion
from app.questions.question import TRACKS, Track

TAG = re.compile(r"<(/?)(ul|ol|li)\b[^>]*>")
Split = tuple[tuple[Part, ...], tuple[Criterion, ...], bool]
"""What stands before the section, the section's lines, and whether anything else stood among them."""


def split_criteria(parts: tuple[Part, ...]) -> Split:
    """Take the last section off a body: the lines by which a task is judged, those of one track out of its box."""
    for number in reversed(range(len(parts))):
        part = parts[number]
        head, heading, section = part.html.rpartition("<h2 ") if isinstance(part, Html) else ("", "", "")
        if heading:
            before = (*parts[:number], Html(head.strip())) if head.strip() else parts[:number]
            return before, *_criteria((Html(section.partition("</h2>")[2]), *parts[number + 1 :]), TRACKS)
    return parts, (), False


def _criteria(parts: tuple[Part, ...], audience: tuple[Track, ...]) -> tuple[tuple[Criterion, ...], bool]:
    lines: list[Criterion] = []
    other = False
    for part in parts:
        if isinstance(part, Html):
            items, outside = list_items(part.html)
            found, more = tuple(Criterion(item, audience) for item in items), bool(outside)
        elif isinstance(part, Box) and part.kind in TRACKS and audience == TRACKS:
            found, more = _criteria(part.parts, (part.kind,))
        else:
            found, more = (), True
        lines += found
        other = other or more
    return tuple(lines), other


def list_items(html: str) -> tuple[tuple[str, ...], str]:
    """Give the items of the lists in a piece of HTML, lists inside them kept, and what stands outside the lists."""
    items: list[str] = []
    outside, depth, done, start = "", 0, 0, 0
    for tag in TAG.finditer(html):
        closing = bool(tag[1])
        if tag[2] == "li" and depth == 1:
            start = start if closing else tag.end()
            items += [html[start : tag.start()].strip()] if closing else []
        elif tag[2] != "li":
            outside += html[done : tag.start()] if depth == 0 else ""
            depth += -1 if closing else 1
            done = tag.end()
    return tuple(items), (outside + html[done:]).strip()
