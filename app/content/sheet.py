"""A Markdown file of the course: front matter between two lines of `---`, then the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.content.document import Document, read
from app.content.findings import TOP, Notes
from app.content.snapshot import Snapshot, text_of

CLOSED = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Sheet:
    """A Markdown file, read. `line` is the file's line at which the body begins."""

    file: str
    front: Document
    body: str
    line: int
    notes: Notes


def read_document(files: Snapshot, name: str, file: str) -> tuple[Document | None, Notes]:
    """Read the YAML file `name` of a snapshot; findings call it `file`."""
    notes = Notes(file)
    raw = files.read(name, notes)
    text = None if raw is None else text_of(raw, notes)
    return (None if text is None else read(text, notes)), notes


def read_sheet(files: Snapshot, name: str, file: str, subject: str) -> tuple[Sheet | None, Notes]:
    """Read the Markdown file `name` of a snapshot, with its front matter; findings call it `file`."""
    notes = Notes(file, subject)
    raw = files.read(name, notes)
    text = None if raw is None else text_of(raw, notes)
    if text is None:
        return None, notes
    front = _front(text, notes)
    document = read(front.group(1), notes, 2) if front else None
    if not front or document is None:
        return None, notes
    body = text[front.end() :]
    return Sheet(file, document, body, text.count("\n", 0, front.end()) + 1, notes), notes


def _front(text: str, notes: Notes) -> re.Match[str] | None:
    found = CLOSED.match(text)
    if not text.startswith("---"):
        notes.error(TOP, "no-front", "the file has no front matter", "begin it with ---, its fields, and --- again")
    elif not found:
        notes.error(TOP, "front-open", "the front matter is never closed", "end it with a line that holds only ---")
    return found
