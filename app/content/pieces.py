"""A module's translations counted piece by piece: a Markdown file or a question, and how it stands to its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from app.content.bank import Bank
    from app.content.folder import Folder
    from app.content.lessons import Pages

State = Literal["missing", "draft", "fresh", "stale", "orphan"]
STATES: tuple[State, ...] = ("missing", "draft", "fresh", "stale", "orphan")
"""Missing and drafts are shown in the fall-back language, fresh and stale as they are, orphans not at all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text or question in one language. `file` is relative to the content directory, whether it is there or not.

    `name` is "module", "assignment", "lessons/<id>" or the id of a question. A piece that is begun but not whole, or
    still in the words of its source, is a draft: learners do not see it.
    """

    language: str
    name: str
    file: str
    state: State


def pieces_of(folder: Folder, bank: Bank, texts: Mapping[str, Pages]) -> tuple[Piece, ...]:
    """Give the pieces of a module in every language but the source; `texts` are its Markdown files by name."""
    others = [each for each in folder.course.languages if each != folder.course.source]
    return tuple(
        piece
        for language in others
        for piece in (*_texts(folder, texts, language), *_questions(folder, bank, language))
    )


def _texts(folder: Folder, texts: Mapping[str, Pages], language: str) -> Iterator[Piece]:
    for name, pages in texts.items():
        file = f"{folder.file}/{name}.{language}.md"
        begun = f"{name}.{language}.md" in folder.files
        if begun or pages.source(folder.course.source):
            yield Piece(language, name, file, _state_of_text(pages, folder.course.source, language, begun))


def _state_of_text(pages: Pages, source: str, language: str, begun: bool) -> State:
    page = pages.pages.get(language)
    if not pages.source(source):
        return "orphan"
    if page is None:
        return "draft" if begun else "missing"
    if page.draft or page.sheet.notes.broken:
        return "draft"
    return "stale" if page.stale else "fresh"


def _questions(folder: Folder, bank: Bank, language: str) -> Iterator[Piece]:
    file = f"{folder.file}/{folder.bank_name(language)}"
    document = folder.banks.get(language)
    words = document.value if document and isinstance(document.value, dict) else {}
    for ident, written in bank.questions.items():
        if ident in words or not written.question.retired:
            yield Piece(language, ident, file, _state_of_question(bank, ident, language, ident in words))
    for ident in words:
        if ident not in bank.ids:
            yield Piece(language, ident, file, "orphan")


def _state_of_question(bank: Bank, ident: str, language: str, begun: bool) -> State:
    if language not in bank.words.of(ident):
        return "draft" if begun else "missing"
    return "stale" if (ident, language) in bank.words.stale else "fresh"
