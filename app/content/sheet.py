"""A Markdown file of the course: front matter between two lines of `---`, then the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path as FilePath

from app.content.document import Document, read
from app.content.findings import TOP, Notes, Spot

CLOSED = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Sheet:
    """A Markdown file, read. `line` is the file's line at which the body begins."""

    file: str
    front: Document
    body: str
    line: int
    notes: Notes


def read_text(path: FilePath, notes: Notes) -> str | None:
    """Read a file as UTF-8 with plain line ends. None where it is no text; `notes` says what is unusual."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        notes.error(_spot(raw[: fault.start]), "not-utf8", "this character is not UTF-8", "save the file as UTF-8")
        return None
    except OSError as fault:
        notes.error(TOP, "unreadable", f"the file cannot be read: {fault.strerror}", "see who may read it")
        return None
    if text.startswith("\ufeff"):
        notes.error(TOP, "bom", "the file begins with an invisible mark (BOM)", "save it as UTF-8 without BOM")
        text = text[1:]
    if "\r" in text:
        notes.warning(
            _spot(raw[: raw.index(b"\r")]), "crlf", "lines end as on Windows (CRLF)", "save with LF line ends"
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    _note_trailing(text, notes)
    notes.text = text
    return text


def read_document(path: FilePath, file: str) -> tuple[Document | None, Notes]:
    """Read a YAML file."""
    notes = Notes(file)
    text = read_text(path, notes)
    return (None if text is None else read(text, notes)), notes


def read_sheet(path: FilePath, file: str, subject: str) -> tuple[Sheet | None, Notes]:
    """Read a Markdown file with front matter."""
    notes = Notes(file, subject)
    text = read_text(path, notes)
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


def _note_trailing(text: str, notes: Notes) -> None:
    if " \n" in text or "\t\n" in text:
        for number, line in enumerate(text.split("\n"), 1):
            bare = line.rstrip(" \t")
            if bare != line and not line.endswith("  "):
                notes.warning(Spot(number, len(bare) + 1), "trailing", "a space at the end of the line", "delete it")


def _spot(before: bytes) -> Spot:
    text = before.decode("utf-8", "replace")
    return Spot(text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)
