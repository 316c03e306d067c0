"""Makes the running text of a block safe to show: marks, links, stray pictures and raw HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it.token import Token

from app.content.findings import Notes, nearest
from app.content.markdown import MARK, RAW_HTML, Finder, html_token

if TYPE_CHECKING:
    from app.content.compose import Surroundings

SCHEMES = ("https:", "mailto:", "tel:")
MEANINGFUL = re.compile(r"[<\[]")
KINDS = ("check", "fact", "term")


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
        if "[[" not in words:
            return [token]
        return [html_token(self.marked(words, line), "html_inline")]

    def marked(self, words: str, line: int) -> str:
        done, html = 0, ""
        for mark in MARK.finditer(words):
            html += escape(words[done : mark.start()], quote=False) + self.mark(mark, line)
            done = mark.end()
        rest = words[done:]
        if "[[" in rest:
            self.note(line, "[[", "broken-mark", "[[ begins a mark that is not complete", "write [[term: id]]")
        return html + escape(rest, quote=False)

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
        return f'<a class="term" href="#term-{entry.id}">{escape(mark[3] or entry.word)}</a>'

    def link(self, token: Token, line: int) -> None:
        if token.type != "link_open":
            return
        href = str(token.attrs.get("href", ""))
        if href.startswith("lesson:"):
            self.lesson(token, href.removeprefix("lesson:"), line)
        elif not href.lower().startswith(SCHEMES):
            token.attrs.pop("href")
            self.note(
                line,
                f"]({href}",
                "bad-link",
                f"a link to `{href}` is not allowed",
                "use https:, mailto:, tel: or lesson:id",
                2,
            )

    def lesson(self, token: Token, ident: str, line: int) -> None:
        """A lesson's page stands beside the other lessons of its module, so its id is its address."""
        if ident in self.around.knows("lesson"):
            token.attrSet("href", ident)
            return
        token.attrs.pop("href")
        advice = nearest(ident, self.around.knows("lesson"), "name a lesson of this module")
        self.note(line, f"](lesson:{ident}", "unknown-lesson", f"there is no lesson `{ident}`", advice, 2)

    def note(self, line: int, piece: str, code: str, sentence: str, advice: str, shift: int = 0) -> None:
        spot = self.finder.find(piece, line)
        self.notes.error(spot._replace(column=spot.column + shift), code, sentence, advice)
