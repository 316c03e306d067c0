"""The task at work: each track sees beside the tick box what it is judged by, and no other track's lines."""

from __future__ import annotations

import pytest

from tests.web.browser import Browser, words
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise, read_lessons, take_quiz


@pytest.mark.parametrize(("track", "own"), [("worker", "You chose the place."), ("manager", "You gave the time.")])
def test_the_criteria_are_the_common_ones_and_those_of_the_own_track(visits: Visits, track: str, own: str) -> None:
    browser = Browser(visits)
    join(browser, new_enterprise(visits), track=track)
    read_lessons(browser, "The board")
    take_quiz(browser, visits.library)
    card = browser.get("/modules/walk/assignment").find("section", class_="card")
    assert [words(line) for line in card.iter("li")] == ["Two people were there.", "One thing is better.", own]
