"""Writes the skeletons of all that a module lacks in a language. What is there stays as it is."""

from __future__ import annotations

from pathlib import Path as FilePath

from app.content.draft import Draft, read_draft
from app.content.shared import read_shared
from app.content.skeletons import bank_skeleton, question_skeleton, sheet_skeleton
from app.content.snapshot import take_snapshot
from app.content.writing import NotWritable, TextFile
from app.content.yaml_edits import append


class NotThere(LookupError):
    """There is no such module or language; the message says so, and what there is."""


def open_draft(directory: FilePath, module: str, language: str) -> Draft:
    """Read a module for work on one of its translations. Raises NotThere."""
    files = take_snapshot(directory)
    shared, modules = read_shared(files, None), files.below("modules")
    if module not in modules:
        raise NotThere(f"there is no module `{module}`; there are: {', '.join(sorted(modules))}")
    others = [each for each in shared.course.languages if each != shared.course.source]
    if language not in others:
        raise NotThere(f"`{language}` is no language to translate into; course.yaml names: {', '.join(others)}")
    return read_draft(modules[module], module, shared)


def translate(directory: FilePath, module: str, language: str) -> dict[str, int]:
    """Write what is missing. Give by file how many texts and questions were added.

    Raises NotThere for an unknown module or language, and NotWritable where a file has faults: then nothing is written.
    """
    draft = open_draft(directory, module, language)
    new = {**_sheets(draft, directory, language), **_bank(draft, directory, language)}
    for file, _ in new.values():
        file.write()
    return {name: count for name, (_, count) in new.items()}


def _sheets(draft: Draft, directory: FilePath, language: str) -> dict[str, tuple[TextFile, int]]:
    made = {}
    for name, pages in draft.named_texts().items():
        source, file = pages.source(draft.source), f"{draft.folder.file}/{name}.{language}.md"
        if source and not (directory / file).exists():
            target = TextFile(directory / file)
            target.text = sheet_skeleton(source.sheet, language)
            made[file] = (target, 1)
    return made


def _bank(draft: Draft, directory: FilePath, language: str) -> dict[str, tuple[TextFile, int]]:
    file = f"{draft.folder.file}/{draft.folder.bank_name(language)}"
    wanted = [each.name for each in draft.pieces() if each.file == file and each.state == "missing"]
    if not wanted:
        return {}
    try:
        target = TextFile(directory / file)
        if not target.there:
            target.text = bank_skeleton(draft.folder.id, language)
        added = (question_skeleton(ident, draft.bank.questions[ident]) for ident in wanted)
        target.text = append(target.text, "\n".join(added))
    except NotWritable as fault:
        raise NotWritable(f"{file}: {fault}") from None
    return {file: (target, len(wanted))}
