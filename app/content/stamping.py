"""Writes the hashes of today's source words into translations: "I have looked at this again, it fits".

Only the `source:` line of a translation is touched; every other byte of the file stays as its author left it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from app.content.document import Document
from app.content.draft import Draft, read_draft
from app.content.findings import Spot
from app.content.models import Course
from app.content.shared import entry_hash, read_shared
from app.content.sheet import read_document
from app.content.snapshot import Snapshot, take_snapshot
from app.content.staleness import sheet_hash
from app.content.translated_bank import question_hash

Edit = tuple[Spot, bool, str]
"""Where a hash goes: at a value that is there (True), or on a new line before a key (False)."""
VALUE = re.compile(r"""'[^'\n]*'|"[^"\n]*"|[^\s#]+""")


def stamp(directory: FilePath, module: str = "", language: str = "") -> dict[str, int]:
    """Stamp the translations of one module and language, or of all. Give the number of stamps set by file."""
    files = take_snapshot(directory)
    shared = read_shared(files, None)
    found = [] if module else list(_shared_edits(files, shared.course, language))
    for ident, each in files.below("modules").items():
        if module in ("", ident):
            found += _edits(read_draft(each, ident, shared), language)
    changed = {file: edits for file, edits in found if edits}
    for file, edits in changed.items():
        _write(directory / file, edits)
    return {file: len(edits) for file, edits in changed.items()}


def _edits(draft: Draft, only: str) -> Iterator[tuple[str, list[Edit]]]:
    for language in draft.folder.course.languages:
        if language != draft.source and only in ("", language):
            yield from _sheet_edits(draft, language)
            yield from _bank_edits(draft, language)


def _shared_edits(files: Snapshot, course: Course, only: str) -> Iterator[tuple[str, list[Edit]]]:
    """Give the edits of the glossary and the facts."""
    others = [each for each in course.languages if each != course.source and only in ("", each)]
    for name in ("glossary", "facts"):
        source = _document(files, f"{name}.yaml")
        for language in others:
            words = _document(files, f"{name}.{language}.yaml")
            known = [ident for ident in words.value if ident in source.value]
            edits = [_edit(words, (ident,), entry_hash(source.value[ident])) for ident in known]
            yield f"{name}.{language}.yaml", [edit for each in edits for edit in each]


def _document(files: Snapshot, name: str) -> Document:
    document = read_document(files, name, name)[0] if name in files else None
    return document if document and isinstance(document.value, dict) else Document({})


def _sheet_edits(draft: Draft, language: str) -> Iterator[tuple[str, list[Edit]]]:
    for pages in draft.texts():
        page, source = pages.pages.get(language), pages.source(draft.source)
        if page and source:
            yield page.sheet.file, _edit(page.sheet.front, (), sheet_hash(source.sheet))


def _bank_edits(draft: Draft, language: str) -> Iterator[tuple[str, list[Edit]]]:
    document = draft.folder.banks.get(language)
    words = document.value if document and isinstance(document.value, dict) else {}
    edits: list[Edit] = []
    for ident, written in draft.bank.questions.items():
        if document and isinstance(words.get(ident), dict):
            edits += _edit(document, (ident,), question_hash(written.question, written.raw))
    yield f"{draft.folder.file}/{draft.folder.bank_name(language)}", edits


def _edit(document: Document, path: tuple[str, ...], wanted: str) -> list[Edit]:
    """Give the edit that puts a hash into the mapping at a path, none where it is there already."""
    here = document.get(path)
    if not isinstance(here, dict) or not here or here.get("source") == wanted:
        return []
    if here.get("source"):
        return [(document.at((*path, "source")), True, wanted)]
    return [(document.key((*path, next(iter(here)))), False, wanted)]


def _write(path: FilePath, edits: list[Edit]) -> None:
    lines = path.read_bytes().decode("utf-8").split("\n")
    for spot, there, wanted in sorted(edits, reverse=True):
        line, column = lines[spot.line - 1], spot.column - 1
        if there:
            lines[spot.line - 1] = line[:column] + VALUE.sub(f'"{wanted}"', line[column:], count=1)
        else:
            lines.insert(spot.line - 1, f'{line[:column]}source: "{wanted}"')
    path.write_bytes("\n".join(lines).encode())
