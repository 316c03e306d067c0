"""A learner's whole way, in a real browser: once with JavaScript, once without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from app.content.load import load
from app.content.models import Library
from tests.browser.conftest import Place
from tests.browser.visit import answer, complaints, join, open_context, sign_in

pytestmark = pytest.mark.browser

VERDICT = re.compile("learn|Then the work is not heard")


def read_lesson_with_check(page: Page, *, javascript: bool) -> None:
    """Try a check: with JavaScript its answer appears in the lesson, without on a page of its own."""
    lesson = page.url
    page.get_by_text("Only the bosses").click()
    page.locator(".check form button.primary").click()
    expect(page.locator(".check")).to_contain_text("Then the work is not heard.")
    assert (page.url == lesson) == javascript
    if not javascript:
        page.get_by_role("link", name="Back to the lesson").last.click()
    assert page.url.split("#")[0] == lesson


def finish_lessons(page: Page) -> None:
    """Go on to the end of the lessons."""
    while "/learn/" in page.url:
        page.locator("form[action$='/completions'] button").click()


def go_on(page: Page) -> None:
    """Go on from what came of an answer, where the quiz shows it."""
    if page.locator(".verdict").count() and "/questions/" in page.url:
        page.locator(".dock a.primary").click()


def take_quiz(page: Page, place: Place, library: Library, module: str, most: int = 99) -> None:
    """Start a quiz or go on with it, and answer so many questions."""
    page.goto(f"{place.address}/modules/{module}/quiz")
    page.locator("form[action$='/attempts'] button").click()
    while "/questions/" in page.url and most:
        answer(page, library)
        go_on(page)
        most -= 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_poster_to_the_certificate(browser: Browser, small: Place, javascript: bool) -> None:
    library, name = load(small.content), "Zawadi" if javascript else "Neema"
    context = open_context(browser, javascript=javascript)
    page = context.new_page()
    noted = complaints(page)
    join(page, small, name)
    page.locator(".go-on a").click()
    read_lesson_with_check(page, javascript=javascript)
    finish_lessons(page)
    take_quiz(page, small, library, "board", most=3)
    place = page.url
    assert place.endswith("/questions/4")
    context.close()

    context = open_context(browser, javascript=javascript)
    page = context.new_page()
    noted += complaints(page)
    sign_in(page, small, name)
    take_quiz(page, small, library, "board", most=0)
    assert page.url == place
    take_quiz(page, small, library, "board")
    expect(page.locator("main")).to_contain_text("You have passed")
    page.goto(f"{small.address}/learn/en/worker/walk/look")
    finish_lessons(page)
    take_quiz(page, small, library, "walk")
    expect(page.locator("main")).to_contain_text("You have passed")
    page.goto(f"{small.address}/modules/walk/assignment")
    page.locator("input[name=done]").check()
    page.locator("form[action$='/declaration'] button").click()
    expect(page).to_have_url(re.compile("/certificates/"))
    expect(page.locator("main")).to_contain_text(name)
    assert noted == []
    context.close()
