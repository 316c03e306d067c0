"""The words of a text in HTML or Markdown, on one line, and the names of what is lost with its markup.

Only what HTML knows as a tag is one; any other `<` is a sign that somebody typed.
"""

from __future__ import annotations

import re
from html import unescape

from app.content.snapshot import ODD
from app.interop.moodle import Words

BLOCKS = frozenset(
    {"p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th"}
    | {"thead", "tbody", "tfoot", "caption", "blockquote", "pre", "section", "article", "header", "footer", "center"}
)
"""Tags that part words."""
LOST = {
    "table": "a table",
    "a": "a link",
    "img": "a picture",
    "svg": "a picture",
    "audio": "a sound",
    "video": "a film",
    "iframe": "a page inside the page",
    "object": "an object",
    "embed": "an object",
    "script": "a script",
    "style": "a style sheet",
    "math": "a formula",
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italics"),
    **dict.fromkeys(("u", "ins"), "underlining"),
    **dict.fromkeys(("s", "del", "strike"), "crossing out"),
}
"""Tags that said something, and what they said."""
QUIET = frozenset(
    {"span", "font", "code", "tt", "small", "big", "abbr", "cite", "q", "sub", "sup", "source", "colgroup"}
)
QUIET |= {"col", "nolink", "wbr", "label", "bdi", "bdo", "kbd", "samp", "var", "mark", "html", "body", "head", "title"}
"""Tags that can go without a word; sub and sup become the signs for them where they hold figures only."""

NAMES = "|".join(sorted({*BLOCKS, *LOST, *QUIET}, key=len, reverse=True))
TAG = re.compile(rf"<(/?)({NAMES})(?=[\s/>])([^<>]*)>", re.IGNORECASE)
UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
RAISED = re.compile(r"<(su[bp])>\s*([0-9+-]+)\s*</\1>", re.IGNORECASE)
SIGNS = {"sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")}
SOURCE = re.compile(r"""\b(?:src|href|data)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
LANGUAGES = re.compile(r"""\bclass\s*=\s*["']?[^"'>]*\bmultilang\b""", re.IGNORECASE)


def read_words(words: Words) -> tuple[str, tuple[str, ...]]:
    """Give the words on one line, and the names of what is lost, each once, in order."""
    text = ODD.sub(lambda odd: " " if odd[0].isspace() else "", words.text)
    lost = ["an invisible sign"] if ODD.search(words.text.replace("\f", " ")) else []
    lost += [f"the file {name}" for name in words.files]
    if words.markup == "markdown":
        text = _from_markdown(text)
    if words.markup != "plain":
        text, found = _from_html(text)
        lost = found + lost
    return " ".join(text.split()), tuple(dict.fromkeys(lost))


def _from_markdown(text: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").render(text))


def _from_html(text: str) -> tuple[str, list[str]]:
    lost: list[str] = []

    def unseen(found: re.Match[str]) -> str:
        if found[1]:
            lost.append(LOST[found[1].lower()])
        return " "

    def tag(found: re.Match[str]) -> str:
        name = found[2].lower()
        if not found[1]:
            lost.extend(_what(name, found[3]))
        return " " if name in BLOCKS or name == "table" else ""

    raised = RAISED.sub(lambda found: found[2].translate(SIGNS[found[1].lower()]), UNSEEN.sub(unseen, text))
    return unescape(TAG.sub(tag, raised)), lost


def _what(name: str, attributes: str) -> list[str]:
    """Name what goes with a tag: of a picture or link its address, of Moodle's own tags the languages."""
    if LANGUAGES.search(attributes):
        return ["the marks between several languages"]
    source = SOURCE.search(attributes)
    return [f"{LOST[name]} ({source[1]})" if source else LOST[name]] if name in LOST else []
