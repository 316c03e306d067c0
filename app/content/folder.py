"""The files of one module as they lie in its folder, read but not yet judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from app.content.document import Document
from app.content.findings import TOP, Finding, Notes, nearest
from app.content.models import Course
from app.content.sheet import Sheet, read_document, read_sheet

NAME = re.compile(r"(?P<stem>[^.]+)(?:\.(?P<language>[^.]+))?\.(?P<kind>md|yaml)")
KNOWN = ("module.yaml", "questions.yaml", "module.en.md", "assignment.en.md", "questions.fr.yaml", "lessons", "media")

Sheets = dict[str, Sheet]
"""One text in each of its languages."""


@dataclass
class Folder:
    """A module's files. Findings about source files break the module, those about translations only themselves."""

    id: str
    path: FilePath
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


def read_folder(path: FilePath, course: Course) -> Folder:
    """Read every file of a module's folder."""
    folder = Folder(path.name, path, f"modules/{path.name}", course)
    for each in _visible(path):
        if each.is_file():
            _read_top(folder, each)
        elif each.name not in ("lessons", "media"):
            _note_name(folder, each.name, each.name)
    for each in _visible(path / "lessons"):
        _read_lesson(folder, each)
    for needed in ("module.yaml", f"module.{course.source}.md"):
        if f"{folder.file}/{needed}" not in folder.notes:
            folder.about(needed).error(
                TOP, "no-file", f"the module has no {needed}", "write one; see the guide for trainers"
            )
    return folder


def _visible(path: FilePath) -> Iterator[FilePath]:
    if path.is_dir():
        yield from sorted(each for each in path.iterdir() if each.name[0] != "." and each.name[-1] != "~")


def _read_top(folder: Folder, path: FilePath) -> None:
    found = NAME.fullmatch(path.name)
    what = (found["stem"], found["kind"]) if found else ("", "")
    language = (found["language"] if found else None) or ""
    if what == ("module", "yaml") and not language:
        folder.structure = _document(folder, path)
    elif what == ("questions", "yaml") and language != folder.course.source:
        if language and not _known(folder, path.name, language):
            return
        document = _document(folder, path, language)
        if document is not None:
            folder.banks[language or folder.course.source] = document
    elif what in (("module", "md"), ("assignment", "md")) and _known(folder, path.name, language):
        sheet = _sheet(folder, path, path.name, language, folder.id)
        if sheet:
            (folder.welcome if what[0] == "module" else folder.assignment)[language] = sheet
    elif what not in (("module", "md"), ("assignment", "md")) and path.name not in ("README.md", "LICENSE"):
        _note_name(folder, path.name, path.name)


def _read_lesson(folder: Folder, path: FilePath) -> None:
    name, found = f"lessons/{path.name}", NAME.fullmatch(path.name)
    if not found or found["kind"] != "md" or not found["language"]:
        folder.about(name).error(TOP, "file-name", "this is no name of a lesson", "call it <id>.<language>.md")
    elif _known(folder, name, found["language"]):
        sheet = _sheet(folder, path, name, found["language"], found["stem"])
        if sheet:
            folder.lessons.setdefault(found["stem"], {})[found["language"]] = sheet


def _document(folder: Folder, path: FilePath, language: str = "") -> Document | None:
    document, notes = read_document(path, f"{folder.file}/{path.name}")
    folder.notes[notes.file] = notes
    if language:
        folder.optional.add(notes.file)
    return document


def _sheet(folder: Folder, path: FilePath, name: str, language: str, subject: str) -> Sheet | None:
    sheet, notes = read_sheet(path, f"{folder.file}/{name}", subject)
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


def _note_name(folder: Folder, file: str, name: str) -> None:
    folder.optional.add(f"{folder.file}/{file}")
    folder.about(file).error(TOP, "file-name", f"`{name}` is no name of the format", nearest(name, KNOWN, "remove it"))
