"""Joining: a code, a name and a PIN; each fault named in words, what was typed kept, the PIN never shown again."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from tests.web.browser import Browser
from tests.web.visits import Visits
from tests.web.walk import PIN, join, new_enterprise

sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

BAD_PINS = ["", "12", "12345", "1234", "4321", "7777", "12a4", "²³45", "    "]


def count_people(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Person)).scalar_one()


@pytest.fixture
def code(visits: Visits) -> str:
    """Give the code of an enterprise."""
    return new_enterprise(visits)


def test_somebody_joins_and_is_greeted_by_name(visits: Visits, code: str) -> None:
    page = join(Browser(visits), code, "Amina", family_name="Otieno")
    assert page.address == "/"
    assert "Amina" in page.heading
    assert visits.write(count_people) == 1


@sqlite_alone
@pytest.mark.parametrize("typed", ["kil482", "ABC-234", "???", "O0I1", "x" * 40])
def test_an_unknown_code_is_said_in_words_and_kept(visits: Visits, typed: str) -> None:
    page = Browser(visits).get(f"/join?code={typed}", 404)
    assert "We do not know this code" in page.words
    assert page.form("/join").value("code") == typed
    Browser(visits).get(f"/join/{typed}", 404)


@sqlite_alone
@pytest.mark.parametrize("typed", ["{}", "{} ", " {0:.3}-{0:.0}"])
def test_the_code_may_be_typed_in_any_manner(visits: Visits, code: str, typed: str) -> None:
    manner = f" {code[:3].lower()}-{code[3:]} " if "-" in typed else typed.format(code)
    browser = Browser(visits)
    page = browser.submit(browser.get("/").form("/join"), code=manner)
    assert "Kilimo Textiles" in page.heading


@sqlite_alone
@pytest.mark.parametrize("pin", BAD_PINS)
def test_a_weak_or_wrong_pin_is_refused_and_nothing_else_is_lost(visits: Visits, code: str, pin: str) -> None:
    page = join(Browser(visits), code, "Amina", family_name="Otieno", pin=pin, status=422)
    form = page.form(f"/join/{code}")
    assert (form.value("given_name"), form.value("family_name"), form.value("track")) == ("Amina", "Otieno", "worker")
    assert form.value("pin") == ""
    assert "Choose 4 digits" in page.words
    assert visits.write(count_people) == 0


def test_a_pin_in_arabic_digits_is_the_same_pin(visits: Visits, code: str) -> None:
    join(Browser(visits), code, pin="٢٥٨٠")
    browser = Browser(visits)
    page = browser.submit(browser.get("/sign-in").form("/sign-in"), code=code, name="Amina", pin=PIN)
    assert page.address == "/"


@sqlite_alone
@pytest.mark.parametrize("name", ["", "   ", "...", "😀", "\u202e\u202d", "x" * 61, "x" * 10_000])
def test_a_name_without_letters_or_too_long_is_refused(visits: Visits, code: str, name: str) -> None:
    page = join(Browser(visits), code, name, status=422)
    assert "Write your first name" in page.words
    assert visits.write(count_people) == 0


@sqlite_alone
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amina   Wanjiru ", "Amina Wanjiru"),
        ("A\u202emina", "Amina"),
        ("မောင်မောင်", "မောင်မောင်"),
        ("أمينة", "أمينة"),
        ("Nguyễn", "Nguyễn"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("O'Brien & Sons", "O'Brien & Sons"),
        ("x" * 60, "x" * 60),
    ],
)
def test_names_of_all_scripts_are_kept_as_meant(visits: Visits, code: str, typed: str, kept: str) -> None:
    page = join(Browser(visits), code, typed)
    assert kept in page.heading
    assert page.root.find(".//main//script") is None


def test_the_track_must_be_chosen(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    answer = browser.post(f"/join/{code}", given_name="Amina", pin=PIN, track="boss")
    assert answer.status_code == 422
    assert "worker or a manager" in answer.text
    assert browser.post(f"/join/{code}", given_name="Amina", pin=PIN).status_code == 422


def test_two_people_of_one_name_are_told_apart(visits: Visits, code: str) -> None:
    join(Browser(visits), code, "Amina")
    page = join(Browser(visits), code, "AMINA", status=409)
    assert "Somebody here has this name already" in page.words
    assert page.link("It is me").endswith(f"/sign-in?code={code}")
    browser = Browser(visits)
    second = browser.submit(page.form(f"/join/{code}"), pin="9630", nickname="Line 2")
    assert second.address == "/"
    assert visits.write(count_people) == 2


def test_the_same_name_is_free_in_another_enterprise(visits: Visits, code: str) -> None:
    join(Browser(visits), code, "Amina")
    join(Browser(visits), new_enterprise(visits, "Elsewhere"), "Amina")
    assert visits.write(count_people) == 2


def test_a_link_gives_no_rights_over_people(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    page = join(browser, code, "Daniel", track="manager", status=200)
    assert not any(link.endswith("/team") for link in page.links())
    browser.get("/team", 404)


def test_fields_that_no_page_has_give_nothing(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    browser.post(f"/join/{code}", given_name="Eve", pin=PIN, track="worker", is_admin="true", manages="true", id="1")
    for path in ("/team", "/admin", "/trainer"):
        browser.get(path, 404)


def test_the_phone_of_somebody_else_says_so(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    join(browser, code, "Amina")
    page = browser.get(f"/join/{code}")
    assert "Amina is signed in on this phone" in page.words


def test_the_browser_remembers_the_code(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    page = join(browser, code)
    browser.submit(page.form("/sign-out"))
    assert browser.get("/sign-in").form("/sign-in").value("code") == code
