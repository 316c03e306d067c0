"""A module on its way from files to the library: what was read, side by side, for the checks that look across files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.content import lessons
from app.content.around import Around
from app.content.bank import Bank, read_bank
from app.content.document import Document
from app.content.findings import Finding
from app.content.folder import Folder, Sheets, read_folder
from app.content.hashing import whole_hash
from app.content.lessons import Pages, read_pages
from app.content.models import Module
from app.content.outline import Outline, read_outline
from app.content.pictures import Pictures
from app.content.pieces import Piece, pieces_of
from app.content.shared import Shared
from app.content.snapshot import Snapshot


@dataclass
class Draft:
    """One module's files, each read as far as it can be."""

    folder: Folder
    outline: Outline
    bank: Bank
    lessons: dict[str, Pages]
    welcome: Pages
    assignment: Pages
    around: dict[str, Around]
    pictures: Pictures
    figures: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The language that the authors write in."""
        return self.folder.course.source

    @property
    def findings(self) -> list[Finding]:
        """All that is to be said about the module's files, its pictures too."""
        return [*self.folder.findings, *(finding for notes in self.pictures.notes.values() for finding in notes.found)]

    @property
    def broken(self) -> bool:
        """Whether the module cannot be shown as written."""
        return self.folder.broken or self.pictures.broken

    def texts(self) -> Iterator[Pages]:
        """Give every text that is a Markdown file."""
        yield from self.named_texts().values()

    def named_texts(self) -> dict[str, Pages]:
        """Give every text that is a Markdown file by the name of its file, without language and ending."""
        lessons = {f"lessons/{ident}": pages for ident, pages in self.lessons.items()}
        return {"module": self.welcome, **lessons, "assignment": self.assignment}

    def pieces(self) -> tuple[Piece, ...]:
        """Give the state of every translation of the module."""
        return pieces_of(self.folder, self.bank, self.named_texts())


def read_draft(files: Snapshot, ident: str, shared: Shared) -> Draft:
    """Read all files of the folder of the module `ident`."""
    course = shared.course
    folder = read_folder(files, ident, course)
    structure = Document({}) if folder.structure is None else folder.structure
    notes = folder.about("module.yaml")
    known = len(notes.found)
    outline = read_outline(structure, notes, folder.id)
    if folder.structure is None:
        del notes.found[known:]
    bank = read_bank(folder)
    pictures = Pictures(files, folder.file, folder.id, course.source)
    ids = {"check": tuple(bank.ids), "lesson": tuple(folder.lessons)}
    around = {language: Around(shared, language, pictures, ids) for language in course.languages}

    def pages(ident: str, sheets: Sheets, known: tuple[str, ...]) -> Pages:
        return read_pages(ident, sheets, around, course.source, known)

    draft = Draft(
        folder=folder,
        outline=outline,
        bank=bank,
        lessons={ident: pages(ident, sheets, lessons.LESSON) for ident, sheets in folder.lessons.items()},
        welcome=pages(folder.id, folder.welcome, lessons.WELCOME),
        assignment=pages(outline.assignment or "assignment", folder.assignment, lessons.ASSIGNMENT),
        around=around,
        pictures=pictures,
    )
    draft.figures = _figures(draft)
    return draft


def make_module(draft: Draft) -> Module | None:
    """Make the module. None where an error keeps it from being shown; the findings then say why."""
    outline, source, bank = draft.outline, draft.source, draft.bank
    made = {
        ident: lessons.lesson(pages, source, draft.around)
        for ident, pages in draft.lessons.items()
        if pages.source(source)
    }
    texts = lessons.welcome(draft.welcome, source)
    assignment = lessons.assignment(draft.assignment, source, outline.required) if outline.assignment else None
    if draft.broken:
        return None
    return Module(
        id=draft.folder.id,
        status=outline.status,
        icon=outline.icon,
        prerequisites=outline.prerequisites,
        tracks=outline.tracks,
        quiz=outline.quiz,
        assignment=assignment,
        certificate=outline.certificate,
        texts=texts,
        lessons=made,
        bank=bank.revisions(source),
        figures=draft.figures,
        stale=frozenset(bank.words.stale),
        pieces=draft.pieces(),
        revision=_revision(draft),
    )


def _figures(draft: Draft) -> dict[tuple[str, str], str]:
    """Make the pictures of questions, in each language that has the question."""
    figures = {}
    for ident, written in draft.bank.questions.items():
        if not written.question.image:
            continue
        spot = draft.bank.document.field((written.position, "image"))
        for language in (draft.source, *draft.bank.words.of(ident)):
            words = draft.bank.words.of(ident).get(language, {})
            alt = str(words.get("alt", written.question.alt or ""))
            around = draft.around[language]
            figures[ident, language] = around.picture(
                written.question.image, alt, "", draft.bank.notes.about(ident), spot
            )
    return figures


def _revision(draft: Draft) -> str:
    """Hash every file that learners see or are marked by."""
    files = sorted((file, notes.text) for file, notes in draft.folder.notes.items())
    return whole_hash(*(piece for file in files for piece in file), *sorted(draft.pictures.made.values()))
