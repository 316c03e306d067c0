"""Markdown as the course allows it: CommonMark and pipe tables, no raw HTML, every link looked at.

`[[kind: id]]` are the course's own marks: check, fact and term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.content.findings import Spot
from app.content.paragraphs import install

MARK = re.compile(
    r"""\[\[ \s*+ ([A-Za-z-]++) \s*+ : \s*+ ([^\s\[\]|]*+ (?:\s++[^\s\[\]|]++)*+) \s*+
        (?:\| \s*+ ([^\s\[\]]*+ (?:\s++[^\s\[\]]++)*+) \s*+ )?+ \]\]""",
    re.VERBOSE,
)
"""Nothing in it goes back, and no mark runs over the beginning of the next: text of any length takes one pass."""
RAW_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--")
TAG = re.compile(r"<[^>]*>")
BOX = re.compile(r"\[!([A-Za-z]+)\][ \t]*(?:\n|$)")


class Mark(NamedTuple):
    """One of the course's own marks in the text: `words` replace what would be shown."""

    kind: str
    id: str
    words: str


@cache
def parser() -> MarkdownIt:
    """The one parser. It lets every link through, so that a bad one is told to its author instead of silently shown."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["lheading", "code", "html_block"])
    install(markdown)
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # the composer judges links, with a place
    return markdown


def parse(body: str) -> list[Token]:
    """Parse a body to markdown-it's tokens."""
    return parser().parse(body)


def render(tokens: Sequence[Token]) -> str:
    """Render tokens to HTML."""
    markdown = parser()
    return str(markdown.renderer.render(tokens, markdown.options, {}))


def blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut tokens into whole blocks: a paragraph, a list, a table, each from its opening to its closing token."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def lone_mark(block: Sequence[Token]) -> Mark | None:
    """Give the mark that is all there is in a paragraph."""
    if block[0].type != "paragraph_open":
        return None
    found = MARK.fullmatch(block[1].content.strip())
    return Mark(found[1], found[2], found[3] or "") if found else None


def lone_picture(block: Sequence[Token]) -> Token | None:
    """Give the picture that is all there is in a paragraph."""
    if block[0].type != "paragraph_open":
        return None
    children = block[1].children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def box_marker(block: Sequence[Token]) -> str | None:
    """Give the word of `> [!WORD]` where a quote begins so."""
    if block[0].type != "blockquote_open" or block[1].type != "paragraph_open":
        return None
    found = BOX.match(block[2].content)
    return found[1] if found else None


def without_marker(block: Sequence[Token]) -> list[Token]:
    """Give what is inside a box, without its marker line."""
    inside = list(block[1:-1])
    children = inside[1].children or []
    breaks = [number for number, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    if not breaks:
        return inside[3:]
    inside[1].children = children[breaks[0] + 1 :]
    inside[1].content = inside[1].content.partition("\n")[2]
    return inside


def plain(inline: Token) -> str:
    """Give the words of an inline token as one line of plain text."""
    return "".join(map(_words, inline.children or []))


def _words(child: Token) -> str:
    if child.type in ("text", "code_inline"):
        return child.content
    if child.type in ("softbreak", "hardbreak"):
        return " "
    return TAG.sub("", child.content) if child.type == "html_inline" else ""


def html_token(html: str, kind: Literal["html_block", "html_inline"] = "html_block") -> Token:
    """Make a token that holds ready HTML of ours."""
    return Token(kind, "", 0, content=html)


class Finder:
    """Finds pieces of a body in its lines, from the last one found on, so that each has its own line and column."""

    def __init__(self, body: str, first_line: int) -> None:
        self.lines = body.split("\n")
        self.first_line = first_line
        self.cursor = (0, 0)

    def start_of(self, line: int) -> Spot:
        """Give the spot of the first sign on a line, counted from 0 in the body."""
        text = self.lines[line] if line < len(self.lines) else ""
        return Spot(self.first_line + line, len(text) - len(text.lstrip(" >")) + 1)

    def find(self, piece: str, line: int) -> Spot:
        """Find the next `piece` at or after a line; the line itself where it cannot be found."""
        row, column = max(self.cursor, (line, 0))
        for number in range(row, len(self.lines)):
            found = self.lines[number].find(piece, column if number == row else 0)
            if found >= 0:
                self.cursor = (number, found + len(piece))
                return Spot(self.first_line + number, found + 1)
        return self.start_of(line)
