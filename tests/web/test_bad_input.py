"""Bad input anywhere: a 4xx in plain words, never a fault of ours, and nothing stored."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.types import Message

from app.accounts.models import Person
from app.assessment.queries import responses
from app.learning.models import AssignmentDeclaration, LessonCompletion
from tests.web.browser import Browser
from tests.web.visits import Visits
from tests.web.walk import PIN, begin_quiz, filled, join, new_enterprise

FORM = "application/x-www-form-urlencoded"
BOUNDARY = "multipart/form-data; boundary=b"
GOAL = "/learn/en/worker/board/goal"

sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def code(visits: Visits) -> str:
    """Give the code of an enterprise."""
    return new_enterprise(visits)


@pytest.fixture
def browser(visits: Visits, code: str) -> Browser:
    """Give the browser of a learner."""
    opened = Browser(visits)
    join(opened, code)
    return opened


def stored(session: Session) -> dict[str, int]:
    """Count all that a learner can store."""
    tables = (Person, LessonCompletion, AssignmentDeclaration, responses)
    return {str(table): session.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def forms_of(browser: Browser, code: str) -> Iterator[str]:
    """Give every address to which a learner's pages send a form."""
    yield from (f"/join/{code}", "/sign-in", "/sign-in/staff", "/language", "/modules/board/assignment/declaration")
    yield re.sub(r"https://[^/]+", "", begin_quiz(browser).form("/responses").action)
    yield f"{GOAL}/checks/q-single"


BODIES = {
    "broken UTF-8, as browsers send it": (
        FORM,
        b"name=%FF%FE&given_name=%C3&note=%80&done=yes&typed=%ff&response_id=%ff",
    ),
    "broken UTF-8, raw": (FORM, b"name=\xff&given_name=\xfe&done=\xff&response_id=\x80&revision=\xc3"),
    "a surrogate": (FORM, b"name=%ED%A0%80&given_name=%ED%A0%80&done=yes&note=%ED%A0%80&response_id=x"),
    "NUL": (FORM, b"name=a%00b&given_name=a%00&note=%00&done=yes&language=en%00&typed=%00&response_id=%00"),
    "a field whose name is broken": (FORM, b"%FF=1&%00=2&name=x&done=no"),
    "10,000 fields": (FORM, b"&".join(b"a%d=" % number for number in range(10_000))),
    "one field 200 times": (FORM, b"&".join([b"given_name=x", *[b"name=x"] * 150, b"done=no"])),
    "nothing at all": (FORM, b""),
    "only separators": (FORM, b"&&&===&=;;&"),
    "JSON": ("application/json", b'{"name": "x", "given_name": ["x"], "done": "yes"}'),
    "no type": ("", b"name=x&done=yes"),
    "a type that is none": (";;;", b"name=x&done=yes"),
    "text": ("text/plain", b"done=yes"),
    "a file": (BOUNDARY, b'--b\r\nContent-Disposition: form-data; name="done"; filename="a"\r\n\r\nyes\r\n--b--\r\n'),
    "multipart without a boundary": ("multipart/form-data", b"--b\r\n"),
    "multipart that is none": (BOUNDARY, b"done=yes"),
    "multipart cut off": (BOUNDARY, b'--b\r\nContent-Disposition: form-data; name="done"\r\n\r\nye'),
    "multipart without a name": (BOUNDARY, b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"),
    "multipart in another alphabet": (
        f"{BOUNDARY}; charset=no-such",
        b'--b\r\nContent-Disposition: form-data; name="done"\r\n\r\n\xff\r\n--b--\r\n',
    ),
}


def test_a_body_that_is_no_form_of_ours(visits: Visits, browser: Browser, code: str) -> None:
    addresses = list(forms_of(browser, code))
    before = visits.write(stored)
    for (name, (media_type, body)), address in itertools.product(BODIES.items(), addresses):
        sent = {"content": body, "headers": {"content-type": media_type}}
        answer = browser.client.post(address, follow_redirects=False, **sent)  # type: ignore[arg-type]  # one dict
        assert answer.status_code in (303, 400, 404, 409, 413, 422), (name, address, answer.status_code)
        assert answer.status_code != 303 or address == "/language", (name, address)
    assert visits.write(stored) == before


IDS = ["", "x", "0", "0c5f2a7e-5a1d-4c57", "..%2f..", "%00", "%FF", "' OR 1=1 --", "x" * 2000, "%F0%9F%98%80", "{}"]
POSITIONS = ["0", "-1", "8", "999", "abc", "1.5", "%00", "9" * 30, "9" * 5000, "1e3", ""]
PHOTOS = [
    "board/x.png",
    "board/..%2f..%2fmodule.yaml",
    "../course.yaml",
    "board/%2e%2e",
    f"board/{'x' * 3000}.png",
    "x/a.jpg",
]
MODULES = ["nothing", "a%00b", "%FF", "Board", "x" * 3000, "board%20", "😀", "%ED%A0%80"]


def test_an_attempt_that_is_none(browser: Browser) -> None:
    for identity in IDS:
        for path in (f"/attempts/{identity}", f"/attempts/{identity}/questions/1"):
            assert browser.client.get(path).status_code in (404, 422), path
        answer = browser.post(f"/attempts/{identity}/questions/1/responses", response_id=str(uuid4()))
        assert answer.status_code in (404, 422), identity


def test_a_question_that_is_none(visits: Visits, browser: Browser) -> None:
    attempt = begin_quiz(browser).address.split("/questions/")[0]
    before = visits.write(stored)
    for position in POSITIONS:
        assert browser.client.get(f"{attempt}/questions/{position}").status_code in (404, 422), position
        answer = browser.post(f"{attempt}/questions/{position}/responses", response_id=str(uuid4()), choice="1")
        assert answer.status_code in (404, 422), position
    assert visits.write(stored) == before


def test_a_module_that_is_none(visits: Visits, browser: Browser) -> None:
    before = visits.write(stored)
    for module in MODULES:
        _nothing_at(browser, module)
    assert visits.write(stored) == before


def _nothing_at(browser: Browser, module: str) -> None:
    for path in (f"/modules/{module}", f"/modules/{module}/quiz", f"/modules/{module}/assignment"):
        assert browser.client.get(path).status_code == 404, path
    for path in (f"/modules/{module}/attempts", f"/modules/{module}/assignment/declaration"):
        assert browser.post(path, done="yes").status_code == 404, path
    for path in (f"/learn/en/worker/{module}/goal", f"/learn/en/worker/board/{module}", f"{GOAL}/checks/{module}"):
        assert browser.client.get(path).status_code == 404, path
    for path in (f"/learn/en/worker/{module}/goal/completions", f"/learn/en/worker/board/{module}/completions"):
        assert browser.post(path).status_code == 404, path


@sqlite_alone
def test_a_lesson_in_a_language_or_track_that_is_none(browser: Browser) -> None:
    languages = ["xx", "EN", "en-GB", "%00", "x" * 500, "fr%0a"]
    pairs = [("en", track) for track in ("boss", "Worker", "%00", "manager%20")]
    for language, track in [*pairs, *((language, "worker") for language in languages)]:
        lesson = f"/learn/{language}/{track}/board/goal"
        assert browser.client.get(lesson).status_code == 404, lesson
        assert browser.client.get(f"{lesson}/checks/q-single").status_code == 404, lesson
        assert browser.post(f"{lesson}/completions").status_code == 404, lesson


@sqlite_alone
def test_a_photo_that_is_none(visits: Visits, browser: Browser) -> None:
    (visits.site.publication.folder / "modules/board/media").mkdir(exist_ok=True)
    for photo in PHOTOS:
        assert browser.client.get(f"/media/{photo}").status_code == 404, photo


@sqlite_alone
def test_a_form_cut_off_in_the_middle_is_no_fault_of_ours(
    visits: Visits, browser: Browser, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A phone loses its network while it sends."""
    addresses, before = list(forms_of(browser, code)), visits.write(stored)
    caplog.set_level("INFO")
    caplog.clear()
    for address in addresses:
        for media_type in (FORM, BOUNDARY):
            visits.run(_cut_off, visits, urlsplit(address).path, media_type, browser.client.cookies)
    assert caplog.messages == []
    assert visits.write(stored) == before


async def _cut_off(visits: Visits, path: str, media_type: str, cookies: httpx2.Cookies) -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = {"host": "learn.example.org", "content-type": media_type, "content-length": "100", "cookie": cookie}
    begun: Message = {"type": "http.request", "body": b"--", "more_body": True}
    messages = iter([begun, {"type": "http.disconnect"}])
    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "scheme": "https", "server": ("learn.example.org", 443), "client": ("192.0.2.1", 1), "http_version": "1.1",
    }  # fmt: skip

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        assert message.get("status", 400) < 500, message

    await visits.client.app(scope, receive, send)


def test_the_attempt_of_somebody_else_does_not_exist(visits: Visits, browser: Browser, code: str) -> None:
    page = begin_quiz(browser)
    form = filled(page, visits.library)
    other = Browser(visits)
    join(other, code, "Bilal")
    attempt = page.address.split("/questions/")[0]
    assert "nothing here" in other.get(attempt, 404).heading
    other.get(page.address, 404)
    before = visits.write(stored)
    assert other.client.post(form.action, data=form.data()).status_code == 404
    assert visits.write(stored) == before


def test_an_answer_whose_id_is_no_uuid(visits: Visits, browser: Browser) -> None:
    form = filled(begin_quiz(browser), visits.library)
    before = visits.write(stored)
    for identity in ("", "x", "1", "0c5f2a7e-5a1d-4c57-8f52", "%00", "x" * 5000):
        answer = browser.post(form.action, **{**form.data(), "response_id": [identity]})
        assert answer.status_code == 400, identity
        assert "We could not read this" in answer.text
    assert visits.write(stored) == before


def test_the_id_of_an_answer_cannot_be_used_for_another_question(visits: Visits, browser: Browser) -> None:
    first = filled(begin_quiz(browser), visits.library)
    browser.submit(first)
    second = filled(begin_quiz(browser), visits.library)
    assert second.action != first.action
    before = visits.write(stored)
    answer = browser.post(second.action, **{**second.data(), "response_id": [first.value("response_id")]})
    assert answer.status_code == 400
    assert visits.write(stored) == before


def test_the_id_of_somebody_elses_answer_cannot_be_used(visits: Visits, browser: Browser, code: str) -> None:
    first = filled(begin_quiz(browser), visits.library)
    browser.submit(first)
    other = Browser(visits)
    join(other, code, "Bilal")
    form = filled(begin_quiz(other), visits.library)
    before = visits.write(stored)
    assert other.post(form.action, **{**form.data(), "response_id": [first.value("response_id")]}).status_code == 400
    assert visits.write(stored) == before


NOWHERE = ["/static/../app/main.py", "/static/%2e%2e/pyproject.toml", "/static//etc/passwd",
    "/static/..%2f..%2fpyproject.toml", "/static/score.css", "/static/", "/static", "/static/%00", "/../secret",
    "/.git/config", "/templates/home/show.html", "/learn/en/worker/../../secret", "/%FF", "/😀",
    f"/{'x' * 8000}", "/openapi.json", "/docs", "/redoc"]  # fmt: skip


@sqlite_alone
def test_there_is_nothing_else_to_read(visits: Visits) -> None:
    for path in NOWHERE:
        assert Browser(visits).client.get(path, follow_redirects=False).status_code == 404, path


QUERIES = ["next=%00", "next=%FF", "next=//[", f"next={'x' * 400}", "next=a&next=b", "=&&;%", "code=%00",
    f"code={'x' * 400}", "number=%00", "next[]=1"]  # fmt: skip


def test_a_query_that_is_none(visits: Visits) -> None:
    paths = ("/", "/language", "/sign-in", "/sign-in/staff", "/join", "/help", "/c", GOAL)
    for query, path in itertools.product(QUERIES, paths):
        assert Browser(visits).client.get(f"{path}?{query}").status_code in (200, 404, 422), (path, query)


@sqlite_alone
@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        "x.y.z",
        "..",
        "a" * 10_000,
        "%00",
        '"',
        "é".encode().decode("latin-1"),
        "token.AAAA.signature",
        "; ; =",
        "\x7f",
    ],
)
def test_a_cookie_that_is_not_ours_is_nobody(visits: Visits, cookie: str) -> None:
    browser = Browser(visits)
    raw = f"__Host-score={cookie}; language={cookie}; code={cookie}".encode("latin-1")
    for path in ("/modules/board", GOAL):
        answer = browser.client.get(path, headers={b"cookie": raw}, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")
    assert browser.client.get("/sign-in", headers={b"cookie": raw}).status_code == 200


@sqlite_alone
@pytest.mark.parametrize(
    "header",
    [
        {"accept-language": ",;=,,q=;fr;;" * 200},
        {"accept-language": "x" * 5000},
        {"accept-language": "\xff"},
        {"accept-encoding": "\xff, gzip;q=x"},
        {"hx-request": "\xff"},
        {"if-none-match": '"' * 5000},
        {"host": "evil.example"},
        {"host": ""},
        {"range": "bytes=0-1"},
        {"expect": "x"},
        {"transfer-encoding": "x"},
    ],
)
def test_a_header_that_makes_no_sense(visits: Visits, header: dict[str, str]) -> None:
    raw = {name.encode(): value.encode("latin-1") for name, value in header.items()}
    for path in ("/", "/help", "/sign-in"):
        answer = Browser(visits).client.get(path, headers=raw)
        assert answer.status_code == 200
        assert "evil.example" not in answer.text


@sqlite_alone
def test_a_method_that_no_page_uses(visits: Visits) -> None:
    methods = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X")
    for method, path in itertools.product(methods, ("/", "/sign-in", GOAL, "/nothing")):
        assert Browser(visits).client.request(method, path).status_code in (404, 405), (method, path)


@sqlite_alone
@pytest.mark.parametrize("note", ["x" * 2001, "x" * 60_000], ids=len)
def test_a_note_that_is_too_long_is_kept_in_the_page_and_not_stored(
    visits: Visits, browser: Browser, note: str
) -> None:
    page = browser.submit(browser.get("/modules/board/assignment").form("/declaration"), 422, done=["yes"], note=note)
    assert page.form("/declaration").value("note") == note
    assert "at most 2,000 letters" in page.words
    assert list(visits.write(stored).values())[2] == 0


def test_where_to_go_on_cannot_carry_a_header(visits: Visits, code: str) -> None:
    answer = Browser(visits).post("/language", language="fr", next="/help\r\nx-evil: 1")
    assert answer.headers["location"] == "/"
    assert "x-evil" not in answer.headers
    joined = Browser(visits).post(f"/join/{code}", given_name="A\r\nx-evil: 1", track="worker", pin=PIN)
    assert "x-evil" not in joined.headers
