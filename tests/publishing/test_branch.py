"""Following a branch: over a path and over HTTP, through edits, force-pushes, breakage and restarts."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import time
from pathlib import Path

import pytest

from app.publishing.branch import Branch
from app.publishing.errors import CannotFollow
from tests.publishing.follower import Follower
from tests.publishing.repositories import GOAL, KEY, Origin, over_http

BROKEN = ("answer: team", "answer: nobody")


@pytest.fixture
def follower(address: str, tmp_path: Path) -> Follower:
    """Give a server that follows the repository, over a path and over HTTP."""
    return Follower(address, tmp_path / "data")


def test_it_shows_the_branch_and_knows_the_commit(follower: Follower, origin: Origin) -> None:
    commit = follower.live.commit
    assert commit is not None
    assert (commit.id, commit.author, commit.subject) == (
        origin.repository.refs.read_ref(b"refs/heads/main").decode(),  # type: ignore[union-attr, arg-type]  # dulwich: maybe none
        "Mariam Diallo",
        "Write the course.",
    )
    assert follower.live.errors == ()
    assert follower.live.commits == dict.fromkeys(follower.live.modules, commit.id)
    assert not follower.look()


def test_a_new_commit_is_shown(follower: Follower, origin: Origin) -> None:
    origin.edit(GOAL, "One goal", "A single goal")
    commit = origin.commit()
    assert follower.look()
    assert (follower.goal, follower.live.commit_of("board")) == ("A single goal", commit)


def test_a_force_push_is_followed_forward_and_back(follower: Follower, origin: Origin) -> None:
    first = follower.live.commit_of("board")
    origin.edit(GOAL, "One goal", "Another goal")
    origin.commit("Start again.", first=True)
    assert follower.look()
    assert follower.goal == "Another goal"
    origin.reset(first)
    assert follower.look()
    assert (follower.goal, follower.live.commit_of("board")) == ("One goal", first)


def test_a_branch_that_vanishes_leaves_what_is_live_and_is_said(follower: Follower, origin: Origin) -> None:
    origin.remove_branch()
    with pytest.raises(CannotFollow, match=r"has no branch main\. It has: other\."):
        follower.look()
    assert follower.goal == "One goal"
    follower.start()
    assert follower.goal == "One goal"


def test_a_broken_module_stays_as_in_its_last_good_commit_even_after_a_restart(
    follower: Follower, origin: Origin
) -> None:
    good = follower.live.commit_of("board")
    origin.edit(KEY, *BROKEN)
    origin.edit("content/modules/walk/module.en.md", "title: ", "title: The new ")
    broken = origin.commit("Break it.")
    for again in (follower.look, follower.start):
        again()
        assert follower.live.refused == {"board"}
        assert follower.live.commits == {"board": good, "walk": broken}
        assert follower.goal == "One goal"
        assert KEY.removeprefix("content/") in {each.file for each in follower.live.errors}
    origin.edit(KEY, *reversed(BROKEN))
    mended = origin.commit("Mend it.")
    assert follower.look()
    assert (follower.live.refused, follower.live.commit_of("board")) == (frozenset(), mended)


def test_a_commit_that_breaks_while_the_server_is_down_keeps_the_module(follower: Follower, origin: Origin) -> None:
    good = follower.live.commit_of("board")
    origin.edit(KEY, *BROKEN)
    origin.edit(GOAL, "One goal", "Another goal")
    origin.commit("Break it.")
    origin.commit("Go on without mending it.")
    follower.start()
    assert follower.look()
    assert (follower.live.commit_of("board"), follower.goal) == (good, "One goal")


def test_shared_files_that_are_broken_stay_as_they_were_after_a_restart(follower: Follower, origin: Origin) -> None:
    languages = follower.live.course
    origin.files["content/course.yaml"] = b"source: [en"
    origin.commit("Break the course file.")
    follower.look()
    follower.start()
    assert (follower.live.course, follower.goal) == (languages, "One goal")


def test_the_files_of_old_commits_are_found_after_the_store_is_cleared(follower: Follower, origin: Origin) -> None:
    """A data folder without its store is like a new one: all of it can be fetched again."""
    shutil.rmtree(follower.folder / "store")
    follower.start()
    assert follower.goal == "One goal"


@pytest.mark.parametrize("stored", ["", "{", "[]", '{"origin": 1}', '{"commit": "../..", "modules": {"a": "b"}}'])
def test_a_damaged_memory_is_no_reason_to_stop(follower: Follower, stored: str) -> None:
    (follower.folder / "live.json").write_text(stored, encoding="utf-8")
    follower.start()
    assert follower.goal == "One goal"


def test_a_module_that_goes_is_gone(follower: Follower, origin: Origin) -> None:
    origin.files = {path: data for path, data in origin.files.items() if "/walk/" not in path}
    origin.edit("content/course.yaml", ", walk", "")
    origin.commit("Take the walk away.")
    follower.look()
    assert "walk" not in follower.live.modules


def test_the_root_of_a_repository_can_be_the_content(origin: Origin, tmp_path: Path) -> None:
    origin.files = {path.removeprefix("content/"): data for path, data in origin.files.items()}
    origin.commit()
    assert Follower(str(origin.folder), tmp_path / "data", ".").goal == "One goal"


def test_a_server_that_does_not_answer_is_said_without_the_credentials(origin: Origin, tmp_path: Path) -> None:
    with over_http(origin) as url:
        secret = url.replace("http://", "http://mariam:s3cr3t@")
        follower = Follower(secret, tmp_path / "data")
        assert follower.goal == "One goal"
        with pytest.raises(CannotFollow, match=r"missing\.git") as missing:
            Branch(secret.replace("course", "missing"), "main", "content", tmp_path / "other").first()
    with pytest.raises(CannotFollow, match="cannot be reached") as silent:
        follower.look()
    for each in (str(missing.value), str(silent.value), follower.branch.name):
        assert "s3cr3t" not in each
        assert "mariam" not in each
    assert "s3cr3t" not in "".join(
        file.read_text(encoding="latin-1") for file in follower.folder.rglob("*") if file.is_file()
    )
    follower.start()
    assert follower.goal == "One goal"


@pytest.mark.parametrize("address", ["nowhere", "http://127.0.0.1:9/course.git"])
def test_a_repository_that_is_not_there_is_said_in_words(address: str, tmp_path: Path) -> None:
    with pytest.raises(CannotFollow, match=r"is no git repository|cannot be reached"):
        Follower(address, tmp_path / "data")


def test_a_commit_that_a_full_disk_kept_away_is_found_by_the_next_look(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(str(origin.folder), tmp_path / "data")
    origin.edit(GOAL, "One goal", "A single goal")
    origin.commit()

    def full(file: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    with monkeypatch.context() as disk:
        disk.setattr(Path, "write_bytes", full)
        with pytest.raises(CannotFollow, match="No space left"):
            follower.look()
    assert follower.look()
    assert follower.goal == "A single goal"


def test_a_silent_server_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.publishing.repository.SILENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/course.git"
        with pytest.raises(CannotFollow, match="cannot be reached"):
            Follower(address, tmp_path / "data")
        silent.setblocking(False)
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):
            silent.accept()


def damage(store: Path, kept: int = 100) -> None:
    """Leave the store as a power cut may: with a pack of which only the beginning was written."""
    for pack in (store / "objects" / "pack").glob("*.pack"):
        pack.chmod(0o644)
        os.truncate(pack, kept)


@pytest.mark.parametrize("kept", [0, 11, 100])
def test_a_damaged_store_is_fetched_again(follower: Follower, origin: Origin, kept: int) -> None:
    damage(follower.folder / "store", kept)
    origin.edit(GOAL, "One goal", "A single goal")
    origin.commit()
    assert follower.look()
    assert follower.goal == "A single goal"


def test_after_a_power_cut_what_lies_on_the_disk_is_shown_though_nobody_answers(origin: Origin, tmp_path: Path) -> None:
    follower = Follower(str(origin.folder), tmp_path / "data")
    good = follower.live.commit_of("board")
    origin.edit(KEY, *BROKEN)
    broken = origin.commit("Break it.")
    follower.look()
    damage(follower.folder / "store")
    away = origin.folder.rename(tmp_path / "away.git")
    follower.start()
    assert follower.live.commits == {"board": good, "walk": broken}
    with pytest.raises(CannotFollow):
        follower.look()
    away.rename(origin.folder)
    assert follower.look()
    assert follower.live.commit is not None
    assert follower.live.commit.subject == "Break it."
    assert follower.live.commits == {"board": good, "walk": broken}


def test_a_start_on_a_full_disk_shows_what_was_live(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(str(origin.folder), tmp_path / "data")

    def full(file: Path, *_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(Path, "write_text", full)
    follower.start()
    assert follower.goal == "One goal"


def test_the_files_of_a_replaced_commit_stay_for_an_hour_from_then_on(origin: Origin, tmp_path: Path) -> None:
    """However long they were live: another process shows them until it has heard of the new commit."""
    follower = Follower(str(origin.folder), tmp_path / "data")
    replaced = follower.branch.folder_of(follower.live, "board")
    for subject in ("Go on.", "Go on further."):
        age(follower.folder)
        origin.commit(subject)
        follower.look()
        assert replaced.is_dir()
        replaced, before = follower.branch.folder_of(follower.live, "board"), replaced
    age(follower.folder)
    origin.commit("Come to an end.")
    follower.look()
    assert not before.exists()


def test_files_that_are_used_again_are_not_tidied_away_by_another_process(origin: Origin, tmp_path: Path) -> None:
    one, other = (Follower(str(origin.folder), tmp_path / "data") for _ in range(2))
    first = one.live.commit_of("board")
    for subject in ("Go on.", "Go on further."):
        origin.commit(subject)
        one.look()
    last = one.live
    age(one.folder)
    origin.reset(first)
    found = one.branch.newest()
    assert found
    other.branch.accept(last)
    assert found.folder.is_dir()


def age(folder: Path) -> None:
    """Make the files of all commits two hours old."""
    for each in folder.iterdir():
        os.utime(each, (time.time() - 7200,) * 2)


def test_two_processes_share_one_folder(origin: Origin, tmp_path: Path) -> None:
    one, other = (Follower(str(origin.folder), tmp_path / "data") for _ in range(2))
    origin.edit(GOAL, "One goal", "A single goal")
    origin.commit()
    assert one.look()
    assert other.goal == "One goal"
    assert other.branch.folder_of(other.live, "board").is_dir()
    assert other.look()
    assert other.goal == one.goal == "A single goal"
