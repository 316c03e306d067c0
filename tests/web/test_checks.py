"""Checks inside lessons: for those who may read the lesson, and never a way round the quiz."""

from __future__ import annotations

import pytest

from tests.web.browser import Browser, words
from tests.web.test_trainer import edit
from tests.web.visits import Visits
from tests.web.walk import begin_quiz, join, new_enterprise

sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
GOAL = "/learn/en/worker/board/goal"


@pytest.fixture
def browser(visits: Visits) -> Browser:
    signed_in = Browser(visits)
    join(signed_in, new_enterprise(visits), "Amina")
    return signed_in


@sqlite_alone
def test_a_question_of_the_open_quiz_is_not_answered_by_its_check(browser: Browser) -> None:
    """The review would show the key before the quiz has the answer."""
    begin_quiz(browser)
    lesson = browser.get(GOAL)
    form = lesson.form("/checks/q-single")
    page = browser.submit(form, choice=form.label("choice", "Only the bosses"), status=409)
    assert "Your open quiz asks this question" in page.words
    assert "Then the work is not heard." not in page.words


@sqlite_alone
def test_checks_of_a_draft_are_for_trainers(visits: Visits, browser: Browser) -> None:
    edit(visits, "modules/board/module.yaml", "status: published", "status: draft")
    browser.get(f"{GOAL}/checks/q-single", status=404)
    visits.staff("trainer")
    assert visits.get(f"{GOAL}/checks/q-single").status_code == 200


@sqlite_alone
def test_a_question_in_another_language_than_its_lesson_says_so(visits: Visits, browser: Browser) -> None:
    lesson = GOAL.replace("/en/", "/fr/")
    browser.submit(browser.get("/language").form("/language"), button={"language": "fr"})
    assert next(browser.get(f"{lesson}/checks/q-single").all("p", class_="notice"), None) is None
    (visits.site.publication.folder / "modules/board/questions.fr.yaml").unlink()
    assert visits.site.publication.reload()
    for page in (browser.get(lesson), browser.get(f"{lesson}/checks/q-single"), begin_quiz(browser)):
        assert "English" in words(page.find("p", class_="notice")) or "anglais" in words(
            page.find("p", class_="notice")
        )
