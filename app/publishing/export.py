"""The files of a commit, written out as a folder: whole or not at all, and nothing but plain files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from dulwich.objects import S_ISGITLINK, Blob, ObjectID, Tree
from dulwich.objects import Commit as StoredCommit
from dulwich.repo import Repo

LARGEST_FILE, LARGEST_FOLDER, MOST_FILES, DEEPEST = 4 * 1024 * 1024, 64 * 1024 * 1024, 10_000, 8
"""Bytes of one file and of all, how many, and how many folders inside each other."""


class NotExported(Exception):
    """The commit holds what content never does; the text says what, for a trainer."""


@dataclass
class _Sum:
    files: int = 0
    size: int = 0


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
    assert isinstance(commit, StoredCommit)
    tree = store[commit.tree]
    for name in (each.encode() for each in subfolder.split("/") if each not in ("", ".")):
        found = tree[name] if isinstance(tree, Tree) and name in tree else None
        if found is None or not S_ISDIR(found[0]):
            raise NotExported(f"It has no folder {subfolder}.")
        tree = store[found[1]]
    assert isinstance(tree, Tree)
    return tree


def _files(store: Repo, tree: Tree, above: str, so_far: _Sum) -> Iterator[tuple[str, Blob]]:
    if above.count("/") > DEEPEST:
        raise NotExported(f"{above} lies deeper than {DEEPEST} folders.")
    for raw, mode, sha in tree.iteritems():
        path = above + _name(raw, above)
        if S_ISDIR(mode):
            inner = store[sha]
            assert isinstance(inner, Tree)
            yield from _files(store, inner, f"{path}/", so_far)
        else:
            yield path, _blob(store, path, mode, sha, so_far)


def _name(raw: bytes, above: str) -> str:
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise NotExported(f"In {above or 'the folder'} a name is not UTF-8.") from None
    if name.lower() in ("", ".", "..", ".git") or any(each in name for each in "/\\\0"):
        raise NotExported(f"The path {above}{name!r} leads out of the folder.")
    return name


def _blob(store: Repo, path: str, mode: int, sha: ObjectID, so_far: _Sum) -> Blob:
    if S_ISLNK(mode):
        raise NotExported(f"{path} is a symbolic link. Put the file itself there.")
    if S_ISGITLINK(mode) or not S_ISREG(mode):
        raise NotExported(f"{path} is a submodule. Put its files there.")
    blob = store[sha]
    assert isinstance(blob, Blob)
    size = blob.raw_length()
    so_far.files, so_far.size = so_far.files + 1, so_far.size + size
    if size > LARGEST_FILE:
        raise NotExported(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB.")
    if so_far.files > MOST_FILES or so_far.size > LARGEST_FOLDER:
        raise NotExported(f"It has more than {MOST_FILES} files, or than {LARGEST_FOLDER // 1024 // 1024} MB of them.")
    return blob
