"""`score people`: the way to the first admin, and who runs the programme."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.people import app
from tests.web.visits import visiting

STAFF = {"given_name": "Ada", "login": "ada", "password": "a long sentence", "password_again": "a long sentence"}


@pytest.fixture
def database_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: Path) -> Path:
    """Give the file of a migrated database that the environment names."""
    file = tmp_path / "score.sqlite3"
    shutil.copyfile(migrated_sqlite, file)
    monkeypatch.setenv("SCORE_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("SCORE_PUBLIC_URL", "https://learn.example.org")
    return file


def test_the_first_admin_comes_in_by_the_printed_link(database_file: Path, tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["invite", "admin"])
    assert printed.exit_code == 0
    (path,) = re.findall(r"https://learn\.example\.org(/invitations/[\w-]+)", printed.output)
    content = tmp_path / "content"
    content.mkdir()
    with visiting(f"sqlite:///{database_file}", content, tmp_path / "data") as visits:
        assert visits.post(path, **STAFF).headers["location"] == "/admin"
        assert visits.get("/admin").status_code == 200
    listed = CliRunner().invoke(app, ["list", "staff"]).output
    assert re.search(r"Ada\W+ada\W+yes", listed)


def test_a_manager_is_invited_to_an_enterprise_that_there_is(database_file: Path) -> None:
    refused = CliRunner().invoke(app, ["invite", "manager", "KIL482"])
    assert refused.exit_code == 1
    assert "No enterprise has the code KIL482." in refused.output
    assert "/invitations/" not in refused.output
