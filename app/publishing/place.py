"""Content that lies ready to be read: in which folder, from which commit, and where its last good versions are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from app.content.load import load, read_library
from app.content.models import Commit, Library
from app.content.shelf import Shelf
from app.content.snapshot import take_snapshot
from app.publishing.errors import CommitRefused
from app.settings import Settings

SHARED = ""
"""Stands for the files that all modules share, where modules are named by their ids."""


@dataclass(frozen=True)
class Version:
    """A commit's files: its id and the folder in which they lie."""

    commit: str
    folder: Path


@dataclass(frozen=True)
class Found:
    """A folder to read. `good` says by module id which version was last shown; only a restart has to ask it."""

    folder: Path
    commit: Commit | None = None
    good: Mapping[str, Version] = field(default_factory=dict)


class Source(Protocol):
    """Where content comes from. Its methods block, and one thread at a time calls them; only `name` and `folder_of`
    answer at once, and any thread may ask.
    """

    @property
    def name(self) -> str:
        """What it is, for people; without credentials."""
        ...

    def first(self) -> Found | None:
        """Give what to begin with, from what lies here already where that can be. Raises as `newest` does."""
        ...

    def newest(self) -> Found | None:
        """Give what there is now, None where it is what was given last. Raises CannotFollow and CommitRefused."""
        ...

    def again(self) -> None:
        """Forget what was given last: it could not be read, for a reason that is not its own."""
        ...

    def accept(self, library: Library) -> None:
        """Keep in mind that a library is live now."""
        ...

    def folder_of(self, library: Library, module_id: str) -> Path:
        """Give the content folder that holds the files of a module as it is live."""
        ...


def source_of(settings: Settings) -> Source:
    """Give the source that the settings name."""
    if not settings.content_repository:
        from app.publishing.folder import Folder

        return Folder(settings.content_dir)
    from app.publishing.branch import Branch  # what reads git takes a fifth of a second to import

    address, branch = settings.content_repository, settings.content_branch
    return Branch(address, branch, settings.content_subfolder, settings.data_dir / "content")


LastGood = Callable[[], Library | None]
"""Gives what was last good. It is asked only where something is broken: to pass it between processes takes time."""


def read(found: Found, last_good: LastGood, shelf: Shelf | None = None) -> Library:
    """Read what was found; what is broken stays as it was last good, after a restart as it was last shown.

    A `shelf` from the last time spares reading what has not changed.

    Raises CommitRefused for a commit without a single module where there were some before.
    """
    files, shelf = take_snapshot(found.folder), {} if shelf is None else shelf
    library, kept = read_library(files, found.folder, None, shelf), None
    if library.errors or not library.modules:
        kept = last_good() or _last_shown(found.good)
        library = read_library(files, found.folder, kept, shelf)
    if found.commit and kept and kept.modules and not library.modules:
        raise CommitRefused(found.commit, "It holds no module at all.")
    return _with_commits(library, found.commit, kept)


def _last_shown(good: Mapping[str, Version]) -> Library | None:
    """Put together what was live before a restart, each module from the commit in which it was last good."""
    if not good:
        return None
    read_once = {version: load(version.folder) for version in dict.fromkeys(good.values())}
    found = {ident: read_once[version].modules.get(ident) for ident, version in good.items()}
    base = read_once[good[SHARED]] if SHARED in good else next(iter(read_once.values()))
    return replace(
        base,
        modules={ident: module for ident, module in found.items() if module},
        commits={ident: version.commit for ident, version in good.items()},
    )


def _with_commits(library: Library, commit: Commit | None, kept: Library | None) -> Library:
    here = commit.id if commit else ""
    commits = {ident: kept.commit_of(ident) if kept and ident in library.refused else here for ident in library.modules}
    return replace(library, commit=commit, commits=commits)
