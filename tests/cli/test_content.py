"""`score content`, run as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.content import app
from tests.content.tree import spoil, write_tree

BANK = "modules/meeting/questions.yaml"
run = CliRunner().invoke


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content")


def test_check_says_how_much_it_read(tree: Path) -> None:
    result = run(app, ["check", str(tree)])
    assert result.exit_code == 0
    assert result.output.endswith("0 errors, 4 warnings. Read: 2 modules, 4 lessons, 8 questions, in en, fr, ar.\n")


def test_check_ends_with_one_where_there_are_errors(tree: Path) -> None:
    spoil(tree, BANK, "answer: team", "answer: nobody")
    result = run(app, ["check", "--content", str(tree)])
    assert result.exit_code == 1
    assert f"{BANK}:58:11: error [unknown-answer] q-lead:" in result.output


def test_check_as_json(tree: Path) -> None:
    spoil(tree, BANK, "answer: team", "answer: nobody")
    result = run(app, ["check", str(tree), "--json"])
    findings = json.loads(result.output)
    assert result.exit_code == 1
    assert [(each["file"], each["line"]) for each in findings if each["severity"] == "error"] == [(BANK, 58)]


def test_check_takes_the_folder_of_the_settings(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORE_CONTENT_DIR", str(tree))
    assert "Read: 2 modules" in run(app, ["check"]).output


def test_stamp_and_status(tree: Path) -> None:
    spoil(tree, BANK, "ask: Put them", "ask: Put these")
    assert (
        "│ meeting │ fr       │ 2 of 5 │ 2 of 6    │ 1     │ 0      │"
        in run(app, ["status", "--content", str(tree)]).output
    )
    assert run(app, ["stamp", "--content", str(tree)]).output == (
        "modules/meeting/questions.fr.yaml: 1 stamped\n1 stamps in 1 files\n"
    )
    assert "│ 2 of 6    │ 0     │" in run(app, ["status", "--content", str(tree)]).output
