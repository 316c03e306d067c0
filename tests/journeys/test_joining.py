"""Joining, coming back and being invited: also when two do it at the same moment."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.errors import Locked, LoginTaken
from app.accounts.models import Person
from app.accounts.secrets import fingerprint, is_weak_pin
from app.database import Database
from app.enterprises.errors import InvitationUnusable, NameTaken, NoSuchPerson, UnknownCode
from app.enterprises.queries import member, viewer
from app.journeys.accept_invitation import (
    NewStaff,
    accept_as_member,
    accept_as_newcomer,
    accept_as_staff,
    offer,
)
from app.journeys.create_enterprise import create_enterprise
from app.journeys.invite import invite_manager, invite_staff
from app.journeys.join_enterprise import Newcomer, join_enterprise
from app.journeys.reset_pin import new_pin, reset_pin
from app.journeys.sign_in import begin_tries, sign_in
from app.journeys.unlock_person import unlock_person
from tests.people import MONDAY, first_learner, later, pin_hash

BEA = NewStaff("Bea", "Otieno", "Bea@Example.org", "en", "hash")


def newcomer(given_name: str = "Amina", nickname: str | None = None) -> Newcomer:
    return Newcomer(given_name, None, nickname, "worker", "en", pin_hash())


def count_people(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Person)).scalar_one()


def signed_in(session: Session, token: str) -> int | None:
    found = viewer(session, fingerprint(token), MONDAY)
    return found.person_id if found else None


@pytest.fixture
async def code(database: Database) -> str:
    """Give the code of a new enterprise."""
    return await database.write(create_enterprise, "Kilimo Textiles", "TZ", None, MONDAY)


async def test_who_joins_is_a_member_and_signed_in(database: Database, code: str) -> None:
    made = await database.write(join_enterprise, code, newcomer(), "token", MONDAY)
    assert await database.read(signed_in, "token") == made
    found = await database.read(viewer, fingerprint("token"), MONDAY)
    assert found is not None
    assert (found.enterprise_code, found.track, found.is_manager) == (code, "worker", False)


async def test_an_unknown_code_adds_nobody(database: Database) -> None:
    with pytest.raises(UnknownCode):
        await database.write(join_enterprise, "AAA222", newcomer(), "token", MONDAY)
    assert await database.read(count_people) == 0


async def test_of_two_of_one_name_the_second_says_more(database: Database, code: str) -> None:
    await database.write(join_enterprise, code, newcomer(), "one", MONDAY)
    with pytest.raises(NameTaken):
        await database.write(join_enterprise, code, newcomer("AMÍNA"), "two", MONDAY)
    await database.write(join_enterprise, code, newcomer("Amina", "line 3"), "three", MONDAY)
    assert await database.read(count_people) == 2
    assert await database.read(signed_in, "two") is None


async def test_of_many_of_one_name_at_once_one_joins(database: Database, code: str) -> None:
    outcomes = await asyncio.gather(
        *(database.write(join_enterprise, code, newcomer(), f"token {number}", MONDAY) for number in range(8)),
        return_exceptions=True,
    )
    assert Counter(type(each) for each in outcomes) == {int: 1, NameTaken: 7}
    assert await database.read(count_people) == 1


async def test_a_team_can_join_at_once(database: Database, code: str) -> None:
    """Thirty people stand before one poster."""
    async with asyncio.timeout(20):
        joined = await asyncio.gather(
            *(
                database.write(join_enterprise, code, newcomer(f"Worker {each}"), f"{each}", MONDAY)
                for each in range(30)
            )
        )
    assert len(set(joined)) == 30


async def test_a_try_is_counted_before_it_is_looked_at(database: Database, code: str) -> None:
    made = await database.write(join_enterprise, code, newcomer(), "token", MONDAY)
    tries = [(await database.write(begin_tries, [made], MONDAY))[0] for _ in range(5)]
    assert [each.tries_left for each in tries] == [4, 3, 2, 1, 0]
    with pytest.raises(Locked) as locked:
        await database.write(begin_tries, [made], MONDAY)
    assert locked.value.until == later(1)
    (late,) = await database.write(begin_tries, [made], later(1))
    with pytest.raises(Locked):
        await database.write(begin_tries, [made], later(5))
    assert await database.write(sign_in, late, [], "again", later(6))
    assert (await database.write(begin_tries, [made], later(6)))[0].tries_left == 4


async def test_many_tries_at_once_are_many_tries(database: Database, code: str) -> None:
    made = await database.write(join_enterprise, code, newcomer(), "token", MONDAY)
    outcomes = await asyncio.gather(
        *(database.write(begin_tries, [made], MONDAY) for _ in range(20)), return_exceptions=True
    )
    assert [type(each) for each in outcomes].count(Locked) == 15


async def test_two_of_one_name_come_back_at_once(database: Database, code: str) -> None:
    """Each is a try at both; each forgets its own and takes back the other's, in one order of rows."""
    both = [await database.write(join_enterprise, code, newcomer(name), name, MONDAY) for name in ("Kim", "Kim B")]
    for number in range(4):
        tries = [await database.write(begin_tries, both, MONDAY) for _ in both]
        signed = await asyncio.gather(
            database.write(sign_in, tries[0][0], tries[0][1:], f"first {number}", MONDAY),
            database.write(sign_in, tries[1][1], tries[1][:1], f"second {number}", MONDAY),
        )
        assert list(signed) == [True, True]
    (first, second) = await database.write(begin_tries, both, MONDAY)
    assert (first.tries_left, second.tries_left) == (4, 4)


async def test_a_manager_unlocks_their_own_people_only(database: Database, code: str) -> None:
    made = await database.write(join_enterprise, code, newcomer(), "token", MONDAY)
    found = await database.read(viewer, fingerprint("token"), MONDAY)
    assert found is not None
    assert found.enterprise_id is not None
    for _ in range(5):
        await database.write(begin_tries, [made], MONDAY)
    stranger = await database.write(first_learner)
    with pytest.raises(NoSuchPerson):
        await database.write(unlock_person, stranger.enterprise_id, made)
    await database.write(unlock_person, found.enterprise_id, made)
    assert (await database.write(begin_tries, [made], MONDAY))[0].tries_left == 4


async def test_a_new_pin_ends_all_sign_ins(database: Database) -> None:
    learner = await database.write(first_learner)
    for token in ("phone", "tablet"):
        (counted,) = await database.write(begin_tries, [learner.person_id], MONDAY)
        assert await database.write(sign_in, counted, [], token, MONDAY)
    stranger = await database.write(first_learner, "Bea")
    with pytest.raises(NoSuchPerson):
        await database.write(reset_pin, stranger.enterprise_id, learner.person_id, "new hash")
    assert await database.write(reset_pin, learner.enterprise_id, learner.person_id, "new hash") == "Amina"
    assert [await database.read(signed_in, token) for token in ("phone", "tablet")] == [None, None]
    assert (await database.write(begin_tries, [learner.person_id], MONDAY))[0].secret_hash == "new hash"
    assert not await database.write(sign_in, counted, [], "late", MONDAY)  # the old PIN was being compared meanwhile
    assert await database.read(signed_in, "late") is None


def test_new_pins_have_four_digits_and_are_not_weak() -> None:
    pins = {new_pin() for _ in range(500)}
    assert all(len(pin) == 4 and pin.isdecimal() and not is_weak_pin(pin) for pin in pins)
    assert len(pins) > 400


async def test_a_link_makes_one_manager_though_many_open_it(database: Database, code: str) -> None:
    await database.write(invite_manager, code, "link", None, MONDAY)
    assert (await database.read(offer, "link", MONDAY)).enterprise_name == "Kilimo Textiles"
    outcomes = await asyncio.gather(
        *(
            database.write(accept_as_newcomer, "link", newcomer(f"Manager {each}"), f"{each}", MONDAY)
            for each in range(6)
        ),
        return_exceptions=True,
    )
    assert Counter(type(each) for each in outcomes) == {int: 1, InvitationUnusable: 5}
    assert await database.read(count_people) == 1


async def test_a_member_becomes_manager_of_their_own_enterprise_only(database: Database, code: str) -> None:
    made = await database.write(join_enterprise, code, newcomer(), "token", MONDAY)
    stranger = await database.write(first_learner, "Bea")
    await database.write(invite_manager, code, "link", None, MONDAY)
    with pytest.raises(InvitationUnusable, match="elsewhere"):
        await database.write(accept_as_member, "link", stranger.person_id, MONDAY)
    await database.write(accept_as_member, "link", made, MONDAY)
    found = await database.read(viewer, fingerprint("token"), MONDAY)
    assert found is not None
    assert (found.is_manager, found.track) == (True, "worker")
    with pytest.raises(InvitationUnusable, match="used"):
        await database.write(accept_as_newcomer, "link", newcomer("Chidi"), "other", MONDAY)
    kept = await database.read(member, stranger.enterprise_id, stranger.person_id)
    assert kept is not None
    assert not kept.manages


@pytest.mark.parametrize("right", ["admin", "trainer"])
async def test_staff_get_the_right_they_were_invited_to(database: Database, right: str) -> None:
    await database.write(invite_staff, "admin" if right == "admin" else "trainer", "link", None, MONDAY)
    await database.write(accept_as_staff, "link", BEA, "token", MONDAY)
    found = await database.read(viewer, fingerprint("token"), MONDAY)
    assert found is not None
    assert (found.is_admin, found.is_trainer) == (right == "admin", right == "trainer")


async def test_a_login_is_taken_once_however_it_is_written(database: Database) -> None:
    for link in ("one", "two", "three"):
        await database.write(invite_staff, "trainer", link, None, MONDAY)
    outcomes = await asyncio.gather(
        *(database.write(accept_as_staff, link, BEA, link, MONDAY) for link in ("one", "two")), return_exceptions=True
    )
    assert Counter(type(each) for each in outcomes) == {int: 1, LoginTaken: 1}
    with pytest.raises(LoginTaken):
        await database.write(accept_as_staff, "three", replace(BEA, login="BEA@EXAMPLE.ORG"), "x", MONDAY)
    assert (await database.read(offer, "three", MONDAY)).gives == "trainer"


async def test_no_link_gives_more_than_it_says(database: Database, code: str) -> None:
    await database.write(invite_manager, code, "manager", None, MONDAY)
    await database.write(invite_staff, "trainer", "trainer", None, MONDAY)
    with pytest.raises(InvitationUnusable, match="elsewhere"):
        await database.write(accept_as_staff, "manager", BEA, "x", MONDAY)
    with pytest.raises(InvitationUnusable, match="elsewhere"):
        await database.write(accept_as_newcomer, "trainer", newcomer(), "x", MONDAY)
    with pytest.raises(UnknownCode):
        await database.write(invite_manager, "AAA222", "other", None, MONDAY)
    assert await database.read(count_people) == 0
