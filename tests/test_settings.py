"""Settings from the environment: valid, or a sentence that says what to mend."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from app.settings import Settings, SettingsError, read_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("SCORE_")]:
        monkeypatch.delenv(name)


def test_defaults_are_a_server_on_this_machine_with_sqlite() -> None:
    settings = read_settings()
    assert settings.address == "http://127.0.0.1:8000"
    assert settings.database == "sqlite:///data/score.sqlite3"
    assert not settings.secure


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SCORE_PORT", "eighty", "SCORE_PORT"),
        ("SCORE_PORT", "70000", "SCORE_PORT"),
        ("SCORE_DATABASE_URL", "mysql://x", "sqlite:/// or postgresql://"),
        ("SCORE_PUBLIC_URL", "learn.example.org", "http:// or https://"),
        ("SCORE_PUBLIC_URL", "https://", "name a host"),
        ("SCORE_DATABASE_URL", "sqlite:///", "must name a file"),
        ("SCORE_ISSUER", "x" * 121, "SCORE_ISSUER"),
        ("SCORE_ISSUER", "", "SCORE_ISSUER"),
        ("SCORE_SECRET", "short", "at least 32 characters"),
        ("SCORE_CONTENT_POLL_SECONDS", "-1", "SCORE_CONTENT_POLL_SECONDS"),
        ("SCORE_CONTENT_REPOSITORY", "git@host:course.git", "is an address for ssh; write it as https://"),
        ("SCORE_CONTENT_REPOSITORY", "ssh://git@host/course.git", "must be a path, or start with https://"),
        ("SCORE_CONTENT_REPOSITORY", "https://", "must be a path, or start with https://"),
        ("SCORE_CONTENT_BRANCH", "", "is no name of a branch"),
        ("SCORE_CONTENT_BRANCH", "a..b", "is no name of a branch"),
        ("SCORE_CONTENT_BRANCH", "-x", "is no name of a branch"),
        ("SCORE_CONTENT_SUBFOLDER", "../content", "must be a folder in the repository"),
        ("SCORE_CONTENT_SUBFOLDER", "/content", "must be a folder in the repository"),
        ("SCORE_WEBHOOK_SECRET", "short", "at least 32 characters"),
        ("SCORE_PROT", "8001", "Did you mean SCORE_PORT?"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=words.replace("?", r"\?")):
        read_settings()


@pytest.mark.parametrize(
    "address",
    [
        "ftp://mariam:s3cr3t@host/course.git",
        "https:/mariam:s3cr3t@host/course.git",
        "HTTPS:mariam:s3cr3t@host/course.git",
        "https//mariam:s3cr3t@host/course.git",
        "/mariam:s3cr3t@host/course.git",
        "https:///mariam:s3cr3t@host/course.git",
        "https://mariam:s3cr3t/more@host/course.git",
        "https://mariam:s3cr3t\u2100@host/course.git",
        "https://mariam:s3cr3t[@host/course.git",
    ],
)
def test_a_wrong_repository_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SCORE_CONTENT_REPOSITORY", address)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "/srv/course.git",
        "course",
        "../a:b/course",
        "C:/course",
        "https://mariam:s3%2Fcr3t@host:8443/c.git",
        "file:///srv",
    ],
)
def test_paths_and_urls_are_taken(address: str) -> None:
    assert Settings(content_repository=address).content_repository == address


@pytest.mark.parametrize(
    ("repository", "seconds", "looks"),
    [("", "", 2), ("/srv/course.git", "", 2), ("https://host/course.git", "", 60), ("https://host/c.git", "5", 5)],
)
def test_a_server_of_others_is_asked_less_often(
    monkeypatch: pytest.MonkeyPatch, repository: str, seconds: str, looks: float
) -> None:
    monkeypatch.setenv("SCORE_CONTENT_REPOSITORY", repository)
    monkeypatch.setenv("SCORE_CONTENT_POLL_SECONDS", seconds)
    assert read_settings().poll_seconds == looks


@pytest.mark.parametrize("branch", ["main", "release/2026", "v1.0", "\u0645\u0646\u0634\u0648\u0631"])
def test_branches_are_named_as_git_names_them(branch: str) -> None:
    assert Settings(content_branch=branch).content_branch == branch


def test_all_faults_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORE_PORT", "x")
    monkeypatch.setenv("SCORE_PUBLIC_URL", "x")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert {"SCORE_PORT", "SCORE_PUBLIC_URL"} <= {line.split(":")[0] for line in str(caught.value).splitlines()}


def test_https_makes_cookies_secure() -> None:
    assert Settings(public_url="https://learn.example.org/").secure
    assert Settings(public_url="https://learn.example.org/").address == "https://learn.example.org"


def test_postgresql_addresses_get_the_driver() -> None:
    settings = Settings(database_url="postgresql://user@host/score")
    assert settings.database == "postgresql+psycopg://user@host/score"


def test_the_secret_is_made_once_and_readable_by_nobody_else(tmp_path: Path) -> None:
    first, second = Settings(data_dir=tmp_path), Settings(data_dir=tmp_path)
    assert first.signing_secret == second.signing_secret
    assert len(first.signing_secret) == 64
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_an_empty_secret_file_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")
    with pytest.raises(SettingsError, match="Remove it"):
        _ = Settings(data_dir=tmp_path).signing_secret


def test_a_given_secret_is_used(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path, secret="x" * 32).signing_secret == "x" * 32
    assert not (tmp_path / "secret").exists()


def test_a_content_folder_that_is_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "content"
    file.write_text("")
    monkeypatch.setenv("SCORE_CONTENT_DIR", str(file))
    with pytest.raises(SettingsError, match="which is a file"):
        read_settings()
