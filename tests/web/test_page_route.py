"""The short way to a page: the same as FastAPI's own, and for the routes it was made for."""

from __future__ import annotations

from fastapi.routing import APIRoute

from app.web.page_route import PageRoute
from tests.web.browser import Browser
from tests.web.test_routes import routes_of
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise


def test_the_pages_that_learners_ask_most_go_the_short_way(visits: Visits) -> None:
    short = {each.path for each in routes_of(visits) if isinstance(each, PageRoute) and each.is_short}
    assert {
        "/modules/{module_id}/attempts",
        "/attempts/{attempt_id}",
        "/attempts/{attempt_id}/questions/{position}",
        "/attempts/{attempt_id}/questions/{position}/responses",
    } <= short


def test_all_pages_of_ours_are_described_as_before(visits: Visits) -> None:
    assert all(isinstance(each, APIRoute) and each.dependant.dependencies for each in routes_of(visits))


def test_a_part_of_the_address_that_is_no_number_is_refused_in_words(visits: Visits) -> None:
    browser = Browser(visits)
    join(browser, new_enterprise(visits))
    browser.get("/attempts/not-an-id", 422)
    browser.get("/attempts/4c2b8a1e-0000-4000-8000-000000000000/questions/first", 422)


def test_who_may_is_asked_before_what(visits: Visits) -> None:
    page = Browser(visits).get("/attempts/not-an-id")
    assert page.address.startswith("/sign-in")
