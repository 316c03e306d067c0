"""The files of a commit, written out as a folder: whole or not at all, and nothing but plain files."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from dulwich.errors import ObjectFormatException
from dulwich.objects import S_ISGITLINK, Blob, ObjectID, Tree
from dulwich.objects import Commit as StoredCommit
from dulwich.repo import Repo

LARGEST_FILE, LARGEST_FOLDER, MOST_FILES, DEEPEST = 4 * 1024 * 1024, 64 * 1024 * 1024, 10_000, 8
"""Bytes of one file and of all, how many files and folders, and how many folders inside each other."""
LONGEST_NAME = 255
"""Bytes that a file system takes (NAME_MAX of Linux)."""
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]")
"""What moves the cursor of a terminal or turns a line around; the joiners and isolates of Arabic are not among them."""


class NotExported(Exception):
    """The commit holds what content never does; the text says what, for a trainer."""


@dataclass
class _Sum:
    entries: int = 0
    size: int = 0

    def take(self, size: int) -> None:
        """Count a file or a folder. Raises NotExported where that is one too many."""
        self.entries, self.size = self.entries + 1, self.size + size
        if self.entries > MOST_FILES or self.size > LARGEST_FOLDER:
            most = f"{MOST_FILES} files and folders, or than {LARGEST_FOLDER // 1024 // 1024} MB of them"
            raise NotExported(f"It has more than {most}.")


def export(store: Repo, commit_id: str, subfolder: str, target: Path) -> None:
    """Write a folder of a commit to `target`. Raises NotExported.

    One that is there already is only marked as new, so that nobody tidies it away before it is read.
    """
    if target.is_dir():
        os.utime(target)
        return
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        unfinished.mkdir(parents=True)
        for path, blob in _files(store, _tree(store, commit_id, subfolder), "", _Sum()):
            file = unfinished / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(blob.data)
        unfinished.rename(target)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _tree(store: Repo, commit_id: str, subfolder: str) -> Tree:
    commit = store[commit_id.encode()]
    if not isinstance(commit, StoredCommit):
        raise NotExported("It is no commit.")
    tree = _folder(store, commit.tree, "")
    for name in (each.encode() for each in subfolder.split("/") if each not in ("", ".")):
        if name not in tree or not S_ISDIR(tree[name][0]):
            raise NotExported(f"It has no folder {subfolder}.")
        tree = _folder(store, tree[name][1], subfolder)
    return tree


def _folder(store: Repo, sha: ObjectID, path: str) -> Tree:
    """Read a folder. Raises NotExported for what is called a folder and is none."""
    tree = store[sha]
    if not isinstance(tree, Tree):
        raise NotExported(f"The folder {path or 'of the commit'} is none.")
    if tree.raw_length() > LARGEST_FILE:  # before it is parsed, which takes many times as much memory
        raise NotExported(f"The folder {path or 'of the commit'} holds too many files.")
    try:
        len(tree)
    except (ObjectFormatException, ValueError):
        raise NotExported(f"The folder {path or 'of the commit'} cannot be read.") from None
    return tree


def _files(store: Repo, tree: Tree, above: str, so_far: _Sum) -> Iterator[tuple[str, Blob]]:
    if above.count("/") > DEEPEST:
        raise NotExported(f"{above} lies deeper than {DEEPEST} folders.")
    for raw, mode, sha in tree.iteritems():
        path = above + _name(raw, above)
        if S_ISDIR(mode):
            so_far.take(0)
            yield from _files(store, _folder(store, sha, path), f"{path}/", so_far)
        else:
            yield path, _blob(store, path, mode, sha, so_far)


def _name(raw: bytes, above: str) -> str:
    where = above or "the folder"
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise NotExported(f"In {where} a name is not UTF-8.") from None
    if name.lower() in ("", ".", "..", ".git") or any(each in name for each in "/\\\0"):
        raise NotExported(f"The path {above}{name!r} leads out of the folder.")
    if CONTROL.search(name):
        raise NotExported(f"In {where} the name {ascii(name)[:100]} has control characters.")
    if len(raw) > LONGEST_NAME:
        raise NotExported(f"In {where} the name {name[:40]}... is longer than {LONGEST_NAME} bytes.")
    return name


def _blob(store: Repo, path: str, mode: int, sha: ObjectID, so_far: _Sum) -> Blob:
    if S_ISLNK(mode):
        raise NotExported(f"{path} is a symbolic link. Put the file itself there.")
    if S_ISGITLINK(mode) or not S_ISREG(mode):
        raise NotExported(f"{path} is a submodule. Put its files there.")
    blob = store[sha]
    if not isinstance(blob, Blob):
        raise NotExported(f"{path} is no file.")
    if blob.raw_length() > LARGEST_FILE:
        raise NotExported(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB.")
    so_far.take(blob.raw_length())
    return blob
