"""What visitors do in a real browser, by what the pages offer."""

from __future__ import annotations

import html5lib
from playwright.sync_api import Browser, BrowserContext, Page

from app.content.models import Library
from tests.browser.conftest import Place
from tests.web.browser import read_form
from tests.web.walk import fill, question_asking

PIN = "2580"


def open_context(browser: Browser, *, javascript: bool = True, width: int = 360) -> BrowserContext:
    """Open a new browser window with nothing remembered."""
    made = browser.new_context(
        viewport={"width": width, "height": 740},
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    made.set_default_timeout(15_000)
    return made


def complaints(page: Page) -> list[str]:
    """Give a list into which everything goes that the browser complains of: scripts, the content policy, 404s."""
    noted: list[str] = []
    page.on("console", lambda message: noted.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: noted.append(str(error)))
    return noted


def join(page: Page, place: Place, name: str, track: str = "worker") -> None:
    """Join the demo's enterprise from the first page."""
    page.goto(place.address)
    page.fill("#code", place.demo["code"])
    page.click("form[action='/join'] button")
    page.fill("#given_name", name)
    page.locator(f"input[name=track][value={track}]").check()
    page.fill("#pin", PIN)
    page.click("form[action^='/join/'] button")
    page.wait_for_url(f"{place.address}/")


def sign_in(page: Page, place: Place, name: str, pin: str = PIN) -> None:
    """Come back as a learner."""
    page.goto(f"{place.address}/sign-in?code={place.demo['code']}")
    page.fill("#name", name)
    page.fill("#pin", pin)
    page.click("form[action='/sign-in'] button")
    page.wait_for_url(f"{place.address}/")


def sign_in_as(page: Page, place: Place, kind: str) -> None:
    """Come in as one of the demo's people: worker, manager, trainer or admin."""
    if kind in ("trainer", "admin"):
        page.goto(f"{place.address}/sign-in/staff")
        page.fill("#login", place.demo[kind])
        page.fill("#password", place.demo[f"{kind}_password"])
        page.click("form[action='/sign-in/staff'] button")
        page.wait_for_url(f"{place.address}/")
    elif kind != "nobody":
        sign_in(page, place, {"worker": "Amina Otieno", "manager": "Daniel Ramful"}[kind], place.demo[f"{kind}_pin"])


def choose_language(page: Page, place: Place, language: str) -> None:
    """Read on in another language."""
    page.goto(f"{place.address}/language")
    page.click(f"form[action='/language'] button[value='{language}']")
    page.wait_for_url(f"{place.address}/")


def answer(page: Page, library: Library, *, right: bool = True) -> None:
    """Answer the question of the page and wait for what comes of it."""
    content = html5lib.parse(page.inner_html("main"), namespaceHTMLElements=False)
    element = content.find(".//form[@id='answer']")
    assert element is not None
    form = read_form(element, "")
    fill(form, question_asking(" ".join(page.locator("legend.ask").inner_text().split()), library), right=right)
    for name, values in form.data().items():
        for value in values:
            _set(page, name, value)
    before = page.url
    page.locator("form#answer button.primary").click()
    page.wait_for_function("before => location.href !== before || document.querySelector('.verdict')", arg=before)


def _set(page: Page, name: str, value: str) -> None:
    field = page.locator(f"form#answer [name='{name}']")
    kind = field.first.evaluate("field => field.tagName === 'SELECT' ? 'select' : field.type")
    if kind == "select":
        field.select_option(value)
    elif kind in ("radio", "checkbox"):
        page.locator(f"form#answer [name='{name}'][value='{value}']").check()
    elif kind != "hidden":
        field.fill(value)
