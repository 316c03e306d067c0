"""A plain folder, whose files trainers edit in place."""

from __future__ import annotations

from pathlib import Path

from app.content.models import Commit, Library
from app.content.snapshot import fingerprint
from app.publishing.checkout import checked_out
from app.publishing.place import Found


class Folder:
    """The folder as a source. Its commit is the one that is checked out, where it is part of a git work tree."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        return str(self.folder)

    def first(self) -> Found | None:
        return self.newest()

    def newest(self) -> Found | None:
        """Give the folder if any of its files has come, gone or changed, or another commit was checked out."""
        commit = checked_out(self.folder)
        present = fingerprint(self.folder), commit
        if present == self._seen:
            return None
        self._seen = present
        return Found(self.folder, Commit(commit) if commit else None)

    def again(self) -> None:
        self._seen = None

    def accept(self, library: Library) -> None:
        """Nothing is to be kept: the last good version of a module lives with the process."""

    def folder_of(self, library: Library, module_id: str) -> Path:
        return self.folder
