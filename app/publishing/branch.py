"""A branch as a source: each new commit is fetched, written out, and remembered by what of it could be shown.

In the data folder: `content/store` holds what was fetched, `content/<commit>` the files of a commit, and
`content/live.json` which commit is live and, by module, in which commit it was last good: after a restart these are
shown again, whatever the branch holds by then.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dulwich.objects import ObjectID

from app.content.models import Commit, Library
from app.publishing.checkout import COMMIT
from app.publishing.errors import CannotFollow, CommitRefused, StoreDamaged
from app.publishing.export import NotExported, export
from app.publishing.place import SHARED, Found, Version
from app.publishing.repository import Repository

KEPT_SECONDS = 3600.0
"""How long a commit's files stay after they were last live or written out: another process may still show them."""


class Branch:
    """The branch as a source; several processes may share its folder."""

    def __init__(self, address: str, branch: str, subfolder: str, folder: Path) -> None:
        self.folder = folder
        self._subfolder = subfolder
        self._repository = Repository(address, branch, folder / "store")
        self._origin = f"{self._repository.shown} {branch} {subfolder}"
        self._seen = self._begun_anew = ""

    @property
    def name(self) -> str:
        return f"{self._repository.shown} ({self._repository.branch})"

    def first(self) -> Found | None:
        """Give what was live before the restart, without asking anybody; else what the branch holds now."""
        live, good = self._remembered()
        if live:
            try:
                with self._alone():
                    return self._found(live)
            except (CannotFollow, CommitRefused):  # the store has gone with its objects, or the disk is full
                self._seen = ""
            if (self.folder / live).is_dir():
                return Found(self.folder / live, Commit(live), self._on_disk(good))
        return self.newest()

    def newest(self) -> Found | None:
        with self._alone():
            head = self._repository.head()
            if head == self._seen:
                return None
            try:
                return self._fetched(head)
            except StoreDamaged:
                if head == self._begun_anew:  # it is not the store; the other side sends it so
                    raise
                self._begun_anew = head
                self._repository.begin_anew()
                return self._fetched(head)

    def again(self) -> None:
        self._seen = ""

    def accept(self, library: Library) -> None:
        if library.commit is None:
            return
        good = dict(library.commits)
        with self._alone():
            replaced, before = self._remembered()
            if not any(each.file.count("/") == 0 for each in library.errors):
                good[SHARED] = library.commit.id
            elif SHARED in before:
                good[SHARED] = before[SHARED]
            self._remember(library.commit.id, good)
            self._tidy({library.commit.id, *good.values()}, {replaced, *before.values()})

    def folder_of(self, library: Library, module_id: str) -> Path:
        return self.folder / (library.commit_of(module_id) or "none")

    def _fetched(self, commit_id: str) -> Found:
        self._repository.fetch(commit_id)
        return self._found(commit_id)

    def _found(self, commit_id: str) -> Found:
        """Write a fetched commit out. Raises CommitRefused; such a commit is not tried again, unlike one for which only
        the disk had no room.
        """
        commit = self._repository.commit(commit_id)
        try:
            good = {ident: Version(each, self._export(each)) for ident, each in self._good().items()}
            found = Found(self._export(commit_id), commit, good)
        except NotExported as error:
            self._seen = commit_id
            raise CommitRefused(commit, str(error)) from error
        self._seen = commit_id
        return found

    def _export(self, commit_id: str) -> Path:
        target = self.folder / commit_id
        with self._repository.store() as store:
            export(store, commit_id, self._subfolder, target)
        return target

    def _good(self) -> Mapping[str, str]:
        """Give the last good commit by module, of those whose files there still are."""
        _, good = self._remembered()
        with self._repository.store() as store:
            there = {each for each in good.values() if ObjectID(each.encode()) in store.object_store}
        return {ident: each for ident, each in good.items() if each in there or (self.folder / each).is_dir()}

    def _on_disk(self, good: Mapping[str, str]) -> Mapping[str, Version]:
        versions = {ident: Version(each, self.folder / each) for ident, each in good.items()}
        return {ident: each for ident, each in versions.items() if each.folder.is_dir()}

    def _remembered(self) -> tuple[str, Mapping[str, str]]:
        try:
            stored = json.loads((self.folder / "live.json").read_text(encoding="utf-8"))
            good = {str(ident): str(each) for ident, each in stored["modules"].items() if COMMIT.fullmatch(str(each))}
            known = stored["origin"] == self._origin and COMMIT.fullmatch(stored["commit"])
            return (stored["commit"], good) if known else ("", {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return "", {}

    def _remember(self, commit_id: str, good: Mapping[str, str]) -> None:
        if self._remembered() == (commit_id, good):  # so that a start needs no room on the disk
            return
        stored = {"origin": self._origin, "commit": commit_id, "modules": good}
        unfinished = self.folder / f"live.json.{os.getpid()}"
        unfinished.write_text(json.dumps(stored, indent=1), encoding="utf-8")
        unfinished.replace(self.folder / "live.json")

    def _tidy(self, wanted: set[str], replaced: set[str]) -> None:
        """Remove the files of commits that nobody shows any more, and what a broken start left behind.

        What is replaced just now may have been live for weeks; its hour begins now.
        """
        for each in self.folder.iterdir():
            if COMMIT.fullmatch(each.name.partition(".")[0]):
                if each.name in wanted | replaced:
                    os.utime(each)
                elif each.stat().st_mtime < time.time() - KEPT_SECONDS:
                    shutil.rmtree(each, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other process works in the folder. Raises CannotFollow where it cannot be used."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with open(self.folder / "lock", "w", encoding="ascii") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise CannotFollow(f"The folder {self.folder} cannot be used: {error.strerror}.") from error
