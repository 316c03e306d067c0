"""What learners write for themselves: kept for them, given back to them, deleted by them, and shown to nobody else."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.learning.queries import reflections
from tests.people import first_learner
from tests.web.browser import Browser, Page
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise

LESSON = "/learn/en/worker/story/tell"
PLACE = f"{LESSON}/reflections/r-think"
SECRET = "Zebra-secret: I am afraid of the press."


@pytest.fixture
def visits(story_visits: Visits) -> Visits:
    """Give the application with the module that has a reflection."""
    return story_visits


@pytest.fixture
def browser(visits: Visits) -> Browser:
    """Give the browser of a worker."""
    opened = Browser(visits)
    join(opened, new_enterprise(visits))
    return opened


def kept(session: Session) -> list[str]:
    return list(session.scalars(select(reflections.c.words)))


def write(browser: Browser, text: str, status: int = 200) -> Page:
    page = browser.follow(browser.get(LESSON), "Write, or read what you wrote")
    return browser.submit(page.form("/reflections/"), status, typed=text)


def test_words_are_kept_and_given_back_on_the_same_lesson(visits: Visits, browser: Browser) -> None:
    assert "Only you can read this" in browser.get(LESSON).words
    page = write(browser, f"{SECRET}\nSecond line.")
    assert "Kept." in page.words
    again = browser.follow(browser.get(LESSON), "Write, or read what you wrote")
    assert again.form("/reflections/").value("typed").strip() == f"{SECRET}\nSecond line."
    assert again.headers["cache-control"] == "private, no-store"


def test_writing_again_takes_the_place_of_what_was_there(visits: Visits, browser: Browser) -> None:
    write(browser, "First.")
    write(browser, "Second.")
    assert visits.write(kept) == ["Second."]


def test_an_empty_form_takes_nothing_away(visits: Visits, browser: Browser) -> None:
    write(browser, "First.")
    assert "Write your answer" in write(browser, "  ", 422).words
    assert visits.write(kept) == ["First."]


def test_the_learner_deletes_their_words(visits: Visits, browser: Browser) -> None:
    page = write(browser, SECRET)
    page = browser.submit(page.form("/reflections/"), button={"forget": "1"})
    assert "Deleted." in page.words
    assert SECRET not in page.text
    assert visits.write(kept) == []


def test_the_main_button_keeps_the_words_and_goes_back_to_the_lesson(visits: Visits, browser: Browser) -> None:
    page = browser.follow(browser.get(LESSON), "Write, or read what you wrote")
    (main,) = (each for each in page.find("div", class_="dock").iter("button"))
    assert main.get("form") == page.form("/reflections/").element.get("id")
    back = browser.submit(page.form("/reflections/"), button={main.get("name", ""): main.get("value", "")}, typed="A.")
    assert back.address.startswith(LESSON)
    assert visits.write(kept) == ["A."]
    assert page.link("Back to the lesson without keeping").startswith(LESSON)


def test_words_are_found_and_deleted_though_the_lesson_asks_no_more(visits: Visits, browser: Browser) -> None:
    assert "not written anything" in browser.follow(browser.get("/help"), "What you wrote for yourself").words
    write(browser, SECRET)
    visits.edit("modules/story/lessons/tell.en.md", ("[[check: r-think]]", ""))
    browser.get(PLACE, 404)
    page = browser.get("/reflections")
    assert SECRET in page.words
    assert visits.library.modules["story"].bank["r-think"].question.ask in page.words
    other = Browser(visits)
    join(other, new_enterprise(visits, "Elsewhere"), "Bilal")
    assert SECRET not in other.get("/reflections").text
    other.post("/reflections/story/r-think/deletion")
    assert visits.write(kept) == [SECRET]
    visits.write(lambda session: session.execute(reflections.update().values(module_id="gone")))
    page = browser.get("/reflections")
    assert "The question is not in the course any more." in page.words
    assert "not written anything" in browser.submit(page.form("/deletion")).words
    assert visits.write(kept) == []


def test_words_go_with_their_person(visits: Visits, browser: Browser) -> None:
    write(browser, SECRET)
    visits.write(lambda session: session.delete(session.scalars(select(Person)).one()))
    assert visits.write(kept) == []


def test_another_learner_finds_their_own_words_only(visits: Visits, browser: Browser) -> None:
    write(browser, SECRET)
    other = Browser(visits)
    join(other, new_enterprise(visits, "Elsewhere"), "Bilal")
    assert SECRET not in other.get(PLACE).text
    write(other, "Mine.")
    assert sorted(visits.write(kept)) == ["Mine.", SECRET]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("right", ["trainer", "admin"])
def test_no_page_of_staff_or_managers_shows_them(visits: Visits, browser: Browser, right: str) -> None:
    write(browser, SECRET)
    visits.staff(right)
    _shown_nowhere(visits)
    boss = visits.write(first_learner, "Boss")
    visits.sign_in(boss.person_id)
    _shown_nowhere(visits)


def _shown_nowhere(visits: Visits) -> None:
    """Open whatever is linked, from the first page on."""
    waiting, seen = ["/", PLACE], set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 150:
            continue
        seen.add(address)
        response = visits.client.get(address)
        assert "Zebra-secret" not in response.text, address
        if "text/html" in response.headers.get("content-type", ""):
            waiting += [each for each in Page(response).links() if each.startswith(("/", str(visits.client.base_url)))]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_reflection_is_no_check_and_a_check_no_reflection(browser: Browser) -> None:
    browser.get(f"{LESSON}/checks/r-think", 404)
    browser.get(f"{LESSON}/reflections/q-tell", 404)
    browser.get(f"{LESSON}/reflections/q-cloze", 404)
    assert browser.post(f"{LESSON}/checks/r-think", typed="x").status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_quiz_never_asks_it(visits: Visits) -> None:
    module = visits.library.modules["story"]
    for track in ("worker", "manager"):
        assert {each.question.PURPOSE for each in module.pool(track)} == {"mark"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_htmx_gets_its_block(browser: Browser) -> None:
    block = browser.client.post(PLACE, data={"typed": "Words."}, headers={"hx-request": "true"})
    assert block.status_code == 200
    assert "<html" not in block.text
    assert "Kept." in block.text
