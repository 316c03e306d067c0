"""What every answer carries, and the requests that are refused before anything else is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.headers import LARGEST_BODY, is_cross_site
from tests.web.browser import Browser
from tests.web.visits import ADDRESS, Visits
from tests.web.walk import join, new_enterprise

sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PATHS = ["/", "/help", "/healthz", "/nothing-here", "/modules/board", "/learn/en/worker/board/goal", "/join?code=x"]


@sqlite_alone
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(visits: Visits, path: str) -> None:
    headers = visits.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert re.fullmatch(r"('sha256-[A-Za-z0-9+/]{43}=' ?){2}", policy["style-src"])
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["strict-transport-security"].startswith("max-age=")


@sqlite_alone
def test_each_header_is_sent_once(visits: Visits) -> None:
    for path in (*PATHS, visits.site.pages.assets.address("htmx.js")):
        names = [name for name, _ in visits.get(path).headers.multi_items() if name != "set-cookie"]
        assert len(names) == len(set(names)), path


@sqlite_alone
def test_refusals_carry_them_too(visits: Visits) -> None:
    refused = visits.client.post("/sign-out", headers={"sec-fetch-site": "cross-site"})
    assert refused.status_code == 403
    assert "another site" in refused.text
    assert "content-security-policy" in refused.headers


@sqlite_alone
def test_pages_hold_no_script_or_style_of_their_own(visits: Visits) -> None:
    """The policy allows the inlined styles by their hashes, and scripts only by address."""
    browser = Browser(visits)
    page = join(browser, new_enterprise(visits))
    for path in (page.address, "/learn/en/worker/board/goal", "/modules/board/quiz", "/language", "/nowhere"):
        opened = browser.get(path, 404 if path == "/nowhere" else 200)
        assert [each for each in opened.root.iter() if each.get("style")] == []
        assert all(each.get("src", "").startswith("/static/") for each in opened.root.iter("script"))
        assert len(list(opened.root.iter("style"))) == (1 if "/learn/" in path else 2)
        assert [name for each in opened.root.iter() for name in each.attrib if name.startswith("on")] == []


@sqlite_alone
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "Same-Origin; x"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, 303),
        ({"origin": ADDRESS}, 303),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": f"{ADDRESS}.evil.example"}, 403),
        ({"origin": "https://learn.example.org:444"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "\xff\xfe"}, 403),
    ],
)
def test_a_change_asked_for_by_another_site_is_not_made(visits: Visits, headers: dict[str, str], status: int) -> None:
    raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    answer = visits.client.post("/language", data={"language": "fr"}, headers=raw, follow_redirects=False)
    assert answer.status_code == status
    assert ("set-cookie" in answer.headers) == (status == 303)


@sqlite_alone
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_guard_looks_at_every_method_that_changes(visits: Visits, method: str) -> None:
    assert visits.client.request(method, "/", headers={"sec-fetch-site": "cross-site"}).status_code == 403


@sqlite_alone
def test_another_site_may_link_to_pages(visits: Visits) -> None:
    assert visits.client.get("/help", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_origin_is_asked_only_where_the_browser_does_not_say_more() -> None:
    assert not is_cross_site({b"host": b"a.example"})
    assert not is_cross_site({b"origin": b"https://a.example", b"host": b"a.example"})
    assert is_cross_site({b"origin": b"https://a.example"})


def pieces(total: int) -> Iterator[bytes]:
    """Give a form of so many bytes in pieces, so that its length is not declared."""
    yield b"name="
    for _ in range(0, total, 4096):
        yield b"x" * 4096


@sqlite_alone
def test_a_body_that_says_it_is_too_large_is_refused(visits: Visits) -> None:
    answer = visits.client.post("/sign-in", data={"name": "x" * LARGEST_BODY})
    assert answer.status_code == 413
    assert "too large" in answer.text
    assert visits.client.post("/sign-in", data={"name": "x" * (LARGEST_BODY - 100)}).status_code == 422


@sqlite_alone
@pytest.mark.parametrize("path", ["/sign-in", "/language", "/nowhere"])
def test_a_body_that_does_not_say_how_large_it_is_is_refused_too(visits: Visits, path: str) -> None:
    browser = Browser(visits)
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = browser.client.post(path, content=pieces(1_000_000), headers=form)
    assert answer.status_code == (404 if path == "/nowhere" else 413)
    assert browser.client.post("/language", content=pieces(4096), headers=form).status_code == 200


@sqlite_alone
@pytest.mark.parametrize("length", ["-1", "x", "1" * 5000, "0x10", "²"])
def test_a_length_that_is_none_is_no_fault_of_ours(visits: Visits, length: str) -> None:
    headers = {b"content-type": b"application/x-www-form-urlencoded", b"content-length": length.encode()}
    answer = Browser(visits).client.post("/language", content=b"language=fr", headers=headers, follow_redirects=False)
    assert answer.status_code in (303, 400, 413)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_without_https_nothing_is_kept_to_it(database_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=database_url, content_dir=tmp_path, data_dir=tmp_path, content_poll_seconds=0)
    with TestClient(create_app(settings)) as client:
        answer = client.post("/language", data={"language": "en"}, follow_redirects=False)
    assert "strict-transport-security" not in answer.headers
    assert "Secure" not in answer.headers["set-cookie"]
