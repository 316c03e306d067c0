"""The content folder as it stood at a revision of the git repository that holds it, read without a git program."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG

from dulwich.errors import NotGitRepository
from dulwich.objects import Blob, Commit, Tree
from dulwich.objectspec import parse_commit, parse_object
from dulwich.repo import Repo

from app.content.snapshot import LARGEST, Snapshot


class NoHistory(Exception):
    """The past of the content cannot be looked at; the text says why, in words for an author."""


def snapshot_at(directory: Path, revision: str) -> Snapshot:
    """Read the files of a content folder at a revision: a branch, a tag, a commit's hash, HEAD~1. Raises NoHistory."""
    try:
        repository = Repo.discover(directory.resolve())
    except NotGitRepository:
        raise NoHistory(f"{directory} is in no git repository, so it cannot be compared with {revision}.") from None
    with repository:
        files: dict[str, bytes] = {}
        _collect(repository, _folder(repository, directory, revision), "", files)
    return Snapshot(files)


def root_of(directory: Path) -> Path:
    """Give the root of the repository that holds a folder; the folder itself where there is none."""
    try:
        with Repo.discover(directory.resolve()) as repository:
            return Path(repository.path).resolve()
    except NotGitRepository:
        return directory.resolve()


def _folder(repository: Repo, directory: Path, revision: str) -> Tree:
    tree = repository[_commit(repository, revision).tree]
    for name in directory.resolve().relative_to(Path(repository.path).resolve()).parts:
        found = tree[name.encode()] if isinstance(tree, Tree) and name.encode() in tree else None
        if found is None:
            raise NoHistory(f"At {revision} there was no folder {directory} yet, so there is nothing to compare with.")
        tree = repository[found[1]]
    if not isinstance(tree, Tree):
        raise NoHistory(f"At {revision}, {directory} was no folder.")
    return tree


def _commit(repository: Repo, revision: str) -> Commit:
    for parse in (parse_commit, parse_object) if revision.strip() else ():
        try:
            found = parse(repository, revision)
            return parse_commit(repository, found) if isinstance(found, Commit) else parse_commit(repository, revision)
        except (LookupError, ValueError):  # each reads some forms of names, and neither says which
            continue
    raise NoHistory(
        f"The repository has no revision `{revision}`. Fetch it first (git fetch; a shallow clone holds only the last)."
    )


def _collect(repository: Repo, tree: Tree, above: str, files: dict[str, bytes]) -> None:
    """Read what a snapshot of a folder would hold: no hidden files, no links."""
    for name, mode, sha in tree.iteritems():
        word = name.decode("utf-8", "surrogateescape")
        found = repository[sha] if S_ISREG(mode) or mode == 0o040000 else None
        if word[0] == "." or word[-1] == "~":
            continue
        if isinstance(found, Tree):
            _collect(repository, found, f"{above}{word}/", files)
        elif isinstance(found, Blob) and found.raw_length() <= LARGEST:
            files[f"{above}{word}"] = found.data
