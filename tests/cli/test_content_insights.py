"""`score data statistics` and `score content insights`: from the database, and from a file where there is none."""

from __future__ import annotations

import asyncio
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.content.load import load
from app.database import open_database
from tests.course import reload_edited, write_course
from tests.first_attempts import attempts

run = CliRunner().invoke
LINE = 'modules/board/questions.yaml:8:13: warning [unused-option] q-single: option "guests" chosen by 0 of 36 -> '


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: Path) -> Path:
    """Give the course of a server on which 36 have answered."""
    folder, file = write_course(tmp_path / "course"), tmp_path / "score.sqlite3"
    shutil.copyfile(migrated_sqlite, file)
    monkeypatch.setenv("SCORE_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("SCORE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SCORE_CONTENT_DIR", str(folder))
    database = open_database(f"sqlite:///{file}")
    asyncio.run(database.write(attempts, load(folder), [(30, {}), (6, {"q-single": "bosses"})]))
    database.close()
    return folder


def test_from_the_database(course: Path) -> None:
    result = run(app, ["content", "insights"])
    assert result.exit_code == 0
    assert LINE in result.stdout
    assert result.stdout.endswith("7 of 11 questions have 30 answers or more, in 2 modules.\n")
    assert LINE in run(app, ["content", "insights", "board"]).stdout
    assert LINE not in run(app, ["content", "insights", "walk"]).stdout


def test_as_json(course: Path) -> None:
    findings = json.loads(run(app, ["content", "insights", "--format", "json"]).stdout)
    assert ("unused-option", 8, 13) in [(each["code"], each["line"], each["column"]) for each in findings]


def test_from_a_file_without_the_database(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported = tmp_path / "stats.json"
    exported.write_text(run(app, ["data", "statistics"]).stdout, encoding="utf-8")
    live = run(app, ["content", "insights"]).stdout
    monkeypatch.setenv("SCORE_DATABASE_URL", f"sqlite:///{tmp_path}/nowhere/none.sqlite3")
    assert run(app, ["content", "insights", "--statistics", str(exported)]).stdout == live
    assert not (tmp_path / "nowhere").exists()


def test_a_question_with_another_key_here_is_named_and_left_out(course: Path, tmp_path: Path) -> None:
    exported = tmp_path / "stats.json"
    exported.write_text(run(app, ["data", "statistics"]).stdout, encoding="utf-8")
    reload_edited(course, "modules/board/questions.yaml", "answer: team", "answer: bosses")
    result = run(app, ["content", "insights", "--statistics", str(exported)])
    assert "unused-option] q-single" not in result.stdout
    assert "board: left out, as the key or the options are others here: q-single" in result.stderr


def test_what_cannot_be_used_is_said_in_a_sentence(course: Path, tmp_path: Path) -> None:
    unknown = run(app, ["content", "insights", "nothing"])
    assert (unknown.exit_code, unknown.stderr) == (2, "There is no module nothing. There are: board, walk.\n")
    broken = tmp_path / "broken.json"
    for text in ("", "[", '{"questions": 1}', '[{"module_id": 5}]'):
        broken.write_text(text, encoding="utf-8")
        result = run(app, ["content", "insights", "--statistics", str(broken)])
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{broken} cannot be read: " in result.stderr
    assert run(app, ["content", "insights", "--statistics", str(tmp_path / "none.json")]).exit_code == 2
