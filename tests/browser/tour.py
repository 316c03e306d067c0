"""A tour of every page there is, as each kind of visitor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.conftest import Place

MODULE = "workplace-cooperation"
LESSONS = ("one-goal", "daily-meeting")

PATHS = {
    "nobody": ("/", "/join", "/join?code=AAA222", "/join/{code}", "/sign-in", "/sign-in/staff", "/c", "/c/0000",
               "/help", "/modules"),
    "worker": ("/", "/modules", "/language", "/nowhere", f"/modules/{MODULE}", "/modules/safety-and-health",
               f"/modules/{MODULE}/quiz", "/modules/safety-and-health/quiz", f"/modules/{MODULE}/assignment",
               "/reflections", f"/learn/en/worker/{MODULE}/one-goal/reflections/r-my-number"),
    "manager": ("/", "/team", "/team/poster"),
    "trainer": ("/", "/trainer", f"/trainer/preview/{MODULE}", f"/trainer/modules/{MODULE}/questions",
                f"/trainer/preview/en/worker/{MODULE}/one-goal", f"/trainer/bench/{MODULE}/daily-meeting",
                f"/trainer/modules/{MODULE}/statistics", f"/trainer/modules/{MODULE}/statistics/q-next-customer",
                "/trainer/guide", f"/trainer/modules/{MODULE}/assignment", f"/trainer/modules/{MODULE}/moodle",
                f"/trainer/modules/{MODULE}/survey"),
    "admin": ("/", "/admin", "/admin/enterprises/new", "/admin/enterprises/{code}", "/admin/certificates",
              "/admin/staff", "/admin/regrades"),
}  # fmt: skip


def tour(page: Page, place: Place, kind: str, language: str) -> Iterator[str]:
    """Open page after page, and give the name of each while it is open."""
    for path in PATHS[kind]:
        page.goto(place.address + path.format(code=place.demo["code"]))
        yield path
    if kind == "worker":
        yield from _lessons(page, place, language)
        yield from _quiz(page, place)
    if kind == "manager":
        yield from _linked(page, place, "/team", "pin-reset")
    if kind == "admin":
        yield from _linked(page, place, "/admin/certificates", "/revocation")
        yield from _linked(page, place, "/admin/certificates", "/certificates/")


def _lessons(page: Page, place: Place, language: str) -> Iterator[str]:
    for lesson in LESSONS:
        page.goto(f"{place.address}/learn/{language}/worker/{MODULE}/{lesson}")
        yield f"lesson {lesson}"
    page.locator(".check form button.primary").first.click()
    page.locator(".check .error[role=alert]").wait_for()
    yield "a check without an answer"
    page.goto(f"{place.address}/learn/{language}/worker/{MODULE}/one-goal/checks/q-next-customer")
    page.locator("label.choice").first.click()
    page.locator(".check form button.primary").click()
    page.locator(".verdict").wait_for()
    yield "a check with its answer"


def _quiz(page: Page, place: Place) -> Iterator[str]:
    page.goto(f"{place.address}/modules/{MODULE}/quiz")
    page.locator("form[action$='/attempts'] button").click()
    first = True
    while "/questions/" in page.url:
        yield f"question {page.url.rpartition('/')[2]}"
        if first:
            page.locator("form#answer button.primary").click()
            page.locator("form#answer .error[role=alert], main .error[role=alert]").wait_for()
            yield "a question without an answer"
        first = False
        page.locator("button[name=not_sure]").click()
        page.locator(".verdict").wait_for()
        yield f"what came of question {page.url.rpartition('/')[2]}"
        page.locator(".dock a.primary").click()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    yield "result"


def _linked(page: Page, place: Place, path: str, part: str) -> Iterator[str]:
    """Open the first page that another one links to."""
    page.goto(place.address + path)
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    found = next((each for each in links if re.search(part, each) and not each.endswith(".pdf")), None)
    assert found, f"{path} links to nothing with {part}: {links}"
    page.goto(place.address + found)
    yield found
