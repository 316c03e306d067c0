"""The checker's estimate of a lesson page is held against the page as it is sent."""

from __future__ import annotations

import pytest

from app.content.draft import read_draft
from app.content.shared import read_shared
from app.content.snapshot import take_snapshot
from app.content.weight import FRAME, page_weight
from tests.web.browser import Browser
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("lesson", ["goal", "speak"])
def test_the_estimate_is_near_the_page_that_is_sent(visits: Visits, lesson: str) -> None:
    browser = Browser(visits)
    join(browser, new_enterprise(visits))
    address = f"/learn/en/worker/board/{lesson}"
    browser.get(address)
    sent = len(visits.site.publication.edition.ready[address].bodies["br"])
    files = take_snapshot(visits.site.publication.folder)
    draft = read_draft(files.below("modules")["board"], "board", read_shared(files, None))
    estimate = page_weight(draft, draft.lessons[lesson].pages["en"])
    assert abs(sent - estimate) < 0.15 * sent, f"set FRAME in app/content/weight.py to {FRAME + sent - estimate}"
