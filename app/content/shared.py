"""What all modules share: the languages of the course, the glossary and the bank of facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.content.body import Meaning
from app.content.document import Document
from app.content.fields import ID, Fields
from app.content.findings import TOP, Notes, nearest
from app.content.hashing import leaves, words_hash
from app.content.models import Course, Fact, Library, Term
from app.content.sheet import read_document
from app.content.snapshot import Snapshot
from app.content.staleness import note_stale

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
COURSE = ("source", "languages", "modules", "retired_ids")
TERM_WORDS = ("word", "meaning")
FACT = ("text", "number", "unit", "source", "year", "checked", "standing")
TRANSLATED = ("source", "status")
"""What a translation of an entry says about itself."""
FACT_FORMS = (
    ("year", re.compile(r"(19|20)\d\d(-(19|20)\d\d)?"), "must be a year", "write 2023, or 2019-2023"),
    (
        "number",
        re.compile(r"[<>~]?-?\d[\d ]*([.,]\d+)?(-\d+([.,]\d+)?)?"),
        "must be a number",
        "write only digits: 395",
    ),
)


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
    retired: tuple[str, ...] = ()
    notes: list[Notes] = field(default_factory=list)


def read_shared(files: Snapshot, last_good: Library | None) -> Shared:
    """Read course.yaml, glossary*.yaml and facts*.yaml. What cannot be read is kept from the last good library."""
    kept = last_good.course if last_good else Course("en", {"en": ()})
    shared = Shared(kept, tuple(last_good.modules) if last_good else (), {}, {})
    _read_course(files, shared)
    _check_names(files, shared)
    glossary, facts = _read_bank(files, "glossary", shared), _read_bank(files, "facts", shared)
    shared.glossary = last_good.glossary if glossary is None and last_good else _terms(glossary or {}, shared)
    shared.facts = last_good.facts if facts is None and last_good else _facts(facts or {}, shared)
    if not last_good:
        shared.unread = {name for name, bank in (("glossary", glossary), ("facts", facts)) if bank is None}
    return shared


def _read_course(files: Snapshot, shared: Shared) -> None:
    document, notes = _document(files, "course.yaml", shared, need=True)
    if document is None:
        return
    fields = Fields(document, notes)
    fields.only(COURSE)
    source = fields.words("source")
    languages = _languages(Fields(document, notes, ("languages",)))
    if source and source not in languages:
        fields.wrong("source", f"is `{source}`, which is not among the languages", nearest(source, languages))
    if not notes.broken:
        shared.course = Course(source, languages)
    shared.order = fields.list("modules") or shared.order
    shared.retired = fields.list("retired_ids")
    shared.outline = document


def _check_names(files: Snapshot, shared: Shared) -> None:
    """Refuse files that nothing reads: a misspelt name would otherwise be a file without effect."""
    known = ["course.yaml", "GUIDE.md", "README.md", "LICENSE"]
    for name in ("glossary", "facts"):
        others = (each for each in shared.course.languages if each != shared.course.source)
        known += [f"{name}.yaml", *(f"{name}.{each}.yaml" for each in others)]
    for name in files.names():
        top, _, rest = name.partition("/")
        if name not in known and (top != "modules" or "/" not in rest):
            advice = "put it into the folder of a module" if rest else nearest(name, known, "remove it")
            notes = Notes(name)
            notes.error(TOP, "file-name", f"`{name}` is no name of the format", advice)
            shared.notes.append(notes)


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


def _read_bank(files: Snapshot, name: str, shared: Shared) -> Bank | None:
    """Read `name.yaml` and `name.<language>.yaml`; None where the first of them cannot be read. No file is no fault."""
    found: dict[str, tuple[Document, Notes]] = {}
    for language in shared.course.languages:
        source = language == shared.course.source
        document, notes = _document(files, f"{name}.yaml" if source else f"{name}.{language}.yaml", shared)
        if document is not None:
            found[language] = document, notes
        elif source and notes.broken:
            return None
    return found


def _document(files: Snapshot, name: str, shared: Shared, need: bool = False) -> tuple[Document | None, Notes]:
    if name in files:
        document, notes = read_document(files, name, name)
    else:
        document, notes = None, Notes(name)
        if need:
            notes.error(TOP, "no-file", f"there is no {name}", "write one; see the guide for trainers")
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
    for language, ident, fields in _entries(bank, shared, FACT):
        text = fields.words("text")
        if text:
            texts.setdefault(ident, {})[language] = text
        if language == shared.course.source:
            _check_fact(fields)
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


def _check_fact(fields: Fields) -> None:
    """A fact is as good as its number, its year and the day it was looked up, so these are read strictly."""
    for name, form, sentence, advice in FACT_FORMS:
        value = fields.words(name, need=False)
        if value and not form.fullmatch(value):
            fields.wrong(name, sentence, advice)
    try:
        date.fromisoformat(fields.words("checked", need=False) or "2000-01-01")
    except ValueError:
        fields.wrong("checked", "must be a day", "write year-month-day: 2026-11-25")


def _entries(bank: Bank, shared: Shared, known: Sequence[str]) -> list[tuple[str, str, Fields]]:
    """Give the entries of a shared file as (language, id, fields), those of the source language first."""
    source = shared.course.source
    entries = []
    for language in sorted(bank, key=lambda each: each != source):
        document, notes = bank[language]
        for ident in Fields(document, notes).found:
            fields = Fields(document, notes.about(ident), (ident,))
            fields.only(known if language == source else (*TRANSLATED, *known[:2]))
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
