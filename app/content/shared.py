"""What all modules share: the languages of the course, the glossary and the bank of facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path as FilePath

from app.content.body import Meaning
from app.content.document import Document
from app.content.fields import ID, Fields
from app.content.findings import TOP, Notes, Spot, nearest
from app.content.hashing import leaves, words_hash
from app.content.models import Course, Fact, Library, Term
from app.content.pictures import Pictures
from app.content.sheet import read_document
from app.content.staleness import note_stale

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
TERM_WORDS = ("word", "meaning")


@dataclass
class Shared:
    """The shared files, read. `order` names the modules; `notes` are the findings about these files.

    `unread` names a file (glossary, facts) that could not be read and of which nothing is known from before: what
    lessons take from it is then left out, so that one broken file does not take all modules away.
    """

    course: Course
    order: tuple[str, ...]
    glossary: Mapping[str, Term]
    facts: Mapping[str, Fact]
    outline: Document = field(default_factory=lambda: Document({}))
    unread: set[str] = field(default_factory=set)
    notes: list[Notes] = field(default_factory=list)


def read_shared(directory: FilePath, last_good: Library | None) -> Shared:
    """Read course.yaml, glossary*.yaml and facts*.yaml. What cannot be read is kept from the last good library."""
    kept = last_good.course if last_good else Course("en", {"en": ()})
    shared = Shared(kept, tuple(last_good.modules) if last_good else (), {}, {})
    _read_course(directory, shared)
    glossary, facts = _read_bank(directory, "glossary", shared), _read_bank(directory, "facts", shared)
    shared.glossary = last_good.glossary if glossary is None and last_good else _terms(glossary or {}, shared)
    shared.facts = last_good.facts if facts is None and last_good else _facts(facts or {}, shared)
    if not last_good:
        shared.unread = {name for name, bank in (("glossary", glossary), ("facts", facts)) if bank is None}
    return shared


def _read_course(directory: FilePath, shared: Shared) -> None:
    document, notes = _document(directory / "course.yaml", shared, need=True)
    if document is None:
        return
    fields = Fields(document, notes)
    fields.only(("source", "languages", "modules"))
    source = fields.words("source")
    languages = _languages(Fields(document, notes, ("languages",)))
    if source and source not in languages:
        fields.wrong("source", f"is `{source}`, which is not among the languages", nearest(source, languages))
    if not notes.broken:
        shared.course = Course(source, languages)
    shared.order = fields.list("modules") or shared.order
    shared.outline = document


def _languages(fields: Fields) -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for code in fields.found:
        languages[code] = fields.list(code)
        if not LANGUAGE.fullmatch(code):
            fields.notes.error(
                fields.document.key(("languages", code)),
                "unknown-language",
                f"`{code}` is no language code",
                "write en, fr, pt-BR",
            )
        for number, other in enumerate(languages[code]):
            if other not in fields.found:
                fields.wrong_item(
                    code,
                    number,
                    "unknown-language",
                    f"`{other}` is not among the languages",
                    nearest(other, fields.found),
                )
    return languages


Bank = Mapping[str, tuple[Document, Notes]]
"""A shared file in each of its languages."""


def _read_bank(directory: FilePath, name: str, shared: Shared) -> Bank | None:
    """Read `name.yaml` and `name.<language>.yaml`; None where the first of them cannot be read. No file is no fault."""
    found: dict[str, tuple[Document, Notes]] = {}
    for language in shared.course.languages:
        source = language == shared.course.source
        document, notes = _document(directory / (f"{name}.yaml" if source else f"{name}.{language}.yaml"), shared)
        if document is not None:
            found[language] = document, notes
        elif source and notes.broken:
            return None
    return found


def _document(path: FilePath, shared: Shared, need: bool = False) -> tuple[Document | None, Notes]:
    if path.is_file():
        document, notes = read_document(path, path.name)
    else:
        document, notes = None, Notes(path.name)
        if need:
            notes.error(TOP, "no-file", f"there is no {path.name}", "write one; see the guide for trainers")
    shared.notes.append(notes)
    return document, notes


def _terms(bank: Bank, shared: Shared) -> dict[str, Term]:
    words: dict[str, dict[str, Meaning]] = {}
    for language, ident, fields in _entries(bank, shared, TERM_WORDS):
        word, meaning = fields.words("word"), fields.words("meaning")
        if word and meaning:
            words.setdefault(ident, {})[language] = Meaning(ident, language, word, meaning)
    return {ident: Term(ident, texts) for ident, texts in words.items()}


def _facts(bank: Bank, shared: Shared) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    texts: dict[str, dict[str, str]] = {}
    known = ("text", "number", "unit", "source", "year", "checked", "standing")
    for language, ident, fields in _entries(bank, shared, known):
        text = fields.words("text")
        if text:
            texts.setdefault(ident, {})[language] = text
        if language == shared.course.source:
            standing = fields.choice("standing", ("read", "general"), "general")
            facts[ident] = Fact(
                ident,
                texts.setdefault(ident, {}),
                fields.words("source"),
                fields.words("year"),
                fields.words("checked", need=False),
                "read" if standing == "read" else "general",
                fields.words("number", need=False),
                fields.words("unit", need=False),
            )
    return facts


def _entries(bank: Bank, shared: Shared, known: Sequence[str]) -> list[tuple[str, str, Fields]]:
    """Give the entries of a shared file as (language, id, fields), those of the source language first."""
    source = shared.course.source
    entries = []
    for language in sorted(bank, key=lambda each: each != source):
        document, notes = bank[language]
        for ident in Fields(document, notes).found:
            fields = Fields(document, notes.about(ident), (ident,))
            fields.only(known if language == source else ("source", "status", *known[:2]))
            if _fits(ident, language, fields, bank, source):
                entries.append((language, ident, fields))
    return entries


def _fits(ident: str, language: str, fields: Fields, bank: Bank, source: str) -> bool:
    spot = fields.document.key((ident,))
    if language == source:
        if not ID.fullmatch(ident):
            fields.notes.error(spot, "bad-id", f"`{ident}` is no id", "use small letters, digits and dashes")
        return bool(ID.fullmatch(ident))
    found = bank[source][0].value if source in bank else {}
    original = found if isinstance(found, dict) else {}
    if ident not in original:
        advice = nearest(ident, original, "remove it")
        fields.notes.error(spot, "orphan", f"`{ident}` is not in the source file", advice)
        return False
    if "source" in fields.found:
        note_stale(fields, entry_hash(original[ident]))
    return fields.found.get("status") != "draft"


def entry_hash(entry: object) -> str:
    """Hash the words of a glossary entry or a fact."""
    words = entry if isinstance(entry, dict) else {}
    return words_hash(leaves({name: text for name, text in words.items() if name in ("word", "meaning", "text")}))


class Around:
    """What the bodies of one module may speak of, in one language and its fall-backs."""

    def __init__(self, shared: Shared, language: str, pictures: Pictures, ids: Mapping[str, Sequence[str]]) -> None:
        self.shared, self.language, self.pictures, self.ids = shared, language, pictures, ids
        self.chain = shared.course.chain(language)

    def term(self, ident: str) -> Meaning | None:
        """Give a glossary entry in the first language that has it."""
        if "glossary" in self.shared.unread:
            return Meaning(ident, self.shared.course.source, ident.replace("-", " "), "")
        term = self.shared.glossary.get(ident)
        return next((term.texts[each] for each in self.chain if each in term.texts), None) if term else None

    def fact(self, ident: str) -> str | None:
        """Give a fact's sentence with its source and year."""
        if "facts" in self.shared.unread:
            return ""
        fact = self.shared.facts.get(ident)
        language = next((each for each in self.chain if fact and each in fact.texts), None)
        if not fact or not language:
            return None
        other = (
            "" if language == self.language else f' lang="{language}" dir="{self.shared.course.direction(language)}"'
        )
        year = "" if not fact.year or fact.year in fact.source else f", {escape(fact.year)}"
        return f'<p class="fact"{other}>{escape(fact.texts[language])} <cite>{escape(fact.source)}{year}</cite></p>\n'

    def picture(self, source: str, alt: str, title: str, notes: Notes, spot: Spot) -> str:
        """Give a picture of the module in the language's own version if it has one."""
        return self.pictures.html(source, self.language, alt, title, notes, spot)

    def knows(self, kind: str) -> Sequence[str]:
        """Give the ids there are of a kind."""
        own = {"term": tuple(self.shared.glossary), "fact": tuple(self.shared.facts)}
        return own.get(kind) or self.ids.get(kind, ())
