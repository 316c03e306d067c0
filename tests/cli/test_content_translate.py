"""Translations by the command line: skeletons, the state of things, and a spreadsheet out and in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import content
from tests.content.tree import spoil, write_tree

BANK = "modules/meeting/questions.yaml"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content")


def run(tree: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(content.app, [*words, "--content", str(tree)])
    assert result.exit_code == code, result.output
    return result.output


def test_translate_says_what_it_wrote(tree: Path) -> None:
    assert run(tree, "translate", "walk", "fr") == (
        "modules/walk/module.fr.md: 1 to translate\n"
        "modules/walk/lessons/look.fr.md: 1 to translate\n"
        "modules/walk/questions.fr.yaml: 4 to translate\n"
        "6 drafts in 3 files\n"
    )
    assert run(tree, "translate", "walk", "fr") == "Nothing is missing.\n"
    assert "there are: meeting, walk" in run(tree, "translate", "talk", "fr", code=2)


def test_status_counts_and_names_what_is_stale(tree: Path) -> None:
    spoil(tree, BANK, "ask: Put them", "ask: Put these")
    run(tree, "translate", "walk", "fr")
    shown = run(tree, "status", "--language", "fr")
    assert "│ meeting │ 7       │ 0     │ 3     │ 1     │ 0      │" in shown
    assert "│ walk    │ 0       │ 6     │ 1     │ 0     │ 0      │" in shown
    assert "stale: modules/meeting/questions.fr.yaml: q-order" in shown
    assert "is no language of the course" in run(tree, "status", "--language", "xx", code=2)


def test_status_for_programs(tree: Path) -> None:
    spoil(tree, BANK, "ask: Put them", "ask: Put these")
    found = json.loads(run(tree, "status", "--format", "json"))
    assert [(each["language"], each["module"]) for each in found] == [
        ("fr", "meeting"), ("ar", "meeting"), ("fr", "walk"), ("ar", "walk"),
    ]  # fmt: skip
    assert found[0]["stale"] == ["q-order"]
    assert found[0]["fresh"] == ["module", "lessons/daily", "q-parts"]
    assert found[0]["orphan"] == found[0]["draft"] == []
    assert "lessons/speak" in found[0]["missing"]


def test_out_as_csv_and_in_again(tree: Path, tmp_path: Path) -> None:
    file = tmp_path / "back.csv"
    file.write_text(run(tree, "export", "meeting", "fr"), encoding="utf-8", newline="")
    assert run(tree, "import", str(file)).endswith("0 written, 45 as before, 0 refused\n")
    changed = file.read_text(encoding="utf-8").replace("Une action,", "Une seule action,").replace("De quoi une", "")
    file.write_text(changed, encoding="utf-8", newline="")
    spoil(tree, BANK, "ask: What does", "ask: And what does")
    shown = run(tree, "import", str(file), code=1)
    assert "modules/meeting/questions.fr.yaml: 1 written" in shown
    assert ": refused: meeting/fr/questions/q-parts/ask: the source has changed since the export" in shown
    assert "1 refused" in shown
    file.write_text("nothing", encoding="utf-8")
    assert "the first line must name the columns" in run(tree, "import", str(file), code=2)
