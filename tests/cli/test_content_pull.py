"""`score content pull`, run as an operator runs it, and a server that is told by a signal."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from tests.publishing.repositories import GOAL, KEY, LINK, Origin
from tests.server import Server, serving
from tests.web.followed import following, live, wait_for


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Origin:
    """Give a repository that the environment names, with one commit."""
    made = Origin(tmp_path / "origin.git")
    made.commit("Write the course.")
    monkeypatch.setenv("SCORE_CONTENT_REPOSITORY", str(made.folder))
    monkeypatch.setenv("SCORE_DATA_DIR", str(tmp_path / "data"))
    return made


def pull() -> Result:
    return CliRunner().invoke(app, ["content", "pull"])


def test_it_says_what_is_live(origin: Origin) -> None:
    commit = origin.commit("Say more.")
    result = pull()
    assert result.exit_code == 0
    assert f"Live: {commit[:10]} - Say more., by Mariam Diallo, 2025-11-25 12:00" in result.output
    assert pull().output == result.output


def test_it_says_what_was_refused_and_what_stays(origin: Origin) -> None:
    good = origin.commit()
    pull()
    origin.edit(KEY, "answer: team", "answer: nobody")
    origin.commit()
    result = pull()
    assert result.exit_code == 1
    assert f"Refused: board; it stays as in {good[:10]}." in result.output
    assert "error [unknown-answer]" in result.output
    origin.files["content/modules/link"] = b"/etc/passwd"
    commit = origin.commit(modes={"content/modules/link": LINK})
    result = pull()
    assert result.exit_code == 1
    assert f"Commit {commit[:10]} is refused, and what was live stays." in result.output


def test_it_says_why_nothing_can_be_fetched(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    origin.remove_branch()
    result = pull()
    assert (result.exit_code, "has no branch main" in result.output) == (1, True)
    monkeypatch.delenv("SCORE_CONTENT_REPOSITORY")
    result = pull()
    assert (result.exit_code, "no repository to follow" in result.output) == (2, True)


def test_a_server_that_runs_shows_what_was_pulled(
    origin: Origin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_sqlite: Path
) -> None:
    file = tmp_path / "score.sqlite3"
    shutil.copyfile(migrated_sqlite, file)
    monkeypatch.setenv("SCORE_DATABASE_URL", f"sqlite:///{file}")
    with following(f"sqlite:///{file}", tmp_path / "data", origin) as visits:
        origin.edit(GOAL, "One goal", "A single goal")
        commit = origin.commit()
        assert pull().exit_code == 0
        wait_for(lambda: live(visits) == commit)


def test_a_signal_has_the_branch_looked_at(origin: Origin, tmp_path: Path) -> None:
    server = Server(tmp_path / "data", tmp_path)
    server.command = (sys.executable, "-m", "app.cli", "serve")
    server.environment |= {"SCORE_CONTENT_REPOSITORY": str(origin.folder), "SCORE_CONTENT_POLL_SECONDS": "0"}
    with serving(server):
        assert server.process
        for subject in ("Found by itself, maybe, as it looks once.", "Told by a signal."):
            commit = origin.commit(subject)
            server.process.send_signal(signal.SIGHUP)
            wait_for(lambda: commit in (tmp_path / "data" / "content" / "live.json").read_text(encoding="utf-8"))  # noqa: B023  # called at once
        assert server.process.poll() is None
