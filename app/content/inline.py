"""Makes the running text of a block safe to show: marks, links, stray pictures and raw HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it.token import Token

from app.content import links
from app.content.findings import Notes, Spot, nearest
from app.content.markdown import MARK, RAW_HTML, Finder, html_token
from app.i18n import direction_of

if TYPE_CHECKING:
    from app.content.compose import Surroundings

MEANINGFUL = re.compile(r"[<\[]")
LEFT_OVER = re.compile(r"\]\(\S*|\]\[[^\]\s]*\]")
"""What is left in the running text of a link that was not one: of `[words](two words)` or `[words][unknown]`."""
KINDS = ("check", "fact", "term")


def spoken(language: str) -> str:
    """Give the attributes of words in another language than the text around them."""
    return f' lang="{language}" dir="{direction_of(language)}"'


class Inline:
    """Cleans the inline tokens of one body; `terms` gathers the glossary terms it speaks of."""

    def __init__(self, finder: Finder, notes: Notes, around: Surroundings, terms: list[str]) -> None:
        self.finder, self.notes, self.around, self.terms = finder, notes, around, terms

    def clean(self, inline: Token, line: int) -> None:
        """Replace what the course puts in another form, and note what it does not allow."""
        if not MEANINGFUL.search(inline.content):
            return
        cleaned: list[Token] = []
        for child in inline.children or []:
            if child.type == "text":
                cleaned.extend(self.text(child, line))
            elif child.type == "image":
                self.note(
                    line, "![", "picture-place", "a picture stands on a line of its own", "put an empty line around it"
                )
            else:
                self.link(child, line)
                cleaned.append(child)
        inline.children = cleaned

    def text(self, token: Token, line: int) -> list[Token]:
        words = token.content
        if "<" in words:
            for tag in RAW_HTML.finditer(words):
                self.note(line, tag[0], "raw-html", f"{tag[0]} is HTML", "use Markdown only: **bold**, *italic*, lists")
        if left := LEFT_OVER.search(MARK.sub("", words)):
            advice = "write [words](https://...) without a space inside ( )"
            self.note(line, left[0], "broken-link", "this is no link: people would see its signs", advice)
        if "[[" not in words:
            return [token]
        return [html_token(self.marked(words, line), "html_inline")]

    def marked(self, words: str, line: int) -> str:
        done, html = 0, ""
        for mark in MARK.finditer(words):
            html += self.between(words[done : mark.start()], line) + self.mark(mark, line)
            done = mark.end()
        return html + self.between(words[done:], line)

    def between(self, words: str, line: int) -> str:
        begins = words.find("[[")
        if begins >= 0:
            piece = words[begins:].rstrip()
            self.note(line, piece, "broken-mark", "[[ begins a mark that is not complete", "write [[term: id]]")
        return escape(words, quote=False)

    def mark(self, mark: re.Match[str], line: int) -> str:
        kind, ident = mark[1], mark[2]
        if kind == "term":
            return self.term(mark, line)
        if kind in KINDS:
            self.note(
                line,
                mark[0],
                "mark-place",
                f"[[{kind}: ...]] stands on a line of its own",
                "put an empty line before and after it, outside lists",
            )
        else:
            self.note(
                line,
                mark[0],
                "unknown-mark",
                f"there is no mark [[{kind}: {ident}]]",
                nearest(kind, KINDS, "use check, fact or term"),
            )
        return ""

    def term(self, mark: re.Match[str], line: int) -> str:
        entry = self.around.term(mark[2])
        if not entry:
            advice = nearest(mark[2], self.around.knows("term"), "add it to glossary.yaml")
            self.note(line, mark[0], "unknown-term", f"there is no glossary term `{mark[2]}`", advice)
            return escape(mark[3] or mark[2])
        self.terms.append(entry.id)
        other = "" if mark[3] or entry.language == self.around.language else spoken(entry.language)
        return f'<a class="term" href="#term-{entry.id}"{other}>{escape(mark[3] or entry.word)}</a>'

    def link(self, token: Token, line: int) -> None:
        """Look at a link; what is dead is shown as plain words."""
        if token.type != "link_open":
            return
        href, auto = str(token.attrs.get("href", "")), token.markup == "autolink"
        spot = self.finder.find("<" if auto else "](", line)
        spot = spot._replace(column=spot.column + (1 if auto else 2))
        if href.startswith("lesson:"):
            self.lesson(token, href.removeprefix("lesson:"), spot)
        elif fault := links.fault(href, self.around):
            if fault.dead:
                token.attrs.pop("href")
            note = self.notes.error if fault.dead else self.notes.warning
            note(spot, fault.code, fault.sentence, fault.advice)

    def lesson(self, token: Token, ident: str, spot: Spot) -> None:
        """A lesson's page stands beside the other lessons of its module, so its id is its address."""
        if ident in self.around.knows("lesson"):
            token.attrSet("href", ident)
            return
        token.attrs.pop("href")
        advice = nearest(ident, self.around.knows("lesson"), "name a lesson of this module")
        self.notes.error(spot, "unknown-lesson", f"there is no lesson `{ident}`", advice)

    def note(self, line: int, piece: str, code: str, sentence: str, advice: str) -> None:
        self.notes.error(self.finder.find(piece, line), code, sentence, advice)
