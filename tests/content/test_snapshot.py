"""A folder read at one moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.content.findings import Notes
from app.content.load import load
from app.content.snapshot import LARGEST, Snapshot, fingerprint, take_snapshot
from tests.content.seeded import DAILY


def test_a_snapshot_holds_all_files_but_hidden_ones(tmp_path: Path) -> None:
    for name in ("a.md", ".hidden", "draft.md~", "in/b.md", ".git/config", "in/deep/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    files = take_snapshot(tmp_path)
    assert files.names() == ["a.md", "in/b.md", "in/deep/c.md"]
    assert {name: each.names() for name, each in files.below("in").items()} == {"deep": ["c.md"]}


def test_links_that_go_round_or_nowhere_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("a")
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    os.mkfifo(tmp_path / "pipe")
    assert take_snapshot(tmp_path).names() == ["in/a.md"]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("a")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "modules").symlink_to(tmp_path / "real")
    assert take_snapshot(tmp_path / "content").names() == ["modules/a.md"]


def test_a_fingerprint_changes_with_any_file_of_the_snapshot_and_no_other(tree: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tree / "modules" / "linked").symlink_to(outside)
    before = fingerprint(tree)
    for name in (".hidden", "draft.md~", ".git/config"):
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text(name)
        assert fingerprint(tree) == before
    for file in (tree / "new.svg", outside / "module.yaml", tree / os.fsdecode(b"\xff.md")):
        file.write_text("new")
        assert fingerprint(tree) != before
        before = fingerprint(tree)
    assert fingerprint(tree) == before
    (tree / "new.svg").unlink()
    assert fingerprint(tree) != before
    assert fingerprint(tree / "nowhere") == ""


def test_a_file_in_utf_16_is_one_finding(tree: Path) -> None:
    (tree / DAILY).write_bytes((tree / DAILY).read_text(encoding="utf-8").encode("utf-16-le"))
    assert [(each.file, each.code, each.line, each.column) for each in load(tree).errors] == [(DAILY, "not-utf8", 1, 2)]


def test_what_cannot_be_read_is_told(tree: Path) -> None:
    (tree / DAILY).write_bytes(b" " * (LARGEST + 1))
    (error,) = (each for each in load(tree).errors if each.code == "unreadable")
    assert (error.file, str(LARGEST) in error.sentence) == (DAILY, True)


@pytest.mark.parametrize(
    "other",
    [
        Snapshot({"a": b"1", "b": b"3"}),
        Snapshot({"a": b"12", "b": b""}),
        Snapshot({"a": b"1"}, {"b": "2"}),
        Snapshot({"a\0b": b"12"}),
        Snapshot({"a": b"1", "c": b"2"}),
    ],
)
def test_a_digest_tells_snapshots_apart(other: Snapshot) -> None:
    one = Snapshot({"a": b"1", "b": b"2"})
    assert one.digest() == Snapshot({"b": b"2", "a": b"1"}).digest()
    assert one.digest() != other.digest()


def test_a_file_that_is_not_there_is_no_fault_of_its_own() -> None:
    notes = Notes("x")
    assert Snapshot({}).read("x", notes) is None
    assert notes.found == []
