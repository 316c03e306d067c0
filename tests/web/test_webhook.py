"""Webhooks: the branch is looked at for whoever knows the secret, and for nobody else."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.web.pulls import MOST_AT_ONCE
from tests.publishing.repositories import Origin
from tests.web.followed import SECRET, following, live, look_if_asked, wait_for
from tests.web.visits import Visits, visiting

BODY = b'{"ref": "refs/heads/main"}'
SIGNATURE = hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest()
HEADERS = (
    {"x-hub-signature-256": f"sha256={SIGNATURE}"},
    {"x-gitea-signature": SIGNATURE},
    {"x-forgejo-signature": SIGNATURE},
    {"x-gitlab-token": SECRET},
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    """Give a repository whose branch main has one commit."""
    made = Origin(tmp_path / "origin.git")
    made.commit("Write the course.")
    return made


@pytest.fixture
def visits(database_url: str, tmp_path: Path, origin: Origin) -> Iterator[Visits]:
    """Give a browser at the door of an application that follows the repository."""
    with following(database_url, tmp_path / "data", origin) as started:
        yield started


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: next(iter(headers)))
def test_a_signed_webhook_brings_the_new_commit(visits: Visits, origin: Origin, headers: dict[str, str]) -> None:
    commit = origin.commit()
    answer = visits.client.post("/content/webhook", content=BODY, headers=headers)
    assert (answer.status_code, answer.text) == (202, "The branch is looked at now.\n")
    wait_for(lambda: live(visits) == commit)
    assert visits.client.post("/content/webhook", content=BODY, headers=headers).status_code == 202


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-hub-signature-256": SIGNATURE},
        {"x-hub-signature-256": f"sha256={SIGNATURE[:-1]}0{SIGNATURE[-1]}"},
        {"x-hub-signature-256": f"sha256={hmac.new(b'', BODY, hashlib.sha256).hexdigest()}"},
        {"x-hub-signature-256": "sha256="},
        {"x-gitea-signature": ""},
        {"x-gitlab-token": SECRET[:-1]},
        {"x-gitlab-token": "\u00e9".encode("latin-1").decode("latin-1")},
    ],
)
def test_a_webhook_without_the_right_signature_is_refused(
    visits: Visits, origin: Origin, headers: dict[str, str]
) -> None:
    before = live(visits)
    origin.commit()
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = visits.client.post("/content/webhook", content=BODY, headers=raw)  # type: ignore[arg-type]  # bytes, as sent
    assert answer.status_code == 403
    assert "Nothing was done" in answer.text
    look_if_asked(visits)
    assert live(visits) == before


def test_a_signature_is_of_the_very_body(visits: Visits) -> None:
    assert visits.client.post("/content/webhook", content=BODY + b" ", headers=HEADERS[0]).status_code == 403


def test_a_webhook_may_be_long_but_not_endless(visits: Visits) -> None:
    assert visits.client.post("/content/webhook", content=b"x" * 1_000_000, headers=HEADERS[3]).status_code == 202
    assert visits.client.post("/content/webhook", content=b"x" * 5_000_000, headers=HEADERS[3]).status_code == 413


def test_whoever_has_nothing_like_a_signature_is_refused_before_anything_is_read(visits: Visits) -> None:
    def body() -> Iterator[bytes]:
        yield b"x" * 5_000_000

    assert visits.client.post("/content/webhook", content=body()).status_code == 403
    assert visits.client.post("/content/webhook", content=body(), headers=HEADERS[0]).status_code == 413
    assert visits.site.webhooks == 0


def test_only_a_few_are_listened_to_at_once(visits: Visits) -> None:
    visits.site.webhooks = MOST_AT_ONCE
    answer = visits.client.post("/content/webhook", content=BODY, headers=HEADERS[0])
    assert (answer.status_code, answer.headers["retry-after"], "Too many" in answer.text) == (503, "60", True)
    visits.site.webhooks = 0
    assert visits.client.post("/content/webhook", content=BODY, headers=HEADERS[0]).status_code == 202


def test_without_a_secret_there_is_no_webhook(database_url: str, tmp_path: Path) -> None:
    with visiting(database_url, tmp_path / "content", tmp_path / "data") as visits:
        assert visits.client.post("/content/webhook", content=BODY, headers=HEADERS[3]).status_code == 404
