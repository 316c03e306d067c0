"""Coming back: by code, name and PIN; five tries, then a wait that grows; and going."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person, SignIn
from app.accounts.queries import people
from app.clock import now
from app.enterprises.models import Membership
from app.journeys.unlock_person import unlock_person
from app.web.sign_in import MOST_TRIED
from tests.people import enterprise, learner
from tests.web.browser import Browser, words
from tests.web.visits import Visits
from tests.web.walk import PIN, join, new_enterprise, sign_in

WRONG = "9513"

sqlite_alone = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def code(visits: Visits) -> str:
    """Give the code of an enterprise in which Amina is."""
    made = new_enterprise(visits)
    join(Browser(visits), made, "Amina", family_name="Otieno")
    return made


def count_sign_ins(session: Session) -> int:
    return session.execute(select(func.count()).select_from(SignIn)).scalar_one()


def let_time_pass(session: Session, minutes: int) -> timedelta | None:
    """Put the end of the wait so many minutes earlier, and give how long the wait was."""
    person = session.scalars(select(Person)).one()
    waited = person.locked_until - now() if person.locked_until else None
    person.locked_until = person.locked_until - timedelta(minutes=minutes) if person.locked_until else None
    return waited


def unlock_everybody(session: Session) -> None:
    for member in session.scalars(select(Membership)):
        unlock_person(session, member.enterprise_id, member.person_id)


@pytest.mark.parametrize("name", ["Amina", "amina otieno", "  AMINA   OTIENO ", "Ámina", "Amina-Otieno"])
def test_somebody_comes_back_however_they_type_their_name(visits: Visits, code: str, name: str) -> None:
    page = sign_in(Browser(visits), code.lower(), name)
    assert page.address == "/"
    assert "Amina" in page.heading


@sqlite_alone
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "AAA222"}, "We do not know this code"),
        ({"code": ""}, "We do not know this code"),
        ({"name": "Otieno"}, "Nobody of this name"),
        ({"name": ""}, "Nobody of this name"),
        ({"name": "%"}, "Nobody of this name"),
        ({"name": "_"}, "Nobody of this name"),
        ({"pin": WRONG}, "You can try 4 more times"),
        ({"pin": ""}, "You can try 4 more times"),
        ({"pin": "x" * 5000}, "You can try 4 more times"),
    ],
)
def test_what_is_wrong_is_said(visits: Visits, code: str, changed: dict[str, str], said: str) -> None:
    page = sign_in(Browser(visits), **{"code": code, "name": "Amina", "status": 422} | changed)  # type: ignore[arg-type]  # one dict of several types
    assert said in page.words
    assert page.form("/sign-in").value("pin") == ""


def test_five_tries_then_a_wait_that_grows(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    for left in (4, 3, 2, 1):
        assert f"You can try {left} more" in sign_in(browser, code, pin=WRONG, status=422).words
    assert "That was the last try" in sign_in(browser, code, pin=WRONG, status=422).words
    assert "Too many tries. Wait 1 minute," in sign_in(browser, code, pin=PIN, status=422).words
    waits = []
    for minutes in (1, 5, 15, 60, 60):
        waited = visits.write(let_time_pass, minutes + 1)
        assert waited is not None
        waits.append(round(waited.total_seconds() / 60))
        sign_in(browser, code, pin=WRONG, status=422)
    assert waits == [1, 5, 15, 60, 60]
    assert "Wait 60 minutes" in sign_in(browser, code, pin=PIN, status=422).words


def test_the_right_pin_forgets_the_wrong_ones(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    for _ in range(3):
        for _ in range(4):
            sign_in(browser, code, pin=WRONG, status=422)
        assert sign_in(browser, code).address == "/"


def test_the_manager_unlocks(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    for _ in range(5):
        sign_in(browser, code, pin=WRONG, status=422)
    sign_in(browser, code, status=422)
    visits.write(unlock_everybody)
    assert sign_in(browser, code).address == "/"


def test_two_people_of_one_name_choose_who_they_are(visits: Visits, code: str) -> None:
    twin = Browser(visits)
    join(twin, code, "Amina", family_name="Otieno", status=409)
    twin.post(f"/join/{code}", given_name="Amina", family_name="Otieno", nickname="Line 2", track="worker", pin="9630")
    browser = Browser(visits)
    asked = sign_in(browser, code, "Amina", pin=WRONG, status=422)
    form = asked.form("/sign-in")
    assert [words for _, words in form.choices["person"]] == ["Amina Otieno", "Amina Otieno (Line 2)"]
    wrong = browser.submit(form, 422, person=form.label("person", "Amina Otieno"), pin="9630")
    assert "not the right PIN" in wrong.words
    again = sign_in(browser, code, "Amina", pin=WRONG, status=422).form("/sign-in")
    assert browser.submit(again, person=again.label("person", "Amina Otieno (Line 2)"), pin="9630").address == "/"


@pytest.fixture
def kims(visits: Visits) -> str:
    """Give the code of an enterprise with Kim, whose PIN is PIN, and Kim (Line 2), whose PIN is 9630."""
    code = new_enterprise(visits)
    join(Browser(visits), code, "Kim")
    twin = Browser(visits)
    form = join(twin, code, "Kim", pin="9630", status=409).form("/join/")
    home = twin.submit(form, nickname="Line 2", pin="9630", track="worker")
    assert "your name written as Kim (Line 2)" in home.words
    return code


def failed_tries(session: Session) -> list[int]:
    return list(session.scalars(select(people.c.failed_tries).order_by(people.c.id)))


def test_each_of_two_people_of_one_name_comes_back_by_their_own_pin(visits: Visits, kims: str) -> None:
    for _ in range(7):
        for name, pin in (("Kim", "9630"), ("kim", PIN), ("Kim (Line 2)", "9630"), ("kim line 2", "9630")):
            assert sign_in(Browser(visits), kims, name, pin=pin).address == "/"
    assert visits.write(failed_tries) == [0, 0]


def test_a_pin_that_is_nobodys_is_a_try_at_each_and_one_that_is_somebodys_only_forgets_theirs(
    visits: Visits, kims: str
) -> None:
    page = sign_in(Browser(visits), kims, "Kim", pin=WRONG, status=422)
    assert "You can try 4 more times" in page.words
    assert "Which one are you?" in page.words
    assert visits.write(failed_tries) == [1, 1]
    assert sign_in(Browser(visits), kims, "Kim", pin="9630").address == "/"
    assert visits.write(failed_tries) == [1, 0]
    sign_in(Browser(visits), kims, "Kim (Line 2)", pin=WRONG, status=422)
    assert visits.write(failed_tries) == [1, 1]


def test_somebody_who_has_to_wait_does_not_keep_others_of_their_name_out(visits: Visits, kims: str) -> None:
    browser = Browser(visits)
    for _ in range(4):
        form = sign_in(browser, kims, "Kim", pin=WRONG, status=422).form("/sign-in")
    assert "last try for now" in browser.submit(form, 422, person=form.label("person", "Kim"), pin=WRONG).words
    assert sign_in(Browser(visits), kims, "Kim", pin="9630").address == "/"
    page = sign_in(Browser(visits), kims, "Kim", pin=PIN, status=422)
    assert "You can try 4 more times" in page.words


def test_the_fifth_try_locks_nobody_whose_name_it_was_by_chance(visits: Visits, kims: str) -> None:
    for _ in range(4):
        sign_in(Browser(visits), kims, "Kim", pin=WRONG, status=422)
    assert sign_in(Browser(visits), kims, "Kim", pin="9630").address == "/"
    assert visits.write(failed_tries) == [4, 0]
    assert sign_in(Browser(visits), kims, "Kim", pin=PIN).address == "/"


def test_two_people_of_one_name_and_one_pin_say_who_they_are(visits: Visits) -> None:
    code = new_enterprise(visits)
    for family_name in ("Adeyemi", "Bello"):
        join(Browser(visits), code, "Musa", family_name=family_name)
    browser = Browser(visits)
    form = sign_in(browser, code, "Musa").form("/sign-in")
    assert visits.write(failed_tries) == [0, 0]
    assert browser.submit(form, person=form.label("person", "Musa Bello"), pin=PIN).address == "/"


@sqlite_alone
def test_where_very_many_have_a_name_they_say_who_they_are_first(visits: Visits) -> None:
    made = visits.write(enterprise)
    for number in range(MOST_TRIED + 1):
        visits.write(learner, made.id, "Ali", f"No {number}")  # type: ignore[arg-type]  # it has an id
    browser = Browser(visits)
    form = sign_in(browser, made.code, "Ali", pin=WRONG).form("/sign-in")
    assert set(visits.write(failed_tries)) == {0}
    assert browser.submit(form, person=form.label("person", "Ali No 3"), pin=PIN).address == "/"


def test_a_person_of_another_name_cannot_be_chosen(visits: Visits, code: str) -> None:
    """The number in the form only chooses among those of the name; it opens nobody else's door."""
    other = Browser(visits)
    join(other, code, "Bilal", pin="9630")
    join(Browser(visits), code, "Amina", family_name="Li")
    browser = Browser(visits)
    for number in ("1", "2", "3", "-1", "x"):
        answer = browser.post("/sign-in", code=code, name="Amina", person=number, pin="9630")
        assert answer.status_code in (200, 422)
        assert "set-cookie" not in answer.headers


@sqlite_alone
@pytest.mark.parametrize(
    "onward",
    ["//evil.example", "///evil.example", "////evil.example/x", "/\\evil.example", "https://evil.example", "https:evil",
     "javascript:alert(1)", "\\\\evil.example", "/\r\nset-cookie: a=b", "/\t/evil.example", " //evil.example", "evil",
     "http://[", "//[", "/a\\..\\..//evil.example", "x" * 5000],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(visits: Visits, code: str, onward: str) -> None:
    answer = Browser(visits).post("/sign-in", code=code, name="Amina", pin=PIN, next=onward)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers.get_list("set-cookie")[0].startswith("__Host-score=")


def test_signing_in_leads_back_to_the_page_that_asked_for_it(visits: Visits, code: str) -> None:
    browser = Browser(visits)
    page = browser.get("/modules/board")
    assert page.heading == "Welcome back"
    assert browser.submit(page.form("/sign-in"), code=code, name="Amina", pin=PIN).address == "/modules/board"


def test_signing_out_ends_it_at_once_and_on_this_browser_only(visits: Visits, code: str) -> None:
    first, second = Browser(visits), Browser(visits)
    sign_in(first, code)
    sign_in(second, code)
    before = visits.write(count_sign_ins)
    stolen = first.client.cookies["__Host-score"]
    gone = first.submit(first.get("/").form("/sign-out"))
    assert gone.form("/join")
    assert visits.write(count_sign_ins) == before - 1
    first.client.cookies.set("__Host-score", stolen)
    assert first.get("/modules/board").heading == "Welcome back"
    assert second.get("/modules/board").heading == "The board"


def test_signing_out_twice_or_without_having_signed_in_is_no_fault(visits: Visits) -> None:
    for _ in range(2):
        assert Browser(visits).post("/sign-out").status_code == 303


def test_staff_come_back_by_name_and_password_and_learn_nothing_by_guessing(visits: Visits) -> None:
    visits.staff("trainer", "mariam")
    browser = Browser(visits)
    page = browser.get("/sign-in/staff")
    told = {
        words(browser.submit(page.form("/sign-in/staff"), 422, login=login, password=WRONG).find("div", role="alert"))
        for login in ("nobody", "mariam", "", "x" * 60)
    }
    assert len(told) == 1
    staff = browser.submit(page.form("/sign-in/staff"), login=" Mariam ", password=PIN)
    assert any(link.endswith("/trainer") for link in staff.links())


def test_staff_are_told_that_learning_is_for_people_of_a_workplace(visits: Visits) -> None:
    visits.staff("trainer", "mariam")
    browser = Browser(visits)
    browser.submit(browser.get("/sign-in/staff").form("/sign-in/staff"), login="mariam", password=PIN)
    assert "people of a workplace" in browser.get("/modules/board", 403).heading
