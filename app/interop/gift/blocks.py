"""A GIFT file cut into its questions: blank lines part them, lines that begin with // are remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.content.findings import Spot
from app.interop.gift.marks import unescaped
from app.interop.moodle import Markup, Words

FORMATS: dict[str, Markup] = {"html": "html", "moodle": "moodle", "plain": "plain", "markdown": "markdown"}
MARKED = re.compile(r"\s*\[([a-z]+)\]")
REMARKED = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")


@dataclass(frozen=True)
class Block:
    """The text of one question as it stands, its remarks blanked out, so that a place in it is a place in the file."""

    text: str
    line: int
    remarks: tuple[str, ...] = ()

    def spot(self, place: int) -> Spot:
        """Say where a place of the text is in the file."""
        before = self.text[:place]
        return Spot(self.line + before.count("\n"), place - (before.rfind("\n") + 1) + 1)

    def remarked(self, name: str) -> tuple[str, ...]:
        """Give the values of [name:value] in the remarks."""
        found = (each for remark in self.remarks for each in REMARKED.finditer(remark))
        return tuple(re.sub(r"\\(.)", r"\1", each[2]).strip() for each in found if each[1] == name)

    def words(self, start: int, end: int, markup: Markup) -> Words:
        """Give a piece of the text, which may name its own format first: [html]..."""
        named = MARKED.match(self.text, start, end)
        if named and named[1] in FORMATS:
            return self.unmarked(named.end(), end, FORMATS[named[1]])
        return self.unmarked(start, end, markup)

    def unmarked(self, start: int, end: int, markup: Markup) -> Words:
        """Give a piece of the text in which a name in brackets is a text like any other."""
        piece = self.text[start:end]
        indent = len(piece) - len(piece.lstrip())
        return Words(unescaped(piece.strip()), markup, self.spot(start + indent))


def blocks(text: str) -> Iterator[Block]:
    """Cut a file."""
    lines: list[str] = []
    remarks: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip().startswith("//"):
            remarks.append(line.strip())
            lines.append("")
        elif line.strip():
            lines.append(line)
        else:
            if any(lines):
                yield Block("\n".join(lines), number - len(lines), tuple(remarks))
            lines, remarks = [], []
