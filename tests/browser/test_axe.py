"""axe finds nothing on any page, in light and dark, on a phone and a desktop, from left to right and right to left.

All rules run once a page; in the other lights and widths those run again that depend on them.
"""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Place
from tests.browser.tour import PATHS, tour
from tests.browser.visit import choose_language, open_context, sign_in_as

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_THE_LOOK = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
LOOKS = (("dark", 360), ("dark", 1280), ("light", 1280))


def violations(page: Page, run_only: dict[str, Any]) -> list[str]:
    """Give what axe finds, in words."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": run_only}).response["violations"]
    return [f"{each['id']}: {node['html'][:160]} {node['failureSummary']}" for each in found for node in each["nodes"]]


def everywhere(page: Page) -> list[str]:
    """Look at the open page in every light and width."""
    found = [f"light 360: {each}" for each in violations(page, {"type": "tag", "values": TAGS})]
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{scheme} {width}: {each}" for each in violations(page, {"type": "rule", "values": OF_THE_LOOK})]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 740})
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", PATHS)
def test_axe_finds_nothing(browser: Browser, real: Place, kind: str, language: str) -> None:
    context = open_context(browser)
    page = context.new_page()
    sign_in_as(page, real, kind)
    choose_language(page, real, language)
    found = {name: list(dict.fromkeys(seen)) for name in tour(page, real, kind, language) if (seen := everywhere(page))}
    context.close()
    assert found == {}


def test_axe_would_find_something(browser: Browser) -> None:
    """A page with a fault of each sort, so that an axe that does not run cannot pass for a page without faults."""
    context = open_context(browser)
    page = context.new_page()
    page.set_content("<html><body><img src='x'><p style='color:#ccc;background:#fff'>pale</p></body></html>")
    found = " ".join(everywhere(page))
    context.close()
    assert "image-alt" in found
    assert "dark 1280: color-contrast" in found
