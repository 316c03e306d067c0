"""The survey at a module's end: asked once it is finished, answered once, shown to trainers in groups."""

from __future__ import annotations

import asyncio

import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.learning.queries import participations, survey_counts
from tests.web.browser import Browser, Page
from tests.web.visits import ADDRESS, Visits
from tests.web.walk import answer, begin_quiz, is_answered, join, new_enterprise, onward, read_lessons

SURVEY = "/modules/story/survey"


@pytest.fixture
def visits(story_visits: Visits) -> Visits:
    """Give the application with the module that has a survey."""
    return story_visits


def finished(visits: Visits, code: str, name: str = "Amina") -> Browser:
    """Give the browser of a worker who has finished the story."""
    browser = Browser(visits)
    join(browser, code, name)
    read_lessons(browser, "The story")
    page = begin_quiz(browser, "story")
    while "/questions/" in page.address:
        page = onward(browser, page) if is_answered(page) else answer(browser, page, visits.library)
    return browser


def counts(session: Session) -> tuple[int, int]:
    """Give how many answers are counted, and how many people have answered."""
    answers = session.execute(select(func.sum(survey_counts.c.shown + survey_counts.c.waiting))).scalar()
    return answers or 0, session.execute(select(func.count()).select_from(participations)).scalar_one()


def send(browser: Browser, **answers: str) -> Page:
    return browser.submit(browser.get(SURVEY).form("/survey").fill(**answers))


def test_the_module_asks_when_it_is_finished_and_not_before(visits: Visits) -> None:
    code = new_enterprise(visits)
    early = Browser(visits)
    join(early, code, "Bilal")
    assert "Say what you think" not in early.get("/modules/story").words
    assert early.get(SURVEY).address == "/modules/story"
    assert early.post(SURVEY, revision="x").status_code in (303, 409)
    browser = finished(visits, code)
    page = browser.follow(browser.get("/modules/story"), "Say what you think")
    assert "No name and no workplace is stored" in page.words
    thanks = browser.submit(page.form("/survey").fill(**{"s-use": "4", "s-voice": "2"}))
    assert "Thank you" in thanks.words
    assert "Say what you think" not in browser.get("/modules/story").words
    assert visits.write(counts) == (2, 1)


def test_nobody_answers_twice(visits: Visits) -> None:
    browser = finished(visits, new_enterprise(visits))
    form = browser.get(SURVEY).form("/survey")
    for _ in range(2):
        assert "Thank you" in browser.submit(form.fill(**{"s-use": "4"})).words
    assert visits.write(counts) == (1, 1)


async def ten_at_once(visits: Visits, form: dict[str, list[str]], cookie: str) -> set[int]:
    transport = ASGITransport(visits.client.app)
    async with AsyncClient(transport=transport, base_url=ADDRESS, headers={"cookie": cookie}) as client:
        return {each.status_code for each in await asyncio.gather(*(client.post(SURVEY, data=form) for _ in range(10)))}


def test_the_same_form_ten_times_at_once_is_counted_once(visits: Visits) -> None:
    browser = finished(visits, new_enterprise(visits))
    form = browser.get(SURVEY).form("/survey").fill(**{"s-use": "4"})
    cookie = f"__Host-score={browser.client.cookies['__Host-score']}"
    assert visits.run(ten_at_once, visits, form.data(), cookie) == {303}
    assert visits.write(counts) == (1, 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_questions_may_be_left_out_but_not_all(visits: Visits) -> None:
    browser = finished(visits, new_enterprise(visits))
    page = browser.submit(browser.get(SURVEY).form("/survey"), 422)
    assert "Choose one answer" in page.words
    assert visits.write(counts) == (0, 0)
    assert "Thank you" in browser.submit(page.form("/survey").fill(**{"s-voice": "1"})).words


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_survey_that_was_edited_meanwhile_is_shown_anew(visits: Visits) -> None:
    browser = finished(visits, new_enterprise(visits))
    form = browser.get(SURVEY).form("/survey")
    path = visits.site.publication.folder / "modules/story/questions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("all: Everybody", "all: All of them"), encoding="utf-8")
    assert visits.site.publication.reload()
    page = browser.submit(form.fill(**{"s-use": "4"}), 409)
    assert "has just been changed" in page.words
    assert visits.write(counts) == (0, 0)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_trainers_see_groups_and_nobody_else_sees_anything(visits: Visits) -> None:
    code = new_enterprise(visits)
    for number, name in enumerate(("Amina", "Bilal", "Chidi", "Dora", "Efe")):
        visits.staff("trainer", f"trainer-{number}")
        page = visits.get("/trainer/modules/story/survey")
        assert page.text.count("Fewer than 5 answers.") == 4
        browser = finished(visits, code, name)
        send(browser, **{"s-use": "5"})
        assert browser.client.get("/trainer/modules/story/survey").status_code == 404
    visits.staff("trainer", "last")
    preview = Page(visits.client.get("/trainer/preview/story"))
    shown = Page(visits.client.get(preview.link("Survey")))
    assert shown.text.count("Fewer than 5 answers.") == 3
    assert "5: Very5100" in shown.words
    assert "Amina" not in shown.text
    assert "Kilimo" not in shown.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_module_without_a_survey_has_no_such_page(visits: Visits) -> None:
    browser = finished(visits, new_enterprise(visits))
    browser.get("/modules/board/survey", 404)
    browser.get("/modules/nothing/survey", 404)
    assert browser.post("/modules/board/survey").status_code == 404
    assert browser.post("/modules/nothing/survey", revision="x").status_code in (404, 409)
