"""The first page, help, and the choice of a language."""

from __future__ import annotations

import re

import pytest

from tests.web.browser import Browser, words
from tests.web.visits import Visits
from tests.web.walk import begin_quiz, join, new_enterprise, read_lessons, take_quiz

sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def browser(visits: Visits) -> Browser:
    """Give the browser of a worker."""
    opened = Browser(visits)
    join(opened, new_enterprise(visits))
    return opened


def go_on(browser: Browser) -> str:
    """Give where the one thing to do next leads."""
    page = browser.get("/")
    (card,) = page.all("section", class_="go-on")
    return next((each.get("href", "") for each in card.iter("a")), "")


@sqlite_alone
def test_strangers_are_told_how_to_come_in(visits: Visits) -> None:
    page = Browser(visits).get("/")
    assert page.form("/join").choices == {}
    assert {"/sign-in", "/sign-in/staff", "/c"} <= {
        link.removeprefix("https://learn.example.org") for link in page.links()
    }


def test_the_one_thing_to_do_next_follows_the_learner(visits: Visits, browser: Browser) -> None:
    assert go_on(browser) == "/learn/en/worker/board/goal"
    browser.submit(browser.get(go_on(browser)).form("/completions"))
    assert go_on(browser) == "/learn/en/worker/board/speak"
    read_lessons(browser)
    assert go_on(browser) == "/modules/board/quiz"
    begin_quiz(browser)
    assert go_on(browser).startswith("/attempts/")
    take_quiz(browser, visits.library)
    assert go_on(browser) == "/learn/en/worker/walk/look"


def test_a_quiz_that_was_begun_goes_on_first_though_lessons_are_left(visits: Visits, browser: Browser) -> None:
    question = begin_quiz(browser).address
    assert go_on(browser).startswith("/attempts/")
    assert browser.get(go_on(browser)).address == question
    read_lessons(browser, "The walk")
    assert browser.get(go_on(browser)).address == question


@sqlite_alone
def test_home_and_the_page_of_a_module_say_the_same_minutes(visits: Visits, browser: Browser) -> None:
    minutes = re.search(r"About (\d+) minutes left", browser.get("/").words)
    assert minutes
    assert f"{minutes[1]} minutes left" in words(browser.get("/modules/board").find("p", class_="where"))
    read_lessons(browser)
    take_quiz(browser, visits.library)
    assert "left" not in words(browser.get("/modules/board").find("p", class_="where"))


@sqlite_alone
def test_modules_say_how_far_the_learner_is_and_what_comes_first(browser: Browser) -> None:
    assert "after: The board" in browser.get("/").words
    read_lessons(browser)
    assert "% done" in browser.get("/").words.replace(" %", "%")


@sqlite_alone
def test_the_page_of_a_module_says_why_it_is_not_complete(visits: Visits, browser: Browser) -> None:
    page = browser.get("/modules/board")
    assert "You have not passed the quiz yet" in page.words
    read_lessons(browser)
    take_quiz(browser, visits.library)
    done = browser.get("/modules/board")
    assert "Why is it not complete" not in done.words
    assert done.link("See your certificate").startswith("/certificates/")


@sqlite_alone
def test_help_is_for_everybody(visits: Visits) -> None:
    assert Browser(visits).get("/help").heading == "Help"


def test_a_language_is_chosen_for_the_person_on_all_their_browsers(visits: Visits, browser: Browser) -> None:
    choice = browser.get("/language?next=/learn/en/worker/board/goal").form("/language")
    lesson = browser.submit(choice, button={"language": "fr"})
    assert lesson.address == "/learn/fr/worker/board/goal"
    assert lesson.heading == "Un seul but"
    assert go_on(browser).startswith("/learn/fr/")


@sqlite_alone
def test_strangers_choose_a_language_too_and_keep_it_when_they_join(visits: Visits) -> None:
    browser = Browser(visits)
    browser.submit(browser.get("/language").form("/language"), button={"language": "fr"})
    join(browser, new_enterprise(visits))
    assert go_on(browser).startswith("/learn/fr/")


@sqlite_alone
@pytest.mark.parametrize(
    ("accepted", "language"),
    [("fr", "fr"), ("fr-MU,fr;q=0.9,en;q=0.8", "fr"), ("de,xx", "en"), ("", "en"), ("*", "en"), ("my, fr;q=0.5", "fr")],
)
def test_the_browsers_language_is_the_first_guess(visits: Visits, accepted: str, language: str) -> None:
    browser = Browser(visits, accept_language=accepted)
    join(browser, new_enterprise(visits))
    assert go_on(browser).startswith(f"/learn/{language}/")


@sqlite_alone
def test_a_language_that_there_is_not_is_asked_again(visits: Visits) -> None:
    for language in ("xx", "", "EN", "../fr"):
        answer = Browser(visits).post("/language", language=language)
        assert (answer.status_code, answer.headers["location"]) == (303, "/language")
        assert "set-cookie" not in answer.headers
