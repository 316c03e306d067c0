"""The content at a revision of a real repository, made and read without a git program."""

from __future__ import annotations

from pathlib import Path

import pytest
from dulwich import porcelain
from dulwich.repo import Repo

from app.content.history import NoHistory, root_of, snapshot_at
from app.content.snapshot import take_snapshot
from tests.content.seeded import DAILY
from tests.content.tree import spoil, write_tree

AUTHOR = b"A Trainer <trainer@example.org>"


def commit(root: Path, message: str) -> bytes:
    """Commit all there is."""
    porcelain.add(str(root))
    return porcelain.commit(str(root), message=message.encode(), author=AUTHOR, committer=AUTHOR)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with the course in a folder, in its second commit."""
    root = tmp_path / "firm"
    root.mkdir()
    with Repo.init(root):
        (root / "README").write_text("A firm.\n")
        commit(root, "begin")
        write_tree(root / "our content")
        (root / "our content" / ".hidden").write_text("x")
        commit(root, "write")
    return root


def test_a_revision_reads_like_the_folder_did(root: Path) -> None:
    content = root / "our content"
    before = take_snapshot(content)
    spoil(content, DAILY, "Amina sews", "Amina mends")
    (content / "new.md").write_text("x")
    assert snapshot_at(content, "HEAD").files == before.files
    last = commit(root, "edit").decode()
    porcelain.tag_create(str(root), b"v1", message=b"one", author=AUTHOR, annotated=True)
    for name in ("HEAD~1", "HEAD^"):
        assert snapshot_at(content, name).digest() == before.digest()
    for name in ("HEAD", last, last[:8], "v1", "master"):
        assert snapshot_at(content, name).digest() == take_snapshot(content).digest()


def test_what_cannot_be_compared_is_said_in_words(root: Path, tmp_path: Path) -> None:
    content = root / "our content"
    with pytest.raises(NoHistory, match="has no revision `never`"):
        snapshot_at(content, "never")
    for odd in ("HEAD~9", "", "..", "\0", "é", "HEAD:README", "v1..v2"):
        with pytest.raises(NoHistory):
            snapshot_at(content, odd)
    with pytest.raises(NoHistory, match="At HEAD~1 there was no folder"):
        snapshot_at(content, "HEAD~1")
    with pytest.raises(NoHistory, match="is in no git repository"):
        snapshot_at(write_tree(tmp_path / "loose"), "HEAD")


def test_a_repository_without_a_commit_has_no_revision(tmp_path: Path) -> None:
    with Repo.init(tmp_path), pytest.raises(NoHistory, match="has no revision"):
        snapshot_at(tmp_path, "HEAD")


def test_the_root_is_that_of_the_repository(root: Path, tmp_path: Path) -> None:
    assert root_of(root / "our content") == root.resolve()
    assert root_of(tmp_path / "nowhere") == (tmp_path / "nowhere").resolve()
