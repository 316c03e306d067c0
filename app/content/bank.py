"""A bank of questions read: each one typed by its kind, every fault of it noted at its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from app.content.document import Document
from app.content.fields import ID
from app.content.findings import Notes, nearest
from app.content.folder import Folder
from app.content.question_faults import note_faults
from app.content.translated_bank import WordsRead, read_words
from app.questions.question import Path, Question
from app.questions.revision import Revision, revise
from app.questions.types import TYPES, UnknownType, question_from


@dataclass(frozen=True)
class Written:
    """One question as it stands in the bank: its position in the list, its text, and what it means."""

    position: int
    raw: Mapping[str, Any]
    question: Question


@dataclass
class Bank:
    """The questions of a module by id, in file order, with the document for the places of later findings."""

    document: Document
    notes: Notes
    questions: dict[str, Written] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    words: WordsRead = field(default_factory=WordsRead)
    readable: bool = True

    def error(self, ident: str, path: Path, code: str, sentence: str, advice: str = "") -> None:
        """Note an error at a field of one question."""
        where = self.document.field((self.questions[ident].position, *path))
        self.notes.error(where, code, sentence, advice, ident)

    def warning(self, ident: str, path: Path, code: str, sentence: str, advice: str = "") -> None:
        """Note a warning at a field of one question."""
        where = self.document.field((self.questions[ident].position, *path))
        self.notes.warning(where, code, sentence, advice, ident)

    def revisions(self, source: str) -> dict[str, Revision]:
        """Make the revision of each question with the translations that hold all of its words."""
        return {ident: revise(source, each.raw, self.words.of(ident)) for ident, each in self.questions.items()}


def read_bank(folder: Folder) -> Bank:
    """Read the bank of a module in all its languages. A module without one has an empty bank."""
    source = folder.course.source
    notes = folder.about(folder.bank_name(source))
    bank = Bank(folder.banks.get(source, Document([])), notes, readable=source in folder.banks or not notes.broken)
    items = bank.document.value
    if not isinstance(items, list):
        notes.error(
            bank.document.at(()), "not-a-list", "the bank must be a list", "begin each question with `- id: ...`"
        )
        items = []
    for position, raw in enumerate(items):
        _read_question(bank, position, raw)
    for language, document in folder.banks.items():
        if language != source and bank.readable:
            about = folder.about(folder.bank_name(language))
            sources = {ident: (each.question, each.raw) for ident, each in bank.questions.items()}
            read_words(language, document, about, sources, bank.words, bank.ids)
    return bank


def _read_question(bank: Bank, position: int, raw: Any) -> None:
    ident = _id(bank, position, raw)
    if not ident:
        return
    bank.ids.append(ident)
    notes = bank.notes.about(ident)
    try:
        question = question_from(raw)
    except UnknownType as fault:
        spot = bank.document.at((position, "type"))
        notes.error(
            spot,
            "unknown-type",
            f"there is no question type `{fault.name}`",
            nearest(fault.name, TYPES, f"the types are {', '.join(TYPES)}"),
        )
    except ValidationError as fault:
        note_faults(fault, TYPES[raw["type"]], bank.document, (position,), notes)
    else:
        bank.questions[ident] = Written(position, raw, question)
        for mistake in question.mistakes():
            note = notes.error if mistake.severity == "error" else notes.warning
            note(bank.document.field((position, *mistake.path)), mistake.code, mistake.sentence, mistake.advice)


def _id(bank: Bank, position: int, raw: Any) -> str:
    """Give a question's id, "" after a note where it has none of its own."""
    spot = bank.document.at((position,))
    if not isinstance(raw, dict):
        bank.notes.error(spot, "not-fields", "a question is wanted here", "write `- id: q-...` and its fields below")
        return ""
    ident = raw.get("id", "")
    if not isinstance(ident, str) or not ID.fullmatch(ident):
        code, said = ("bad-id", f"`{ident}` is no id") if ident else ("missing-field", "`id` is missing")
        bank.notes.error(bank.document.at((position, "id")), code, said, "use small letters, digits and dashes: q-...")
        return ""
    if ident in bank.ids:
        bank.notes.error(
            bank.document.at((position, "id")),
            "id-twice",
            f"`{ident}` is used twice",
            "give one of the two another id",
            ident,
        )
        return ""
    return ident


def tagged(bank: Bank) -> Iterator[str]:
    """Give the tags in use."""
    for each in bank.questions.values():
        yield from each.question.tags
