"""Reads the whole content folder into a library. Whatever an author wrote, this never raises: it finds.

A module with errors stays as it last was; the others are new. A translation with errors leaves its source to be shown.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.content.checks import check_draft
from app.content.checks.courses import check_course
from app.content.draft import Draft, make_module, read_draft
from app.content.findings import TOP, Notes
from app.content.hashing import whole_hash
from app.content.models import Course, Library, Module
from app.content.shared import Shared, read_shared


def load(directory: Path, last_good: Library | None = None) -> Library:
    """Read, check and freeze everything in `directory`; `last_good` gives what has to be kept."""
    if not directory.is_dir() or not any(directory.iterdir()):
        return _nothing(directory, last_good)
    with _collector_paused():
        shared = read_shared(directory, last_good)
        drafts = {path.name: read_draft(path, shared) for path in _folders(directory)}
        check_course(shared, drafts)
        modules = {ident: _module(draft) or _kept(ident, last_good) for ident, draft in drafts.items()}
        return _library(shared, drafts, {ident: module for ident, module in modules.items() if module})


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Loading makes many objects and drops few: looking for circles among them costs a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fingerprint(directory: Path) -> str:
    """Tell by names, sizes and times alone whether any file has come, gone or changed. "" where there is no folder."""
    digest = hashlib.sha256()
    for folder, names, files in os.walk(directory):
        names.sort()
        for name in sorted(files):
            try:
                status = os.stat(os.path.join(folder, name))
            except OSError:  # gone meanwhile, or a link that leads nowhere
                continue
            digest.update(f"{folder}/{name}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest() if directory.is_dir() else ""


def _folders(directory: Path) -> list[Path]:
    modules = directory / "modules"
    found = modules.iterdir() if modules.is_dir() else iter(())
    return sorted(each for each in found if each.is_dir() and not each.name.startswith("."))


def _module(draft: Draft) -> Module | None:
    check_draft(draft)
    return make_module(draft)


def _kept(ident: str, last_good: Library | None) -> Module | None:
    return last_good.modules.get(ident) if last_good else None


def _library(shared: Shared, drafts: Mapping[str, Draft], modules: Mapping[str, Module]) -> Library:
    listed = (
        *(ident for ident in shared.order if ident in modules),
        *(ident for ident in modules if ident not in shared.order),
    )
    ordered = {ident: modules[ident] for ident in listed}
    notes = [finding for each in shared.notes for finding in each.found]
    findings = {*notes, *(finding for draft in drafts.values() for finding in draft.findings)}
    words = (
        repr((shared.course, shared.glossary, shared.facts)),
        *(f"{ident}:{each.revision}" for ident, each in ordered.items()),
    )
    return Library(shared.course, ordered, shared.glossary, shared.facts, tuple(sorted(findings)), whole_hash(*words))


def _nothing(directory: Path, last_good: Library | None) -> Library:
    notes = Notes(".")
    what = "is empty" if directory.is_dir() else "does not exist"
    notes.error(TOP, "no-content", f"the content folder {directory} {what}", "set SCORE_CONTENT_DIR, or pass --content")
    if last_good:
        kept = last_good
        return Library(kept.course, kept.modules, kept.glossary, kept.facts, tuple(notes.found), kept.revision)
    return Library(Course("en", {"en": ()}), {}, {}, {}, tuple(notes.found), whole_hash())
