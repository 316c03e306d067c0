"""Which commit a plain folder was checked out from."""

from __future__ import annotations

from pathlib import Path

import pytest
from dulwich.repo import Repo

from app.publishing.checkout import checked_out
from app.publishing.folder import Folder
from app.publishing.place import read
from tests.course import write_course

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def work_tree(tmp_path: Path) -> Path:
    """Give a work tree with one commit of a course in it."""
    folder = tmp_path / "work"
    folder.mkdir()
    write_course(folder / "content")
    with Repo.init(str(folder)) as repository:
        repository.get_worktree().commit(b"Begin.", author=b"A <a@example.org>", committer=b"A <a@example.org>")
    return folder


def test_a_folder_in_a_work_tree_knows_its_commit(work_tree: Path) -> None:
    with Repo(str(work_tree)) as repository:
        head = repository.head().decode()
    source = Folder(work_tree / "content")
    found = source.first()
    assert found is not None
    library = read(found, lambda: None)
    assert library.commit is not None
    assert (library.commit.id, library.commit_of("board")) == (head, head)
    assert source.newest() is None


def test_a_folder_without_git_has_none(tmp_path: Path) -> None:
    found = Folder(write_course(tmp_path / "content")).first()
    assert found is not None
    library = read(found, lambda: None)
    assert (library.commit, library.commit_of("board")) == (None, "")


def test_another_commit_checked_out_is_news(work_tree: Path) -> None:
    source = Folder(work_tree / "content")
    source.first()
    (work_tree / ".git" / "HEAD").write_text(f"{COMMIT}\n", encoding="ascii")
    found = source.newest()
    assert found is not None
    assert found.commit is not None
    assert found.commit.id == COMMIT


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({".git/HEAD": f"{COMMIT}\n"}, COMMIT),
        ({".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": f"{COMMIT}\n"}, COMMIT),
        ({".git/HEAD": "ref: refs/heads/main\n", ".git/packed-refs": f"# pack\n{COMMIT} refs/heads/main\n"}, COMMIT),
        ({".git": "gitdir: real/worktrees/a\n", "real/worktrees/a/HEAD": f"{COMMIT}\n"}, COMMIT),
        (
            {
                ".git": "gitdir: real/worktrees/a\n",
                "real/worktrees/a/HEAD": "ref: refs/heads/main\n",
                "real/worktrees/a/commondir": "../..\n",
                "real/refs/heads/main": f"{COMMIT}\n",
            },
            COMMIT,
        ),
        ({".git/HEAD": "ref: refs/heads/main\n"}, ""),
        ({".git/HEAD": "what is this?\n"}, ""),
        ({".git/config": ""}, ""),
    ],
)
def test_every_way_to_lay_a_repository_out(tmp_path: Path, files: dict[str, str], found: str) -> None:
    for name, words in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    (tmp_path / "content").mkdir()
    assert checked_out(tmp_path / "content") == found
