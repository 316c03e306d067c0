"""`score data`: what an operator sees of the settings."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from app.cli.data import app


def test_settings_are_printed_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORE_CONTENT_REPOSITORY", "https://mariam:s3cr3t@git.example.org:8443/course.git")
    monkeypatch.setenv("SCORE_WEBHOOK_SECRET", "w" * 32)
    monkeypatch.setenv("SCORE_SECRET", "s" * 32)
    printed = CliRunner().invoke(app, ["settings"]).output
    assert "https://git.example.org:8443/course.git" in printed
    assert printed.count("(set)") == 2
    for secret in ("s3cr3t", "mariam", "w" * 32, "s" * 32):
        assert secret not in printed
