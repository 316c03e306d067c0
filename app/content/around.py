"""What the bodies of one module may speak of: terms, facts, pictures, questions and lessons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import cast

from app.content.body import Meaning
from app.content.findings import Notes, Spot
from app.content.pictures import Pictures
from app.content.shared import Shared

Asked = tuple[str, str, str]
"""A question to the shared files: in which language, of which kind (term, fact, known), and which id or kind."""


class Around:
    """What there is for one language and its fall-backs. `asked` holds every answer taken from the shared files."""

    def __init__(self, shared: Shared, language: str, pictures: Pictures, ids: Mapping[str, Sequence[str]]) -> None:
        self.shared, self.language, self.pictures, self.ids = shared, language, pictures, ids
        self.asked: dict[Asked, object] = {}

    def term(self, ident: str) -> Meaning | None:
        """Give a glossary entry in the first language that has it."""
        return cast("Meaning | None", self._ask("term", ident))

    def fact(self, ident: str) -> str | None:
        """Give a fact's sentence with its source and year."""
        return cast("str | None", self._ask("fact", ident))

    def picture(self, source: str, alt: str, title: str, notes: Notes, spot: Spot) -> str:
        """Give a picture of the module in the language's own version if it has one."""
        return self.pictures.html(source, self.language, alt, title, notes, spot)

    def knows(self, kind: str) -> Sequence[str]:
        """Give the ids there are of a kind."""
        return self.ids[kind] if kind in self.ids else cast("Sequence[str]", self._ask("known", kind))

    def _ask(self, kind: str, ident: str) -> object:
        answer = self.asked[self.language, kind, ident] = answer_of(self.shared, (self.language, kind, ident))
        return answer


def answer_of(shared: Shared, asked: Asked) -> object:
    """Give what the shared files say to a question: what was made with an answer is right as long as it stays so."""
    language, kind, ident = asked
    if kind == "term":
        return _term(shared, language, ident)
    if kind == "fact":
        return _fact(shared, language, ident)
    return tuple(shared.glossary if ident == "term" else shared.facts)


def _term(shared: Shared, language: str, ident: str) -> Meaning | None:
    if "glossary" in shared.unread:
        return Meaning(ident, shared.course.source, ident.replace("-", " "), "")
    term = shared.glossary.get(ident)
    chain = shared.course.chain(language)
    return next((term.texts[each] for each in chain if each in term.texts), None) if term else None


def _fact(shared: Shared, language: str, ident: str) -> str | None:
    if "facts" in shared.unread:
        return ""
    fact = shared.facts.get(ident)
    found = next((each for each in shared.course.chain(language) if fact and each in fact.texts), None)
    if not fact or not found:
        return None
    other = "" if found == language else f' lang="{found}" dir="{shared.course.direction(found)}"'
    year = "" if not fact.year or fact.year in fact.source else f", {escape(fact.year)}"
    return f'<p class="fact"{other}>{escape(fact.texts[found])} <cite>{escape(fact.source)}{year}</cite></p>\n'
