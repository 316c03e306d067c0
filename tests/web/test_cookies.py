"""The sign-in cookie: signed, kept from scripts, from other sites and from unencrypted ways."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from itsdangerous import TimestampSigner
from starlette.responses import Response

from app.web.cookies import LIFETIME, SignInCookie
from tests.web.browser import Browser
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise

SECRET = "0123456789abcdef0123456789abcdef"


class LongAgo(TimestampSigner):
    """Signs as if a cookie's lifetime had just passed."""

    def get_timestamp(self) -> int:
        return super().get_timestamp() - LIFETIME - 1


def written(*, secure: bool) -> tuple[SignInCookie, str, str]:
    """Give a cookie writer, the header it writes, and the value in it."""
    cookie, answer = SignInCookie(SECRET, secure=secure), Response()
    cookie.write(answer, "token")
    header = answer.headers["set-cookie"]
    return cookie, header, SimpleCookie(header)[cookie.name].value


def test_it_is_kept_from_scripts_other_sites_and_unencrypted_ways() -> None:
    cookie, header, _ = written(secure=True)
    assert cookie.name == "__Host-score"
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax", f"Max-Age={LIFETIME}"} <= set(header.split("; "))
    assert "domain" not in header.lower()


def test_without_https_it_has_a_name_that_browsers_take() -> None:
    cookie, header, _ = written(secure=False)
    assert cookie.name == "score"
    assert "Secure" not in header


def test_a_value_of_ours_is_read_and_any_other_is_not() -> None:
    cookie, _, value = written(secure=True)
    assert cookie.verify(value) == "token"
    for place in range(len(value)):
        assert cookie.verify(value[:place] + ("A" if value[place] != "A" else "B") + value[place + 1 :]) in (
            None,
            "token",
        )
    for other in ("", "token", value[:-3], value + "x", value.split(".")[0], f"other{value[5:]}", "\udcff", "a.b.c"):
        assert cookie.verify(other) is None


def test_values_longer_than_ours_are_not_remembered() -> None:
    """What was read is kept for the next time; nobody shall fill the memory with kilobytes of nonsense."""
    cookie, _, value = written(secure=True)
    for number in range(100):
        assert cookie.verify(f"{value}{number}" + "x" * 10_000) is None
    assert cookie._read.cache_info().currsize == 0
    assert cookie.verify(value) == "token"


def test_a_cookie_of_another_secret_or_another_use_is_not_ours() -> None:
    cookie, _, _ = written(secure=True)
    assert cookie.verify(TimestampSigner("another" * 8, salt="sign-in").sign("token").decode()) is None
    assert cookie.verify(TimestampSigner(SECRET, salt="other").sign("token").decode()) is None


def test_an_old_one_opens_nothing_even_where_it_was_read_before() -> None:
    cookie, _, _ = written(secure=True)
    old = LongAgo(SECRET, salt="sign-in").sign("token").decode()
    assert cookie.verify(old) is None
    assert cookie.verify(old) is None
    assert not cookie.is_signed_in(f"{cookie.name}={old}".encode())


@pytest.mark.parametrize("around", ["{}", "a=b; {}", "{}; a=b", "a=__Host-scor; {}; b=c"])
def test_the_short_way_finds_it_among_others(around: str) -> None:
    cookie, _, value = written(secure=True)
    assert cookie.is_signed_in(around.format(f"{cookie.name}={value}").encode())
    assert not cookie.is_signed_in(around.format(f"{cookie.name}={value}x").encode())
    assert not cookie.is_signed_in(around.format("other=x").encode())


def test_the_browser_of_somebody_signed_out_may_read_lessons_but_nothing_of_their_own(visits: Visits) -> None:
    """The signature opens the lessons, the same for everybody, without the database; everything else looks it up."""
    browser = Browser(visits)
    join(browser, new_enterprise(visits))
    browser.get("/learn/en/worker/board/goal")
    kept = browser.client.cookies["__Host-score"]
    browser.submit(browser.get("/").form("/sign-out"))
    assert "__Host-score" not in browser.client.cookies
    browser.client.cookies.set("__Host-score", kept)
    for path in ("/modules/board", "/modules/board/quiz", "/modules/board/assignment"):
        assert browser.get(path).heading == "Welcome back"
    assert browser.post("/learn/en/worker/board/goal/completions").headers["location"].startswith("/sign-in")


def test_an_expired_cookie_leads_to_the_sign_in(visits: Visits) -> None:
    browser = Browser(visits)
    signer = LongAgo(visits.site.settings.signing_secret, salt="sign-in")
    browser.client.cookies.set("__Host-score", signer.sign("token").decode())
    for path in ("/modules/board", "/learn/en/worker/board/goal"):
        assert browser.get(path).heading == "Welcome back"
