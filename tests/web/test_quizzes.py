"""The quiz by plain forms: the key never in the browser before the answer, every answer once, the exact place kept."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from uuid import uuid4

import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.assessment.queries import attempts, responses
from app.questions.types.number.question import Number
from app.questions.types.text.question import Text
from tests.web.browser import Browser, Page, words
from tests.web.visits import ADDRESS, Visits
from tests.web.walk import (
    answer,
    begin_quiz,
    declare_done,
    filled,
    join,
    new_enterprise,
    onward,
    question_on,
    read_lessons,
    sign_in,
    take_quiz,
)

HTMX = {"hx-request": "true"}
UNIQUE_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")

sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def code(visits: Visits) -> str:
    """Give the code of an enterprise."""
    return new_enterprise(visits)


@pytest.fixture
def browser(visits: Visits, code: str) -> Browser:
    """Give the browser of a worker."""
    opened = Browser(visits)
    join(opened, code)
    return opened


def stored(session: Session) -> list[tuple[str, float]]:
    return [(str(row.id), row.score) for row in session.execute(select(responses.c.id, responses.c.score))]


def count_attempts(session: Session) -> int:
    return session.execute(select(func.count()).select_from(attempts)).scalar_one()


def all_questions(browser: Browser, visits: Visits, *, right: bool = True) -> list[Page]:
    """Take a quiz and give the page of each question before its answer."""
    page, seen = begin_quiz(browser), []
    while "/questions/" in page.address:
        seen.append(page)
        page = onward(browser, answer(browser, page, visits.library, right=right))
    return seen


def in_language(browser: Browser, page: Page, language: str) -> Page:
    """Change the language on a page, by its own link, and give the page again."""
    choice = browser.get(f"/language?next={page.address}").form("/language")
    return browser.submit(choice, button={"language": language})


def test_a_learner_may_change_the_language_in_the_middle_of_a_quiz(visits: Visits, browser: Browser) -> None:
    """The same question in the other language, answered in either; and answers of both count as one attempt."""
    page, translated = begin_quiz(browser), []
    while "/questions/" in page.address:
        english, asked = filled(page, visits.library), question_on(page, visits.library)
        french = in_language(browser, page, "fr")
        assert french.address == page.address
        assert question_on(french, visits.library).id == asked.id
        if words(french.find("legend", class_="ask")) == asked.ask:
            assert 'lang="en" dir="ltr"' in french.text
            answered = browser.submit(english)
        else:
            translated.append(asked.id)
            answered = browser.submit(filled(french, visits.library))
        page = in_language(browser, onward(browser, answered), "en")
    assert sorted(translated) == ["q-single", "q-text"]
    assert "You have passed" in page.words
    assert [score for _, score in visits.write(stored)] == [1.0] * 7


def test_a_learner_passes_and_everything_is_counted_once(visits: Visits, browser: Browser) -> None:
    result = take_quiz(browser, visits.library)
    assert "You have passed" in result.words
    assert re.search(r"100\s?%", result.words)
    assert len(visits.write(stored)) == 7
    assert {score for _, score in visits.write(stored)} == {1.0}


def test_wrong_answers_teach_and_the_quiz_may_be_tried_again(visits: Visits, browser: Browser) -> None:
    result = take_quiz(browser, visits.library, right=False)
    assert "Not passed yet" in result.words
    assert {score for _, score in visits.write(stored)} <= {0.0, 0.25, 0.5}
    again = browser.submit(result.form("/attempts"))
    assert "/questions/1" in again.address
    assert visits.write(count_attempts) == 2


def test_feedback_says_why_and_leads_to_the_place_in_the_lesson(visits: Visits, browser: Browser) -> None:
    page = answer(browser, begin_quiz(browser), visits.library, right=False)
    assert "That is how we learn" in page.words or "Partly right" in page.words
    lesson = browser.get(page.link("See this part of the lesson again"))
    assert lesson.address.startswith("/learn/en/worker/board/")


def test_not_sure_is_an_answer(visits: Visits, browser: Browser) -> None:
    page = begin_quiz(browser)
    reply = browser.submit(page.form("/responses"), button={"not_sure": "1"})
    assert "Not sure is fine" in reply.words
    assert [score for _, score in visits.write(stored)] == [0.0]


@sqlite_alone
def test_the_key_is_not_in_the_browser_before_the_answer(visits: Visits, browser: Browser) -> None:
    """Neither the option ids, which betray the answer, nor reasons, accepted words, tolerances."""
    for page in all_questions(browser, visits):
        question = question_on(page, visits.library)
        sent = re.sub(r"<style>.*?</style>", "", page.text, flags=re.DOTALL)
        sent = UNIQUE_ID.sub("", sent)
        for reason in question.why.values():
            assert reason not in sent
        if question.explain:
            assert question.explain not in sent
        if isinstance(question, Text):
            assert not any(accepted in sent for accepted in question.accept)
        if isinstance(question, Number):
            assert str(question.answer) not in words(page.find("form", id="answer")).replace(question.ask, "")
        values = [value for choices in page.form("/responses").choices.values() for value, _ in choices]
        assert all(value == "" or value.isdigit() for value in values)


@sqlite_alone
def test_the_place_of_the_right_answer_is_not_always_the_same(visits: Visits, code: str) -> None:
    """The order of the options is drawn for every attempt, so the number sent says nothing about the next time."""
    places: Counter[str] = Counter()
    for number in range(12):
        learner = Browser(visits)
        join(learner, code, f"Learner {number}")
        for page in all_questions(learner, visits):
            question = question_on(page, visits.library)
            if question.id == "q-single":
                places[filled(page, visits.library).value("choice")] += 1
    assert len(places) > 1
    assert sum(places.values()) == 12


def test_an_answer_cannot_be_changed(visits: Visits, browser: Browser) -> None:
    page = begin_quiz(browser)
    answer(browser, page, visits.library, right=False)
    before = visits.write(stored)
    late = filled(page, visits.library, right=True).fill(response_id=str(uuid4()))
    assert "That is how we learn" in browser.submit(late).words or "Partly" in browser.submit(late).words
    assert visits.write(stored) == before


def test_the_browser_is_closed_in_the_middle_and_the_learner_goes_on_at_the_exact_place(
    visits: Visits, browser: Browser, code: str
) -> None:
    page = begin_quiz(browser)
    for _ in range(3):
        page = onward(browser, answer(browser, page, visits.library))
    del browser
    new = Browser(visits)
    home = sign_in(new, code)
    assert "Go on" in home.words
    again = begin_quiz(new)
    assert again.address == page.address
    assert words(again.find("legend", class_="ask")) == words(page.find("legend", class_="ask"))
    assert [choice for choice, _ in again.form("/responses").choices.items()] == [
        choice for choice, _ in page.form("/responses").choices.items()
    ]
    assert len(visits.write(stored)) == 3
    assert visits.write(count_attempts) == 1


def test_starting_twice_is_one_attempt(visits: Visits, browser: Browser) -> None:
    assert {browser.post("/modules/board/attempts").headers["location"] for _ in range(3)}.__len__() == 1
    assert visits.write(count_attempts) == 1


@sqlite_alone
def test_an_empty_answer_is_asked_again_and_keeps_what_was_filled_in(visits: Visits, browser: Browser) -> None:
    page = begin_quiz(browser)
    while "/questions/" in page.address:
        kind = question_on(page, visits.library).type
        form = page.form("/responses")
        refused = browser.submit(form, 422)
        assert words(refused.find("p", class_="error", role="alert")), kind
        assert refused.form("/responses").value("response_id") == form.value("response_id")
        page = onward(browser, answer(browser, refused, visits.library))
    assert len(visits.write(stored)) == 7


@sqlite_alone
def test_htmx_gets_the_block_and_a_plain_form_is_sent_on_so_that_back_sends_nothing_twice(
    visits: Visits, browser: Browser
) -> None:
    form = filled(begin_quiz(browser), visits.library)
    block = browser.client.post(form.action, data=form.data(), headers=HTMX)
    assert block.status_code == 200
    assert "<html" not in block.text
    assert 'class="verdict right"' in block.text
    again = browser.post(form.action, **form.data())
    assert again.status_code == 303
    assert again.headers["location"] == form.action.removesuffix("/responses")


def test_at_the_end_only_where_the_module_says_so(visits: Visits, browser: Browser) -> None:
    """Between the questions of such a quiz nothing tells how the answers fared."""
    read_lessons(browser)
    take_quiz(browser, visits.library)
    first = begin_quiz(browser, "walk")
    second = answer(browser, first, visits.library)
    assert "/questions/2" in second.address
    assert browser.get(first.address).address == second.address
    result = answer(browser, second, visits.library)
    assert "You have passed" in result.words


def test_a_module_that_comes_later_waits_and_says_for_what(visits: Visits, browser: Browser) -> None:
    page = browser.get("/modules/walk/quiz")
    assert "The quiz opens when you have finished: The board" in page.words
    assert [form for form in page.forms() if "/attempts" in form.action] == []
    assert browser.post("/modules/walk/attempts").headers["location"] == "/modules/walk/quiz"
    assert visits.write(count_attempts) == 0


def test_tries_end_where_the_module_says_so(visits: Visits, browser: Browser) -> None:
    read_lessons(browser)
    take_quiz(browser, visits.library)
    for _ in range(2):
        assert "Not passed yet" in take_quiz(browser, visits.library, "walk", right=False).words
    page = browser.get("/modules/walk/quiz")
    assert "You have used all your tries" in page.words
    browser.post("/modules/walk/attempts")
    assert visits.write(count_attempts) == 3


def test_the_last_step_leads_to_the_certificate(visits: Visits, browser: Browser) -> None:
    read_lessons(browser)
    assert take_quiz(browser, visits.library).link("See your certificate")
    read_lessons(browser, "The walk")
    take_quiz(browser, visits.library, "walk")
    certificate = declare_done(browser, "walk")
    assert certificate.address.startswith("/certificates/")
    assert "The walk" in certificate.words


async def fifty_at_once(
    visits: Visits, form: dict[str, list[str]], action: str, cookie: str, **headers: str
) -> Counter[tuple[int, str]]:
    """Send the same form fifty times at once and count the replies."""
    transport = ASGITransport(visits.client.app)
    async with AsyncClient(transport=transport, base_url=ADDRESS, headers={"cookie": cookie, **headers}) as client:
        replies = await asyncio.gather(*(client.post(action, data=form) for _ in range(50)))
    return Counter((each.status_code, each.headers.get("location") or UNIQUE_ID.sub("", each.text)) for each in replies)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_same_post_fifty_times_at_once_is_one_row_one_mark_and_the_same_reply(
    visits: Visits, browser: Browser, headers: dict[str, str]
) -> None:
    form = filled(begin_quiz(browser), visits.library)
    cookie = f"__Host-score={browser.client.cookies['__Host-score']}"
    replies = visits.run(fifty_at_once, visits, form.data(), form.action, cookie, **headers)
    assert len(replies) == 1, replies
    ((status, _),) = replies
    assert status == (200 if headers else 303)
    assert visits.write(stored) == [(form.value("response_id"), 1.0)]


FAIL_AT_COMMIT = {
    "sqlite": [
        "CREATE TABLE never (id INTEGER REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TRIGGER fail AFTER INSERT ON {} BEGIN INSERT INTO never VALUES (-1); END",
    ],
    "postgresql": [
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
        """CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON {} DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION fail()""",
    ],
}


def let_commits_fail(session: Session) -> None:
    """Let every commit that holds a new answer fail, by a constraint that is checked only then."""
    for statement in FAIL_AT_COMMIT[session.get_bind().dialect.name]:
        session.execute(text(statement.format(responses.name)))


def test_a_failing_commit_is_a_fault_said_in_words_and_stores_nothing(visits: Visits, browser: Browser) -> None:
    form = filled(begin_quiz(browser), visits.library)
    visits.write(let_commits_fail)
    page = browser.submit(form, 500)
    assert "What was saved before is safe" in page.words
    assert visits.write(stored) == []
    assert browser.get(form.action.removesuffix("/responses")).form("/responses")
