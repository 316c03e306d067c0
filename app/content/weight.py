"""What a lesson costs a learner's phone, in bytes over the wire, as far as the content decides it.

Content knows a page's words, drawings and checks; the frame around them (style, bars, buttons) is made in app/web. Its
share is an allowance, which a test holds against the pages as they are sent. Photos come later, when they are scrolled
into view, so they count for the module and not for the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import brotli

from app.content.body import Box, Html, Part
from app.content.draft import Draft
from app.content.lessons import Page

PAGE = 10 * 1024
"""Bytes of a compressed lesson page, drawings included."""
MODULE = 300_000
"""Bytes of all that a learner of one track reads and looks at in a module."""
AFTER_THE_ANSWER = ("why", "explain")
"""The words of a question that come with the feedback, and not with the lesson."""
FRAME = 6_200
"""Bytes of a compressed lesson page that are not its content."""


def page_weight(draft: Draft, page: Page) -> int:
    """Estimate the bytes of a lesson's page as browsers get it, compressed with Brotli."""
    return FRAME + packed("\n".join((*_html(page.made.parts), *_checks(draft, page))))


def packed(text: str) -> int:
    """Give the bytes of a text when compressed."""
    return len(brotli.compress(text.encode(), quality=5))


def photo_bytes(draft: Draft, page: Page) -> dict[str, int]:
    """Give the bytes of each photo that a page shows, by file name."""
    names = (source.removeprefix("media/") for source, _, _ in page.made.pictures)
    files = draft.folder.files.files
    return {name: len(files[f"media/{name}"]) for name in names if name in draft.pictures.photos}


def _html(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Html):
            yield part.html
        elif isinstance(part, Box):
            yield from _html(part.parts)


def _checks(draft: Draft, page: Page) -> Iterator[str]:
    """Give the words of the questions asked in a lesson, in its language where they are translated."""
    for ident, _ in page.made.checks:
        written = draft.bank.questions.get(ident)
        if written:
            words = draft.bank.words.of(ident).get(page.language, written.raw)
            shown = {name: each for name, each in words.items() if name not in AFTER_THE_ANSWER}
            yield json.dumps(shown, ensure_ascii=False)
            yield draft.figures.get((ident, page.language), "")
