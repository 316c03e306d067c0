"""The files of one module as they lie in its folder, read but not yet judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.content.document import Document
from app.content.findings import TOP, Finding, Notes, nearest
from app.content.models import Course
from app.content.sheet import Sheet, read_document, read_sheet
from app.content.snapshot import Snapshot

NAME = re.compile(r"(?P<stem>[^.]+)(?:\.(?P<language>[^.]+))?\.(?P<kind>md|yaml)")
KNOWN = ("module.yaml", "questions.yaml", "module.en.md", "assignment.en.md", "questions.fr.yaml", "lessons", "media")

Sheets = dict[str, Sheet]
"""One text in each of its languages."""


@dataclass
class Folder:
    """A module's files. Findings about source files break the module, those about translations only themselves."""

    id: str
    files: Snapshot
    file: str
    course: Course
    structure: Document | None = None
    banks: dict[str, Document] = field(default_factory=dict)
    welcome: Sheets = field(default_factory=dict)
    assignment: Sheets = field(default_factory=dict)
    lessons: dict[str, Sheets] = field(default_factory=dict)
    notes: dict[str, Notes] = field(default_factory=dict)
    optional: set[str] = field(default_factory=set)

    @property
    def findings(self) -> list[Finding]:
        """All findings of the folder."""
        return [finding for notes in self.notes.values() for finding in notes.found]

    @property
    def broken(self) -> bool:
        """Whether an error stands in a file that the module cannot do without."""
        return any(notes.broken for file, notes in self.notes.items() if file not in self.optional)

    def about(self, name: str) -> Notes:
        """Give the notes of one of the folder's files."""
        file = f"{self.file}/{name}"
        return self.notes.setdefault(file, Notes(file))

    def bank_name(self, language: str) -> str:
        """Name the file of the bank in a language."""
        return "questions.yaml" if language == self.course.source else f"questions.{language}.yaml"


def read_folder(files: Snapshot, ident: str, course: Course) -> Folder:
    """Read every file of the folder of the module `ident`."""
    folder = Folder(ident, files, f"modules/{ident}", course)
    for name in files.names():
        above, _, rest = name.partition("/")
        if not rest:
            _read_top(folder, name)
        elif above == "lessons":
            _read_lesson(folder, rest)
        elif above != "media":
            _note_name(folder, above)
        elif "/" in rest:
            _note_name(folder, name, "put it into media/ itself")
    for needed in ("module.yaml", f"module.{course.source}.md"):
        if f"{folder.file}/{needed}" not in folder.notes:
            folder.about(needed).error(
                TOP, "no-file", f"the module has no {needed}", "write one; see the guide for trainers"
            )
    return folder


def _read_top(folder: Folder, name: str) -> None:
    found = NAME.fullmatch(name)
    what = (found["stem"], found["kind"]) if found else ("", "")
    language = (found["language"] if found else None) or ""
    if what == ("module", "yaml") and not language:
        folder.structure = _document(folder, name)
    elif what == ("questions", "yaml") and language != folder.course.source:
        if language and not _known(folder, name, language):
            return
        document = _document(folder, name, language)
        if document is not None:
            folder.banks[language or folder.course.source] = document
    elif what in (("module", "md"), ("assignment", "md")) and language and _known(folder, name, language):
        sheet = _sheet(folder, name, language, folder.id)
        if sheet:
            (folder.welcome if what[0] == "module" else folder.assignment)[language] = sheet
    elif f"{folder.file}/{name}" not in folder.notes and name not in ("README.md", "LICENSE"):
        _note_name(folder, name)


def _read_lesson(folder: Folder, rest: str) -> None:
    name, found = f"lessons/{rest}", NAME.fullmatch(rest)
    if not found or found["kind"] != "md" or not found["language"] or "/" in rest:
        folder.about(name).error(TOP, "file-name", "this is no name of a lesson", "call it <id>.<language>.md")
    elif _known(folder, name, found["language"]):
        sheet = _sheet(folder, name, found["language"], found["stem"])
        if sheet:
            folder.lessons.setdefault(found["stem"], {})[found["language"]] = sheet


def _document(folder: Folder, name: str, language: str = "") -> Document | None:
    document, notes = read_document(folder.files, name, f"{folder.file}/{name}")
    folder.notes[notes.file] = notes
    if language:
        folder.optional.add(notes.file)
    return document


def _sheet(folder: Folder, name: str, language: str, subject: str) -> Sheet | None:
    sheet, notes = read_sheet(folder.files, name, f"{folder.file}/{name}", subject)
    folder.notes[notes.file] = notes
    if language != folder.course.source:
        folder.optional.add(notes.file)
    return sheet


def _known(folder: Folder, name: str, language: str) -> bool:
    if language in folder.course.languages:
        return True
    folder.optional.add(f"{folder.file}/{name}")
    advice = nearest(language, folder.course.languages, f"the languages are {', '.join(folder.course.languages)}")
    folder.about(name).error(TOP, "unknown-language", f"`{language}` is no language of the course", advice)
    return False


def _note_name(folder: Folder, name: str, otherwise: str = "remove it") -> None:
    folder.optional.add(f"{folder.file}/{name}")
    notes = folder.about(name)
    if not notes.found:
        notes.error(TOP, "file-name", f"`{name}` is no name of the format", nearest(name, KNOWN, otherwise))
