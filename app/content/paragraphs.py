"""Two short cuts for markdown-it: paragraphs of bare words need none of its rules, and most of a lesson is that.

They give the very tokens that the rules give (a test compares them), in a third of the time.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

BARE = re.compile(r"""\*{0,2}[^\W\d_]|["'“‘«(]|!?\[[^\]\n]*\][^:]|\[\[""")
"""How a line begins that can begin no other block and interrupt no paragraph."""
SPECIAL = re.compile(r"[\\`*_\[&<\t]| {2}")
"""What may be more than text inside a paragraph."""


def install(markdown: MarkdownIt) -> None:
    """Let a parser take the short cuts."""
    markdown.block.ruler.before("table", "bare_paragraph", bare_paragraph)
    markdown.core.ruler.at("inline", bare_text)


def bare_paragraph(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a paragraph each of whose lines begins as no other block does, so that none can interrupt it."""
    if silent or state.is_code_block(first):
        return False
    line = first
    while line < end and not state.isEmpty(line):
        if not BARE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]):
            return False
        line += 1
    _push(state, first, line)
    return True


def _push(state: StateBlock, first: int, line: int) -> None:
    state.line = line
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [first, line]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(first, line, state.blkIndent, False).strip()
    inline.map = [first, line]
    inline.children = []
    state.push("paragraph_close", "p", -1)


def bare_text(state: StateCore) -> None:
    """Parse what stands inside blocks; where no sign can mean anything, its lines are its text."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if SPECIAL.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = _lines(token.content)


def _lines(content: str) -> list[Token]:
    children: list[Token] = []
    for line in content.split("\n"):
        if children:
            children.append(Token("softbreak", "br", 0))
        if line := line.strip(" "):
            children.append(Token("text", "", 0, content=line))
    return children
