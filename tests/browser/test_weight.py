"""What the first view of a lesson weighs on a cold phone: requests and bytes over the wire."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Place
from tests.browser.tour import MODULE
from tests.browser.visit import join, open_context

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 25 * 1024, 5


@pytest.mark.parametrize("lesson", ["one-goal", "daily-meeting", "five-s"])
def test_the_first_view_of_a_lesson_is_light(browser: Browser, real: Place, lesson: str) -> None:
    context = open_context(browser)
    page = context.new_page()
    join(page, real, f"Weigher of {lesson}")
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.clearBrowserCache")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    weights: list[int] = []
    network.on("Network.loadingFinished", lambda event: weights.append(int(event["encodedDataLength"])))
    page.goto(f"{real.address}/learn/en/worker/{MODULE}/{lesson}", wait_until="networkidle")
    context.close()
    assert 1 <= len(weights) <= MOST_REQUESTS
    assert 4_000 < sum(weights) <= MOST_BYTES
