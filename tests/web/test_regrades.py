"""Answers marked again, on the pages: trainers see numbers, admins names and the button, learners a plain sentence."""

from __future__ import annotations

import pytest

from tests.web.browser import Browser, Page, words
from tests.web.visits import Visits
from tests.web.walk import (
    answer,
    begin_quiz,
    filled,
    join,
    new_enterprise,
    onward,
    question_on,
    read_lessons,
    take_quiz,
)

BANK = "modules/board/questions.yaml"
TRAINERS, ADMINS = "/trainer/modules/board/questions/q-number/regrade", "/admin/regrades/board/q-number"


@pytest.fixture
def browser(visits: Visits) -> Browser:
    """Give the browser of Amina, who has read the lessons."""
    opened = Browser(visits)
    join(opened, new_enterprise(visits))
    read_lessons(opened)
    return opened


def take_with(browser: Browser, visits: Visits, typed: str, wrong: str = "q-true") -> Page:
    """Take the quiz with this number, and one question wrong."""
    page = begin_quiz(browser)
    while "/questions/" in page.address:
        question = question_on(page, visits.library)
        form = filled(page, visits.library, right=question.id != wrong)
        if question.id == "q-number":
            form.fill(typed=typed)
        page = onward(browser, browser.submit(form))
    return page


def correct(visits: Visits) -> None:
    visits.edit(BANK, ("answer: 50\n", "answer: 60\n"))


def staff(visits: Visits, right: str) -> Browser:
    """Open the browser of an admin or a trainer."""
    visits.staff(right)
    opened = Browser(visits)
    opened.client.cookies.update(visits.client.cookies)
    return opened


def test_from_the_wrong_key_to_the_certificate(visits: Visits, browser: Browser) -> None:
    result = take_with(browser, visits, "60")
    assert "Not passed yet" in result.words
    correct(visits)
    assert "Not passed yet" in browser.get(result.address).words

    trainer = staff(visits, "trainer")
    questions = trainer.get("/trainer/modules/board/questions")
    assert "1 attempt was marked by an older key." in questions.words
    numbers = trainer.follow(questions, "What would marking again change?")
    assert numbers.address == TRAINERS
    assert "1 failed before, passed now" in numbers.words
    assert "1 get a certificate by it" in numbers.words
    assert "Amina" not in numbers.text
    assert not any("regrade" in form.action for form in numbers.forms())

    admin = staff(visits, "admin")
    listed = admin.follow(admin.get("/admin"), "Corrected questions")
    looked = admin.follow(listed, "How many minutes is that?")
    assert looked.address == ADMINS
    assert "Amina" in looked.words
    assert "Passes now" in looked.words
    done = admin.submit(looked.form(ADMINS))
    assert done.address == "/admin/regrades"
    assert "All answers are marked by the keys as they are now." in done.words
    assert "1 failed before, passed now" in done.words
    assert "Admin" in done.words

    again = browser.get(result.address)
    assert "You have passed" in again.words
    assert "A question was corrected on" in again.words
    assert "With it you have passed." in again.words
    number = browser.follow(again, "How many minutes is that?")
    assert "This question was corrected on" in number.words
    assert "60" in number.words
    certificate = browser.follow(again, "See your certificate")
    assert certificate.status == 200
    assert "older key" not in trainer.get("/trainer/modules/board/questions").words


def test_a_result_that_would_fall_stays_and_its_certificate_is_listed(visits: Visits, browser: Browser) -> None:
    result = take_with(browser, visits, "50")
    certificate = result.link("See your certificate")
    correct(visits)
    admin = staff(visits, "admin")
    looked = admin.get(ADMINS)
    assert "Would fail: stays passed, flagged" in looked.words
    assert "1 certificate will be flagged" in looked.words
    done = admin.submit(looked.form(ADMINS))
    assert "Certificates to look at" in done.words
    assert certificate in done.links()

    again = browser.get(result.address)
    assert "You have passed" in again.words
    assert "You keep your points." in again.words
    assert again.link("See your certificate") == certificate
    assert "You keep your points." in browser.follow(again, "How many minutes is that?").words

    take_quiz(browser, visits.library)
    assert "Certificates to look at" not in admin.get("/admin/regrades").words


def test_a_page_that_is_open_goes_on_and_is_marked_by_the_new_key(visits: Visits, browser: Browser) -> None:
    page = begin_quiz(browser)
    while question_on(page, visits.library).id != "q-number":
        page = onward(browser, answer(browser, page, visits.library))
    form = page.form("/responses").fill(typed="60")
    correct(visits)
    admin = staff(visits, "admin")
    assert "Not answered yet" in admin.get(ADMINS).words
    admin.submit(admin.get(ADMINS).form(ADMINS))
    reply = browser.submit(form)
    assert "Right" in words(reply.find("section", class_="verdict"))


def test_what_was_not_looked_at_is_not_applied(visits: Visits, browser: Browser) -> None:
    take_with(browser, visits, "60")
    correct(visits)
    admin = staff(visits, "admin")
    form = admin.get(ADMINS).form(ADMINS)
    visits.edit(BANK, ("answer: 60\n", "answer: 61\n"))
    refused = admin.submit(form, 409)
    assert "has changed since you looked" in refused.words
    assert "Nothing was marked again yet." in admin.get("/admin/regrades").words
    admin.submit(refused.form(ADMINS))
    admin.submit(form, 409)
    assert "There is nothing to do." in admin.get(ADMINS).words
    assert admin.post(ADMINS).status_code == 400
    assert admin.post("/admin/regrades/board/q-none", revision="1:x").status_code == 404


@pytest.mark.parametrize(("address", "right"), [(TRAINERS, "trainer"), (ADMINS, "admin"), ("/admin/regrades", "admin")])
def test_each_page_is_for_one_kind_of_people(visits: Visits, address: str, right: str) -> None:
    mine = staff(visits, right)
    assert mine.get(address).status == 200
    staff(visits, "admin" if right == "trainer" else "trainer").get(address, 404)
    if "q-number" in address:
        mine.get(address.replace("q-number", "q-none"), 404)
