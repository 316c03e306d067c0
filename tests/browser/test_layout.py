"""Nothing is cut off or hidden: on the smallest phone, with large letters, with wide spacing, by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Place
from tests.browser.tour import MODULE, PATHS, tour
from tests.browser.visit import choose_language, complaints, join, open_context, sign_in_as

pytestmark = pytest.mark.browser

SPACING = """
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important }
                     * { word-spacing: .16em !important }
                     p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
"""
"""WCAG 1.4.12, text spacing."""

TOO_WIDE = """
  () => [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
                 || each.getBoundingClientRect().left < -1)
    .filter(each => !each.closest('.visually-hidden, .skip-link, svg, [aria-hidden=true]'))
    .filter(each => { for (let up = each.parentElement; up; up = up.parentElement)
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX) && up !== document.body
            && up !== document.documentElement) return false; return true })
    .slice(0, 5).map(each => each.outerHTML.slice(0, 120))
"""
HIDDEN_FOCUS = """
  () => {
    const focused = document.activeElement, box = focused.getBoundingClientRect();
    if (focused === document.body || !box.width) return null;
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const seen = over && (focused.contains(over) || over.contains(focused) || over.closest('label')?.contains(focused));
    const name = each => each ? each.outerHTML.slice(0, 120) : 'nothing';
    return seen ? null : `${name(focused)} is under ${name(over)}`;
  }
"""


def sideways(page: Page) -> list[str]:
    """Give what makes a page scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return page.evaluate(TOO_WIDE) or ["the page"] if wide else []


def in_every_size(page: Page) -> dict[str, list[str]]:
    """Look at the open page on a phone of 320 px, with letters of 200 %, with wide spacing."""
    found = {"320 px": sideways(page)}
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found["letters of 200 %"] = sideways(page)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.evaluate(SPACING)
    found["wide spacing"] = sideways(page)
    return {name: wide for name, wide in found.items() if wide}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", PATHS)
def test_nothing_scrolls_sideways_and_the_browser_complains_of_nothing(
    browser: Browser, real: Place, kind: str, language: str
) -> None:
    context = open_context(browser, width=320)
    page = context.new_page()
    noted = complaints(page)
    sign_in_as(page, real, kind)
    choose_language(page, real, language)
    found = {name: wide for name in tour(page, real, kind, language) if (wide := in_every_size(page))}
    context.close()
    assert found == {}
    assert [each for each in noted if "status of 4" not in each] == []


def test_the_dock_hides_nothing_that_has_the_focus(browser: Browser, real: Place) -> None:
    context = open_context(browser)
    page = context.new_page()
    join(page, real, "Keyboard")
    for path in (f"/learn/en/worker/{MODULE}/one-goal", f"/modules/{MODULE}", f"/modules/{MODULE}/assignment"):
        page.goto(real.address + path)
        hidden = []
        for _ in range(60):
            page.keyboard.press("Tab")
            hidden.append(page.evaluate(HIDDEN_FOCUS))
        assert [each for each in hidden if each] == [], path
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_poster_is_one_sheet(browser: Browser, small: Place, paper: str) -> None:
    with open_context(browser, width=1280) as context:
        page = context.new_page()
        sign_in_as(page, small, "manager")
        page.goto(f"{small.address}/team/poster")
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1
