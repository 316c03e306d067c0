"""The path through all modules: what comes first, what next by need, what at any time."""

from __future__ import annotations

import pytest

from tests.course import reload_edited
from tests.web.browser import Browser, words
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def legs(browser: Browser) -> list[tuple[str, list[str]]]:
    """Give the parts of the path: their headings without numbers, with the titles of their modules."""
    page = browser.get("/modules")
    return [
        (words(next(each.iter("h2"))).split(" ", 1)[1], [words(title) for title in each.iter("h3")])
        for each in page.all("section", class_="leg")
    ]


def test_strangers_see_the_path_and_no_way_into_a_module(visits: Visits) -> None:
    browser = Browser(visits)
    page = browser.follow(browser.get("/"), "See what you can learn here")
    assert legs(browser) == [("Begin here", ["The board"]), ("Then choose what you need", ["The walk"])]
    assert not any("/modules/" in link for link in page.links())
    assert "Workers: " in page.words
    assert page.link("Join your workplace").endswith("/join")


def test_learners_open_modules_from_it_and_see_where_they_are(visits: Visits) -> None:
    browser = Browser(visits)
    join(browser, new_enterprise(visits))
    page = browser.follow(browser.get("/"), "See all modules as a path")
    assert "Comes later" in page.words
    assert browser.follow(page, "The board").address == "/modules/board"


def edit(visits: Visits, old: str, new: str, name: str = "module.yaml") -> None:
    """Edit a file of the second module, and have the server load it."""
    reload_edited(visits.site.publication.folder, f"modules/walk/{name}", old, new)
    assert visits.site.publication.reload()


def test_a_module_that_waits_for_none_stands_by_itself(visits: Visits) -> None:
    edit(visits, "prerequisites: [board]", "prerequisites: []")
    assert legs(Browser(visits)) == [("At any time", ["The board", "The walk"])]


def test_the_need_that_a_module_meets_is_said(visits: Visits) -> None:
    title = "title: The walk\n"
    edit(visits, title, f"{title}need: People nearly get hurt\n", "module.en.md")
    assert "People nearly get hurt" in Browser(visits).get("/modules").words
