"""Commits that are refused whole: what content never holds, and too much of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.publishing.errors import CannotFollow, CommitRefused
from app.publishing.export import NotExported, export
from tests.publishing.follower import Follower
from tests.publishing.repositories import FOLDER, LINK, SUBMODULE, Origin


@pytest.mark.parametrize(
    ("path", "mode", "why"),
    [
        ("content/modules/board/lessons/link.en.md", LINK, "symbolic link"),
        ("content/modules/others", SUBMODULE, "submodule"),
        ("content/modules/..", 0o100644, "leads out of the folder"),
        ("content/modules/.git", 0o100644, "leads out of the folder"),
        ("content/modules/a\\b", 0o100644, "leads out of the folder"),
        ("content/modules/\x1b[2Ja.md", 0o100644, r"'\\x1b\[2Ja\.md' has control characters"),
        ("content/modules/a\u202eb.md", 0o100644, r"'a\\u202eb\.md' has control characters"),
        ("content/modules/" + "x" * 300, 0o100644, "is longer than 255 bytes"),
    ],
)
def test_what_content_never_holds_refuses_the_commit(
    origin: Origin, tmp_path: Path, path: str, mode: int, why: str
) -> None:
    follower = Follower(str(origin.folder), tmp_path / "data")
    origin.files[path] = b"/etc/passwd"
    commit = origin.commit("Add what does not belong here.", modes={path: mode})
    with pytest.raises(CommitRefused, match=why) as refused:
        follower.look()
    assert refused.value.commit.id == commit
    assert follower.goal == "One goal"
    assert not follower.look(), "a refused commit is tried again and again"
    assert [each.name for each in follower.folder.iterdir() if each.name.startswith(commit)] == []
    del origin.files[path]
    origin.commit("Take it away.")
    assert follower.look()


def test_what_lies_beside_the_content_does_not_matter(origin: Origin, tmp_path: Path) -> None:
    origin.files["link"] = b"/etc/passwd"
    origin.commit(modes={"link": LINK})
    assert Follower(str(origin.folder), tmp_path / "data").goal == "One goal"


def test_a_commit_without_the_folder_or_without_modules_is_refused(origin: Origin, tmp_path: Path) -> None:
    follower = Follower(str(origin.folder), tmp_path / "data")
    whole = origin.files
    origin.files = {"content/course.yaml": whole["content/course.yaml"]}
    origin.commit("Lose the modules.")
    with pytest.raises(CommitRefused, match="no module at all"):
        follower.look()
    origin.files = {"README.md": b"Nothing here.\n"}
    origin.commit("Lose the folder.")
    with pytest.raises(CommitRefused, match="no folder content"):
        follower.look()
    assert follower.goal == "One goal"


def test_too_large_a_file_or_a_repository_is_refused(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(str(origin.folder), tmp_path / "data")
    origin.files["content/modules/board/media/film.mp4"] = b"0" * (4 * 1024 * 1024 + 1)
    origin.commit("Add a film.")
    with pytest.raises(CommitRefused, match=r"film\.mp4 is larger than 4 MB"):
        follower.look()
    monkeypatch.setattr("app.publishing.repository.LARGEST_FETCH", 100)
    with pytest.raises(CannotFollow, match="larger than"):
        Follower(str(origin.folder), tmp_path / "other")


def test_folders_in_folders_without_a_file_are_counted_too(origin: Origin, tmp_path: Path) -> None:
    """Each holds the next ten times: eight folders deep, that would be a hundred million."""
    follower = Follower(str(origin.folder), tmp_path / "data")
    origin.nest(width=10, depth=8)
    with pytest.raises(CommitRefused, match="more than 10000 files and folders"):
        follower.look()


@pytest.mark.parametrize(("path", "mode"), [("content", FOLDER), ("content/modules/file", FOLDER)])
def test_what_is_called_a_folder_and_is_a_file_is_refused(origin: Origin, tmp_path: Path, path: str, mode: int) -> None:
    """Some servers pass such a commit on, others do not."""
    origin.files = {path: b"I am a file."}
    commit = origin.commit(modes={path: mode})
    with pytest.raises(NotExported, match=f"The folder {path.removeprefix('content/')} is none"):
        export(origin.repository, commit, "content", tmp_path / "out")
    assert list(tmp_path.glob("out*")) == []
