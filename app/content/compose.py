"""Makes the parts of a body from its Markdown, and notes what is wrong in it at the exact place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Protocol

from markdown_it.token import Token

from app.content.body import Box, BoxKind, Check, Heading, Html, Meaning, Part
from app.content.findings import Notes, Spot, nearest
from app.content.inline import Inline
from app.content.markdown import (
    Finder,
    blocks,
    box_marker,
    html_token,
    lone_mark,
    lone_picture,
    parse,
    plain,
    render,
    without_marker,
)

BOXES: Mapping[str, BoxKind] = {"WORKER": "worker", "MANAGER": "manager", "TIP": "tip", "WARNING": "warning"}


class Surroundings(Protocol):
    """What a body may speak of, in its own language as far as there is one."""

    @property
    def language(self) -> str:
        """The language of the body."""

    def term(self, ident: str) -> Meaning | None:
        """Give a glossary entry."""

    def fact(self, ident: str) -> str | None:
        """Give a fact as safe HTML."""

    def picture(self, source: str, alt: str, title: str, notes: Notes, spot: Spot) -> str:
        """Give a picture as safe HTML, "" after a note."""

    def knows(self, kind: str) -> Sequence[str]:
        """Give the ids there are of a kind: term, fact, check or lesson."""


@dataclass
class Paragraph:
    """A piece of running text with the lines of the body it stands on, for the checks of its prose."""

    token: Token
    first: int
    last: int
    sentence: bool

    @property
    def words(self) -> str:
        """The words as one line of plain text."""
        return plain(self.token)


@dataclass
class Composed:
    """A body made: its parts, and what the checks ask about it."""

    parts: tuple[Part, ...] = ()
    headings: list[Heading] = field(default_factory=list)
    heading_spots: list[Spot] = field(default_factory=list)
    checks: list[tuple[str, Spot]] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str, Spot]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)


def compose(body: str, line: int, notes: Notes, around: Surroundings) -> Composed:
    """Make the parts of a body that begins at `line` of its file."""
    composer = Composer(Finder(body, line), notes, around)
    composer.made.parts = composer.parts(parse(body))
    return composer.made


class Composer:
    """One pass over the tokens of one body."""

    def __init__(self, finder: Finder, notes: Notes, around: Surroundings) -> None:
        self.finder, self.notes, self.around = finder, notes, around
        self.made = Composed()
        self.inline = Inline(finder, notes, around, self.made.terms)
        self.line = 0

    def parts(self, tokens: Sequence[Token]) -> tuple[Part, ...]:
        """Give the parts of a run of blocks; blocks that are the same for everybody become one piece of HTML."""
        parts: list[Part] = []
        waiting: list[Token] = []
        for block in blocks(tokens):
            part = self.part(block)
            if part is None:
                waiting.extend(self.block(block))
                continue
            parts.extend(html_of(waiting))
            parts.append(part)
            waiting = []
        return (*parts, *html_of(waiting))

    def part(self, block: list[Token]) -> Part | None:
        """Give a block that stands between the HTML: a check or a box."""
        self.line = block[0].map[0] if block[0].map else self.line
        mark, marker = lone_mark(block), box_marker(block)
        if mark and mark.kind == "check":
            return self.check(mark.id)
        if marker and marker.upper() not in BOXES:
            spot = self.finder.find("[!", self.line)
            self.notes.error(
                spot, "unknown-box", f"there is no box [!{marker}]", nearest(marker.upper(), BOXES, ", ".join(BOXES))
            )
        elif marker:
            return Box(BOXES[marker.upper()], self.parts(without_marker(block)))
        return None

    def check(self, ident: str) -> Check:
        spot = self.finder.find("[[", self.line)
        self.made.checks.append((ident, spot))
        anchor = self.made.headings[-1].id if self.made.headings else ""
        return Check(ident, spot.line, anchor)

    def block(self, block: list[Token]) -> list[Token]:
        """Give a block's tokens, made fit to be rendered."""
        mark, picture = lone_mark(block), lone_picture(block)
        if mark and mark.kind == "fact":
            return [html_token(self.fact(mark.id))]
        if picture:
            return [html_token(self.picture(picture))]
        if block[0].type == "heading_open":
            self.heading(block)
        return self.clean(block)

    def fact(self, ident: str) -> str:
        spot = self.finder.find("[[", self.line)
        html = self.around.fact(ident)
        if html is None:
            self.notes.error(
                spot,
                "unknown-fact",
                f"there is no fact `{ident}`",
                nearest(ident, self.around.knows("fact"), "add it to facts.yaml"),
            )
            return ""
        self.made.facts.append(ident)
        return html

    def picture(self, token: Token) -> str:
        source, title, alt = str(token.attrs.get("src", "")), str(token.attrs.get("title", "")), token.content
        spot = self.finder.find("![", self.line)
        self.made.pictures.append((source, alt, spot))
        return self.around.picture(source, alt, title, self.notes, spot)

    def heading(self, block: list[Token]) -> None:
        level, words = int(block[0].tag[1]), plain(block[1])
        spot = self.finder.start_of(self.line)
        heading = Heading(f"s{len(self.made.headings) + 1}", level, words)
        block[0].attrSet("id", heading.id)
        self.note_level(level, spot)
        self.made.headings.append(heading)
        self.made.heading_spots.append(spot)

    def note_level(self, level: int, spot: Spot) -> None:
        above = self.made.headings[-1].level if self.made.headings else 1
        if level == 1:
            self.notes.error(spot, "heading-one", "the title of the page is the only # heading", "begin with ##")
        elif level > above + 1:
            self.notes.warning(spot, "heading-skip", "a level of headings is left out", f"write {'#' * (above + 1)}")

    def clean(self, block: list[Token]) -> list[Token]:
        """Make a block's inline text safe, and keep its running text for the checks of its prose."""
        kind = block[0].type
        for token in block:
            if token.map:
                self.line = token.map[0]
            if token.type == "inline":
                self.inline.clean(token, self.line)
                last = token.map[1] if token.map else self.line + 1
                self.made.paragraphs.append(
                    Paragraph(token, self.line, last, kind not in ("heading_open", "table_open"))
                )
            elif token.type == "fence" and token.map:
                self.finder.cursor = (token.map[1], 0)
        return framed(block) if kind == "table_open" else block


def framed(block: Sequence[Token]) -> list[Token]:
    """Put a table into a frame that scrolls on its own and has a name."""
    heads = [plain(block[number + 1]) for number, each in enumerate(block) if each.type == "th_open"]
    label = escape(", ".join(filter(None, heads)) or "-")
    block[0].attrSet("class", "data")
    for token in block:
        align = token.attrs.pop("style", None)
        if align:
            token.attrSet("class", str(align).replace("text-align:", "align-"))
        if token.type == "th_open":
            token.attrSet("scope", "col")
    frame = f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">\n'
    return [html_token(frame), *block, html_token("</div>\n")]


def html_of(tokens: Sequence[Token]) -> Iterator[Html]:
    """Render what has gathered, if anything."""
    html = render(tokens).strip() if tokens else ""
    if html:
        yield Html(html)
