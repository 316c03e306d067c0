"""Lessons: the same bytes for everybody, without asking the database; and coming to their end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.database import prepared
from app.learning.models import LessonCompletion
from tests.web.browser import Browser, words
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise, read_lessons

GOAL = "/learn/en/worker/board/goal"


@pytest.fixture
def browser(visits: Visits) -> Browser:
    """Give the browser of a worker."""
    opened = Browser(visits)
    join(opened, new_enterprise(visits))
    return opened


def completions(session: Session) -> int:
    return session.execute(select(func.count()).select_from(LessonCompletion)).scalar_one()


@contextmanager
def statements() -> Iterator[list[str]]:
    """Note every statement that any database of this process is sent."""
    noted: list[str] = []
    lock = threading.Lock()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        with lock:
            noted.append(statement)

    def note_prepared(session: Session, compiled: Any, *arguments: Any, **options: Any) -> Any:
        note(None, None, compiled.text)
        return execute(session, compiled, *arguments, **options)

    execute = prepared._execute
    event.listen(Engine, "before_cursor_execute", note)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(prepared, "_execute", note_prepared)
            yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_lesson_asks_the_database_nothing(browser: Browser) -> None:
    with statements() as noted:
        browser.get(GOAL)
        assert noted, "the first view asks who is there; if nothing is noted here, this test sees nothing"
        noted.clear()
        for _ in range(3):
            browser.get(GOAL)
        assert noted == []


def test_a_lesson_is_the_same_for_everybody(visits: Visits, browser: Browser) -> None:
    other = Browser(visits)
    join(other, new_enterprise(visits, "Elsewhere"), "Bilal", track="manager")
    assert browser.get(GOAL).text == other.get(GOAL).text
    assert "Amina " not in browser.get(GOAL).text.replace("Amina loses", "")


def test_only_the_signed_in_read(visits: Visits, browser: Browser) -> None:
    browser.get(GOAL)
    page = Browser(visits).get(GOAL)
    assert page.heading == "Welcome back"
    assert page.form("/sign-in").value("next") == GOAL


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_browser_that_has_the_lesson_gets_nothing_anew(browser: Browser) -> None:
    first = browser.client.get(GOAL)
    again = browser.client.get(GOAL, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"].startswith("private")
    assert browser.client.get(GOAL, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_lesson_is_small_and_whole_in_every_encoding(browser: Browser) -> None:
    plain = browser.client.get(GOAL, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for encoding in ("gzip", "br"):
        packed = browser.client.get(GOAL, headers={"accept-encoding": encoding})
        assert packed.headers["content-encoding"] == encoding
        assert int(packed.headers["content-length"]) < 10_000
        assert packed.text == plain.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_head_is_get_without_the_body(browser: Browser) -> None:
    for path in (GOAL, "/", "/help", "/modules/board", "/nowhere"):
        full, head = browser.client.get(path), browser.client.head(path)
        assert (head.status_code, head.content) == (full.status_code, b"")
        assert head.headers["content-type"] == full.headers["content-type"]


def test_the_end_of_a_lesson_is_noted_once_and_leads_on(visits: Visits, browser: Browser) -> None:
    page = browser.get(GOAL)
    following = browser.submit(page.form("/completions"))
    assert following.address == "/learn/en/worker/board/speak"
    browser.submit(page.form("/completions"))
    assert visits.write(completions) == 1
    after = browser.submit(following.form("/completions"))
    assert after.address == "/modules/board"
    assert visits.write(completions) == 2


def test_the_steps_of_the_track_are_the_ones_that_count(visits: Visits, browser: Browser) -> None:
    module = read_lessons(browser)
    assert module.address == "/modules/board"
    assert "Speak up" in module.words
    assert "Lead by asking" not in module.words


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_lesson_speaks_the_language_of_its_address(browser: Browser) -> None:
    french = browser.get("/learn/fr/worker/board/goal")
    assert french.heading == "Un seul but"
    assert french.find("article").get("lang") in ("fr", None)
    fallen_back = browser.get("/learn/fr/worker/board/speak")
    assert fallen_back.heading == "Speak up"
    assert fallen_back.find("html").get("lang") == "en" or fallen_back.find("article").get("lang") == "en"
    assert "not yet in your language" in fallen_back.words or "pas encore" in fallen_back.words


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_check_in_a_lesson_teaches_and_stores_nothing(visits: Visits, browser: Browser) -> None:
    lesson = browser.get(GOAL)
    form = lesson.form("/checks/q-single")
    wrong = browser.submit(form, choice=form.label("choice", "Only the bosses"))
    assert "Then the work is not heard." in wrong.words
    form = lesson.form("/checks/q-single")
    right = browser.submit(form, choice=form.label("choice", "The whole team"))
    assert "Right" in [words(each) for each in right.all("h2")]
    assert right.link("Back to the lesson").startswith(GOAL)
    assert browser.follow(wrong, "Try again").form("/checks/q-single")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_check_in_a_lesson_does_not_betray_its_key(browser: Browser) -> None:
    sent = browser.get(GOAL).text
    assert "Then the work is not heard." not in sent
    assert [value for value, _ in browser.get(GOAL).form("/checks/q-single").choices["choice"]] == ["1", "2", "3"]
    for key in ("bosses", "guests"):
        assert f'"{key}"' not in sent


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_check_that_holds_no_answer_is_asked_again(browser: Browser) -> None:
    page = browser.submit(browser.get(GOAL).form("/checks/q-single"), 422)
    assert "Choose one answer" in page.words


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_check_that_was_edited_meanwhile_says_so_and_marks_nothing(browser: Browser) -> None:
    form = browser.get(GOAL).form("/checks/q-single").fill(revision="older", choice="1")
    page = browser.submit(form, 409)
    assert "has just been changed" in page.words


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_check_answers_htmx_with_its_block(browser: Browser) -> None:
    form = browser.get(GOAL).form("/checks/q-single").fill(choice="1")
    for data, status in ((form.data(), 200), ({"revision": form.value("revision")}, 422)):
        block = browser.client.post(form.action, data=data, headers={"hx-request": "true"})
        assert block.status_code == status
        assert "<html" not in block.text
        assert 'id="check-q-single"' in block.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_question_of_the_quiz_cannot_be_tried_out_as_a_check(browser: Browser) -> None:
    """Only what a lesson asks is asked there: else the whole key of the bank could be read out beforehand."""
    for question in ("q-multiple", "q-lead", "q-true", "q-retired"):
        browser.get(f"{GOAL}/checks/{question}", 404)
        assert browser.post(f"{GOAL}/checks/{question}", choice="1").status_code == 404
