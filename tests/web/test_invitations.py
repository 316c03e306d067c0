"""Invitations: each gives one right to one person, once, and says in words when it cannot."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.secrets import hash_secret, matches, new_token
from app.clock import now
from app.enterprises.actions import INVITATION_LASTS
from app.enterprises.errors import InvitationUnusable
from app.enterprises.models import Membership
from app.journeys.accept_invitation import NewStaff, accept_as_staff
from app.journeys.complete_module import Learner
from app.journeys.invite import StaffRight, invite_manager, invite_staff
from tests.people import enterprise, learner
from tests.web.visits import Visits

MANAGER = {"given_name": "Daniel", "family_name": "Ramful", "pin": "2580", "pin_again": "2580"}
PASSWORD = "a long sentence"
STAFF = {"given_name": "Ada", "login": "Ada@Example.org", "password": PASSWORD, "password_again": PASSWORD}


class Workplace(NamedTuple):
    """An enterprise with a worker, and a worker of another one."""

    code: str
    worker: Learner
    stranger: Learner


def make_workplace(session: Session) -> Workplace:
    """Add the people of the tests."""
    ours, theirs = enterprise(session), enterprise(session, "Elsewhere Ltd")
    assert ours.id is not None
    assert theirs.id is not None
    return Workplace(ours.code, learner(session, ours.id, "Amina"), learner(session, theirs.id, "Stranger"))


@pytest.fixture
def workplace(visits: Visits) -> Workplace:
    """Give the workplace; nobody is signed in."""
    return visits.write(make_workplace)


def for_manager(visits: Visits, code: str, days_ago: int = 0) -> str:
    """Invite a manager and give the address."""
    token = new_token()
    visits.write(invite_manager, code, token, None, now() - timedelta(days=days_ago))
    return f"/invitations/{token}"


def for_staff(visits: Visits, right: StaffRight) -> str:
    """Invite an admin or a trainer and give the address."""
    token = new_token()
    visits.write(invite_staff, right, token, None, now())
    return f"/invitations/{token}"


def people_count(session: Session) -> int:
    """Count the people there are."""
    return session.execute(select(func.count()).select_from(Person)).scalar_one()


def with_login(session: Session, login: str) -> Person:
    """Find staff by sign-in name."""
    return session.scalars(select(Person).where(Person.login == login)).one()  # type: ignore[arg-type]  # a column


def test_a_new_manager_joins_and_sees_the_board(visits: Visits, workplace: Workplace) -> None:
    address = for_manager(visits, workplace.code)
    assert "Kilimo Textiles" in visits.get(address).text
    answer = visits.post(address, **MANAGER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/team")
    page = visits.get("/team").text
    assert "Daniel Ramful" in page
    assert "Amina" in page
    assert "Stranger" not in page


def test_a_member_accepts_by_one_button_and_learns_as_before(visits: Visits, workplace: Workplace) -> None:
    address = for_manager(visits, workplace.code)
    visits.sign_in(workplace.worker.person_id)
    assert 'name="pin"' not in visits.get(address).text
    before = visits.write(people_count)
    assert visits.post(address).headers["location"] == "/team"
    membership = visits.write(lambda session: session.get_one(Membership, workplace.worker.person_id))
    assert (membership.manages, membership.track) == (True, "worker")
    assert visits.write(people_count) == before


def test_a_member_of_another_enterprise_gets_no_right_by_the_button(visits: Visits, workplace: Workplace) -> None:
    address = for_manager(visits, workplace.code)
    visits.sign_in(workplace.stranger.person_id)
    assert 'name="pin"' in visits.get(address).text
    assert visits.post(address).status_code == 422
    membership = visits.write(lambda session: session.get_one(Membership, workplace.stranger.person_id))
    assert membership.manages is False


@pytest.mark.parametrize(
    ("right", "home", "closed"), [("admin", "/admin", "/trainer"), ("trainer", "/trainer", "/admin")]
)
def test_staff_join_with_a_password(visits: Visits, right: StaffRight, home: str, closed: str) -> None:
    answer = visits.post(for_staff(visits, right), **STAFF)
    assert (answer.status_code, answer.headers["location"]) == (303, home)
    assert visits.get(home).status_code == 200
    assert visits.get(closed).status_code == 404
    kept = visits.write(with_login, "ada@example.org")
    assert matches(STAFF["password"], kept.secret_hash)
    assert (kept.is_admin, kept.is_trainer) == (right == "admin", right == "trainer")


def test_a_link_works_once(visits: Visits, workplace: Workplace) -> None:
    address = for_manager(visits, workplace.code)
    assert visits.post(address, **MANAGER).status_code == 303
    before = visits.write(people_count)
    visits.sign_out()
    again = visits.post(address, **{**MANAGER, "given_name": "Second"})
    assert again.status_code == 410
    assert "was used already" in again.text
    assert "was used already" in visits.get(address).text
    assert visits.write(people_count) == before


async def accept_twice(visits: Visits, token: str) -> list[object]:
    """Accept an invitation twice at the same time, as two people would."""
    import asyncio

    secret = hash_secret("a long sentence")
    acts = (
        visits.site.database.write(
            accept_as_staff, token, NewStaff(login, None, login, "en", secret), new_token(), now()
        )
        for login in ("ada", "bob")
    )
    return list(await asyncio.gather(*acts, return_exceptions=True))


def test_two_who_open_a_link_at_once_get_one_account(visits: Visits) -> None:
    address = for_staff(visits, "admin")
    outcomes = visits.run(accept_twice, visits, address.rsplit("/", 1)[1])
    assert [type(each) for each in outcomes if isinstance(each, Exception)] == [InvitationUnusable]
    assert visits.write(people_count) == 1


def test_an_old_link_and_an_unknown_one_say_so(visits: Visits, workplace: Workplace) -> None:
    old = visits.get(for_manager(visits, workplace.code, INVITATION_LASTS.days))
    assert (old.status_code, "too old" in old.text) == (410, True)
    unknown = visits.get("/invitations/nothing")
    assert (unknown.status_code, "do not know this invitation" in unknown.text) == (404, True)
    assert visits.post("/invitations/nothing", **MANAGER).status_code == 404


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"given_name": " "}, ["given_name"]),
        ({"given_name": "x" * 61}, ["given_name"]),
        ({"pin": "1234", "pin_again": "1234"}, ["pin"]),
        ({"pin": "12a4"}, ["pin"]),
        ({"pin_again": "2581"}, ["pin_again"]),
        ({"given_name": "", "pin_again": ""}, ["given_name", "pin_again"]),
    ],
)
def test_a_faulty_manager_form_keeps_what_was_typed_but_no_pin(
    visits: Visits, workplace: Workplace, change: dict[str, str], faults: list[str]
) -> None:
    address = for_manager(visits, workplace.code)
    answer = visits.post(address, **{**MANAGER, **change})
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', answer.text) == faults
    assert 'value="Ramful"' in answer.text
    assert "2580" not in answer.text
    assert visits.post(address, **MANAGER).status_code == 303


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"login": "a b"}, ["login"]),
        ({"login": "ab"}, ["login"]),
        ({"password": "short", "password_again": "short"}, ["password"]),
        ({"password_again": "another one"}, ["password_again"]),
    ],
)
def test_a_faulty_staff_form_is_told_by_field(visits: Visits, change: dict[str, str], faults: list[str]) -> None:
    answer = visits.post(for_staff(visits, "trainer"), **{**STAFF, **change})
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', answer.text) == faults
    assert "a long sentence" not in answer.text
    assert visits.write(people_count) == 0


def test_taken_names_are_told(visits: Visits, workplace: Workplace) -> None:
    taken = visits.post(for_manager(visits, workplace.code), **{**MANAGER, "given_name": "amina", "family_name": ""})
    assert (taken.status_code, "Somebody there has this name already" in taken.text) == (422, True)
    visits.staff("trainer", "ada@example.org")
    visits.sign_out()
    address = for_staff(visits, "admin")
    assert "Somebody has this sign-in name already" in visits.post(address, **STAFF).text
    assert visits.post(address, **{**STAFF, "login": "ada2"}).status_code == 303
