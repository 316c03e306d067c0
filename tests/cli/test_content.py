"""`score content`, run as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dulwich import porcelain
from dulwich.repo import Repo
from typer.testing import CliRunner

from app.cli.content import app
from tests.content.tree import spoil, write_tree

BANK = "modules/meeting/questions.yaml"
AUTHOR = b"A Trainer <trainer@example.org>"
run = CliRunner().invoke


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content")


def test_check_says_how_much_it_read(tree: Path) -> None:
    result = run(app, ["check", str(tree)])
    assert result.exit_code == 0
    assert result.output.endswith("0 errors, 2 warnings. Read: 2 modules, 4 lessons, 11 questions, in en, fr, ar.\n")


def test_check_ends_with_one_where_there_are_errors(tree: Path) -> None:
    spoil(tree, BANK, "answer: team", "answer: nobody")
    result = run(app, ["check", "--content", str(tree)])
    assert result.exit_code == 1
    assert f"{BANK}:58:11: error [unknown-answer] q-lead:" in result.output


def test_check_as_json(tree: Path) -> None:
    spoil(tree, BANK, "answer: team", "answer: nobody")
    result = run(app, ["check", str(tree), "--format", "json"])
    findings = json.loads(result.output)
    assert result.exit_code == 1
    assert [(each["file"], each["line"]) for each in findings if each["severity"] == "error"] == [(BANK, 58)]


def test_errors_stand_last_near_the_prompt_and_without_colour(tree: Path) -> None:
    spoil(tree, BANK, "answer: team", "answer: nobody")
    lines = run(app, ["check", str(tree)]).output.splitlines()
    assert [line.split()[1] for line in lines[:-1]] == ["warning", "warning", "error"]
    assert lines[-1].startswith("1 error, 2 warnings. Read: 1 module, ")
    assert "\x1b" not in "".join(lines)


def test_colour_is_for_terminals(tree: Path) -> None:
    assert "\x1b[33m" in run(app, ["check", str(tree)], color=True).output


def test_strict_counts_warnings_too(tree: Path) -> None:
    assert run(app, ["check", str(tree)]).exit_code == 0
    assert run(app, ["check", str(tree), "--strict"]).exit_code == 1
    for file in (*tree.rglob("*.fr.*"),):
        file.unlink()
    assert run(app, ["check", str(tree), "--strict"]).exit_code == 0


def test_check_as_sarif_names_files_from_the_root_of_the_repository(tree: Path) -> None:
    with Repo.init(tree.parent):
        spoil(tree, BANK, "answer: team", "answer: nobody")
        result = run(app, ["check", str(tree), "--format", "sarif"])
    places = [each["locations"][0]["physicalLocation"] for each in json.loads(result.output)["runs"][0]["results"]]
    assert result.exit_code == 1
    assert f"content/{BANK}" in {each["artifactLocation"]["uri"] for each in places}


def test_check_against_a_revision(tree: Path) -> None:
    with Repo.init(tree.parent):
        porcelain.add(str(tree.parent))
        porcelain.commit(str(tree.parent), message=b"one", author=AUTHOR, committer=AUTHOR)
    assert run(app, ["check", str(tree), "--against", "HEAD"]).exit_code == 0
    spoil(tree, "modules/meeting/module.yaml", "retired_ids: [q-old]", "retired_ids: []")
    result = run(app, ["check", str(tree), "--against", "HEAD"])
    assert result.exit_code == 1
    assert "error [retired-dropped] q-old: `q-old` is no longer in `retired_ids`" in result.output


def test_a_revision_that_is_not_there_is_said_in_one_sentence(tree: Path) -> None:
    result = run(app, ["check", str(tree), "--against", "HEAD"])
    assert result.exit_code == 2
    assert result.output == f"{tree} is in no git repository, so it cannot be compared with HEAD.\n"


def test_check_takes_the_folder_of_the_settings(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORE_CONTENT_DIR", str(tree))
    assert "Read: 2 modules" in run(app, ["check"]).output


def test_stamp(tree: Path) -> None:
    spoil(tree, BANK, "ask: Put them", "ask: Put these")
    assert run(app, ["stamp", "--content", str(tree)]).output == (
        "modules/meeting/questions.fr.yaml: 1 stamped\n1 stamps in 1 files\n"
    )
    assert run(app, ["stamp", "--content", str(tree)]).output == "0 stamps in 0 files\n"
