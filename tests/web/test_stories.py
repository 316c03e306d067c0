"""A story in a quiz and in a lesson: step by step with plain forms, one answer for the whole of it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.queries import asked, attempts, responses
from tests.web.browser import Browser, Form, Page, words
from tests.web.visits import Visits
from tests.web.walk import answer, begin_quiz, is_answered, join, new_enterprise, onward

LESSON = "/learn/en/worker/story/tell"
WHY = "Care does not replace a guard."


@pytest.fixture
def visits(story_visits: Visits) -> Visits:
    """Give the application with the module that has a story."""
    return story_visits


@pytest.fixture
def browser(visits: Visits) -> Browser:
    """Give the browser of a worker."""
    opened = Browser(visits)
    join(opened, new_enterprise(visits))
    return opened


def stored(session: Session) -> list[object]:
    """Give the answers stored for the story."""
    here = (responses.c.attempt_id == asked.c.attempt_id) & (responses.c.position == asked.c.position)
    found = select(responses.c.answer).join(asked, here).where(asked.c.question_id == "q-scenario")
    return list(session.scalars(found))


def passed(session: Session) -> list[bool | None]:
    return list(session.scalars(select(attempts.c.passed)))


def story(browser: Browser, visits: Visits) -> Page:
    """Begin the quiz and come to the story, with the other question answered rightly."""
    page = begin_quiz(browser, "story")
    while "missing guard" not in page.words:
        page = onward(browser, answer(browser, page, visits.library))
    return page


def choose(browser: Browser, page: Page, text: str, address: str = "/responses") -> Page:
    form = page.form(address)
    field = f"step-{form.value('at')}"
    return browser.submit(form.fill(**{field: form.label(field, text)}))


def test_a_story_is_answered_once_as_a_whole(visits: Visits, browser: Browser) -> None:
    second = choose(browser, story(browser, visits), "Work on with care")
    assert WHY not in second.words  # the way is not stored yet, and Back leads to another
    assert visits.write(stored) == []
    end = choose(browser, second, "Ask why it came off")
    assert is_answered(end)
    assert "Partly right" in end.words
    assert WHY in end.words
    assert visits.write(stored) == [["later", "ask"]]


def test_the_first_whole_way_counts_whoever_goes_back(visits: Visits, browser: Browser) -> None:
    first = story(browser, visits)
    second = choose(browser, first, "Work on with care")
    choose(browser, second, "Ask why it came off")
    again = choose(browser, first, "Stop the press")
    assert "Your first answer counts" in again.words
    assert visits.write(stored) == [["later", "ask"]]


def test_going_back_before_the_end_goes_another_way_and_counts_once(visits: Visits, browser: Browser) -> None:
    first = story(browser, visits)
    choose(browser, first, "Work on with care")
    choose(browser, choose(browser, first, "Stop the press"), "Ask why it came off")
    assert visits.write(stored) == [["stop", "ask"]]


def test_a_step_without_a_choice_is_asked_again_with_its_way(visits: Visits, browser: Browser) -> None:
    second = choose(browser, story(browser, visits), "Stop the press")
    again = browser.submit(second.form("/responses"), 422)
    assert "Choose one answer" in again.words
    assert words(again.find("legend")) == "The guard is on again. What next?"
    choose(browser, again, "Ask why it came off")
    assert visits.write(stored) == [["stop", "ask"]]


def test_not_sure_is_an_answer_at_every_step(visits: Visits, browser: Browser) -> None:
    second = choose(browser, story(browser, visits), "Stop the press")
    page = browser.submit(second.form("/responses"), button={"not_sure": "1"})
    assert "Not sure is fine" in page.words
    assert visits.write(stored) == [None]


def test_nothing_of_the_key_is_in_the_browser_before_the_end(visits: Visits, browser: Browser) -> None:
    first = story(browser, visits)
    second = choose(browser, first, "Stop the press")
    for page in (first, second):
        for secret in (WHY, "You may never hear", '"later"', '"after"', "klater"):
            assert secret not in page.text


def test_consequences_wait_for_the_end_where_feedback_does(visits: Visits, browser: Browser) -> None:
    path = visits.site.publication.folder / "modules/story/module.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("after_each", "at_end"), encoding="utf-8")
    assert visits.site.publication.reload()
    page = begin_quiz(browser, "story")
    if "missing guard" not in page.words:
        page = answer(browser, page, visits.library)
    second = choose(browser, page, "Work on with care")
    assert "The guard is on again" in second.words
    assert WHY not in second.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_htmx_gets_the_next_step_as_a_block(visits: Visits, browser: Browser) -> None:
    form = story(browser, visits).form("/responses")
    form.fill(**{"step-1": form.label("step-1", "Stop the press")})
    block = browser.client.post(form.action, data=form.data(), headers={"hx-request": "true"})
    assert block.status_code == 200
    assert "<html" not in block.text
    assert 'name="step-2"' in block.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "spoiled", [{"step-1": "9"}, {"step-1": "stop"}, {"at": "99"}, {"step-7": "1"}, {"step-1": ""}, {"at": "2"}]
)
def test_a_spoiled_way_is_asked_again_and_stores_nothing(
    visits: Visits, browser: Browser, spoiled: dict[str, str]
) -> None:
    form: Form = story(browser, visits).form("/responses")
    sent = {**form.data(), **{name: [value] for name, value in spoiled.items()}}
    assert browser.client.post(form.action, data=sent).status_code in (200, 422)
    assert visits.write(stored) == []


def test_what_must_be_right_to_pass_is_said_before_and_after(visits: Visits, browser: Browser) -> None:
    """Of 2 points 40 per cent are 0.8: the cloze alone is enough, but the story must be right."""
    page = story(browser, visits)
    assert "This question must be right to pass." in page.words
    page = choose(browser, choose(browser, page, "Work on with care"), "Ask why it came off")
    while "/questions/" in page.address:
        page = onward(browser, page) if is_answered(page) else answer(browser, page, visits.library)
    assert "Not passed yet" in page.words
    assert "This question must be right to pass: The missing guard" in page.words
    assert visits.write(passed) == [False]
    module = browser.get("/modules/story")
    assert "One of the questions must be right to pass." in module.words


def test_who_gets_it_right_passes(visits: Visits, browser: Browser) -> None:
    page = story(browser, visits)
    page = choose(browser, choose(browser, page, "Stop the press"), "Ask why it came off")
    while "/questions/" in page.address:
        page = onward(browser, page) if is_answered(page) else answer(browser, page, visits.library, right=False)
    assert "You have passed" in page.words
    assert "must be right to pass" not in page.words
    assert visits.write(passed) == [True]


def test_what_must_be_right_is_pinned_when_it_is_drawn(visits: Visits, browser: Browser) -> None:
    page = story(browser, visits)
    path = visits.site.publication.folder / "modules/story/questions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  critical: yes\n", ""), encoding="utf-8")
    assert visits.site.publication.reload()
    page = choose(browser, choose(browser, page, "Work on with care"), "Ask why it came off")
    while "/questions/" in page.address:
        page = onward(browser, page) if is_answered(page) else answer(browser, page, visits.library)
    assert visits.write(passed) == [False]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_story_in_a_lesson_is_walked_and_told(browser: Browser) -> None:
    lesson = browser.get(LESSON)
    assert "The next person may slip." not in lesson.text
    second = choose(browser, lesson, "Walk round it", "/checks/q-tell")
    assert "The next person may slip." in second.words
    again = browser.submit(second.form("/checks/q-tell"), 422)
    end = choose(browser, again, "Look for the leak", "/checks/q-tell")
    assert "Not quite" in end.words
    assert "Your answer: right" in end.words
