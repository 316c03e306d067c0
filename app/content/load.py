"""Reads the whole content folder into a library. Whatever an author wrote, this never raises: it finds.

A module with errors stays as it last was; the others are new. A translation with errors leaves its source to be shown.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.content.checks.courses import check_course
from app.content.findings import TOP, Finding, Notes
from app.content.hashing import whole_hash
from app.content.models import Course, Library, Module
from app.content.shared import Shared, read_shared
from app.content.shelf import Shelf, checked
from app.content.snapshot import Snapshot, take_snapshot


def load(directory: Path, last_good: Library | None = None, shelf: Shelf | None = None) -> Library:
    """Read, check and freeze everything in `directory`.

    `last_good` gives what has to be kept; a `shelf` from the last time spares reading what has not changed.
    """
    return read_library(take_snapshot(directory), directory, last_good, {} if shelf is None else shelf)


def read_library(files: Snapshot, directory: Path, last_good: Library | None, shelf: Shelf) -> Library:
    """Read, check and freeze what a snapshot of `directory` holds, as `load` does."""
    if not files.names():
        return _nothing(directory, last_good)
    with collector_paused():
        return _read(files, last_good, shelf)


def _read(files: Snapshot, last_good: Library | None, shelf: Shelf) -> Library:
    shared = read_shared(files, last_good)
    modules = {ident: checked(ident, each, shared, shelf) for ident, each in sorted(files.below("modules").items())}
    for gone in shelf.keys() - modules.keys():
        del shelf[gone]
    between = check_course(shared, {ident: each.outline for ident, each in modules.items()})
    new = {ident: None if between[ident].broken else each.module for ident, each in modules.items()}
    shown = {ident: module or _kept(ident, last_good) for ident, module in new.items()}
    notes = [each.found for each in (*shared.notes, *between.values())]
    found = [finding for each in (*notes, *(each.findings for each in modules.values())) for finding in each]
    library = _library(shared, {ident: module for ident, module in shown.items() if module}, found)
    return replace(library, refused=frozenset(ident for ident, module in new.items() if module is None))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Loading makes many objects and drops few: looking for circles among them costs a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _kept(ident: str, last_good: Library | None) -> Module | None:
    return last_good.modules.get(ident) if last_good else None


def _library(shared: Shared, modules: Mapping[str, Module], found: Iterable[Finding]) -> Library:
    listed = (
        *(ident for ident in shared.order if ident in modules),
        *(ident for ident in modules if ident not in shared.order),
    )
    ordered = {ident: modules[ident] for ident in listed}
    words = (
        repr((shared.course, shared.glossary, shared.facts)),
        *(f"{ident}:{each.revision}" for ident, each in ordered.items()),
    )
    return Library(shared.course, ordered, shared.glossary, shared.facts, tuple(sorted({*found})), whole_hash(*words))


def _nothing(directory: Path, last_good: Library | None) -> Library:
    what = "is empty" if directory.is_dir() else "does not exist"
    return no_content(f"the content folder {directory} {what}", "set SCORE_CONTENT_DIR, or pass --content", last_good)


def no_content(sentence: str, advice: str, last_good: Library | None = None) -> Library:
    """Give a library of what was last good, or of nothing, with the reason why there is no more."""
    notes = Notes(".")
    notes.error(TOP, "no-content", sentence, advice)
    if last_good:
        kept = last_good
        return replace(kept, findings=tuple(notes.found), refused=frozenset(kept.modules))
    return Library(Course("en", {"en": ()}), {}, {}, {}, tuple(notes.found), whole_hash())
