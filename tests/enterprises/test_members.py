"""Enterprises and their people on both databases."""

from __future__ import annotations

import pytest

from app.accounts.actions import add_person, begin_sign_in
from app.accounts.models import Person
from app.accounts.names import fold
from app.accounts.secrets import fingerprint
from app.database import Database
from app.enterprises import actions
from app.enterprises.actions import INVITATION_LASTS, add_invitation, usable_invitation, use_invitation
from app.enterprises.codes import is_code
from app.enterprises.errors import InvitationUnusable
from app.enterprises.models import Enterprise
from app.enterprises.queries import (
    certificate_name,
    count_staff,
    enterprise_with_code,
    is_name_taken,
    member,
    members_named,
    viewer,
)
from tests.people import MONDAY, enterprise, first_learner, learner, person

MARK = fingerprint("token")


async def test_an_enterprise_is_found_by_its_code(database: Database) -> None:
    made = await database.write(enterprise)
    assert is_code(made.code)
    found = await database.read(enterprise_with_code, made.code)
    assert found is not None
    assert (found.id, found.name) == (made.id, "Kilimo Textiles")
    assert await database.read(enterprise_with_code, "AAA222") is None


async def test_a_code_that_is_taken_is_drawn_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["KIL482", "KIL482", "KIL482", "ZAN777"])
    monkeypatch.setattr(actions, "new_code", lambda: next(codes))
    assert [(await database.write(enterprise)).code for _ in range(2)] == ["KIL482", "ZAN777"]


async def test_people_are_found_by_their_whole_name_or_their_first_name(database: Database) -> None:
    first = await database.write(first_learner)
    for given, family in (("Amina", "Juma"), ("Aminata", "Diallo"), ("Bea", None)):
        await database.write(learner, first.enterprise_id, given, family)
    stranger = await database.write(first_learner, "Amina")

    async def found(typed: str) -> list[str]:
        return [each.name for each in await database.read(members_named, first.enterprise_id, fold(typed))]

    assert await found("amina") == ["Amina", "Amina Juma"]
    assert await found("Amina JUMA") == ["Amina Juma"]
    assert await found("Aminata") == ["Aminata Diallo"]
    assert await found("Ami") == await found("a") == []
    assert await found("mina") == await found("") == await found("%") == await found("_") == []
    assert await database.read(is_name_taken, first.enterprise_id, fold("AMINA"))
    assert not await database.read(is_name_taken, stranger.enterprise_id, fold("Bea"))


async def test_a_person_of_another_enterprise_does_not_exist(database: Database) -> None:
    mine, other = await database.write(first_learner), await database.write(first_learner, "Bea")
    found = await database.read(member, mine.enterprise_id, mine.person_id)
    assert found is not None
    assert found.name == "Amina"
    assert await database.read(member, mine.enterprise_id, other.person_id) is None


async def test_who_looks_is_known_with_their_rights(database: Database) -> None:
    manager = await database.write(first_learner)
    colleague = await database.write(learner, manager.enterprise_id, "Bea", "Otieno", track="manager", manages=True)
    await database.write(begin_sign_in, colleague.person_id, "token", MONDAY)
    found = await database.read(viewer, MARK, MONDAY)
    assert found is not None
    assert (found.name, found.track, found.is_manager, found.is_admin) == ("Bea Otieno", "manager", True, False)
    assert (found.enterprise_id, found.enterprise_name) == (colleague.enterprise_id, "Kilimo Textiles")
    assert await database.read(viewer, fingerprint("other"), MONDAY) is None


async def test_staff_belong_to_no_enterprise(database: Database) -> None:
    staff = person("Root", login="root@example.org")
    staff.is_admin = True
    made = await database.write(add_person, staff)
    await database.write(begin_sign_in, made, "token", MONDAY)
    found = await database.read(viewer, MARK, MONDAY)
    assert found is not None
    assert (found.is_admin, found.is_manager, found.track, found.enterprise_id) == (True, False, None, None)
    assert await database.read(count_staff, admins=True) == 1
    assert await database.read(count_staff, admins=False) == 0


async def test_an_invitation_serves_once_and_for_a_time(database: Database) -> None:
    first = await database.write(first_learner)
    await database.write(add_invitation, "manager", first.enterprise_id, "link", first.person_id, MONDAY)

    async def reason(at_end: bool = False, token: str = "link") -> str:
        with pytest.raises(InvitationUnusable) as refused:
            await database.read(usable_invitation, token, MONDAY + INVITATION_LASTS * int(at_end))
        return refused.value.reason

    assert (await database.read(usable_invitation, "link", MONDAY)).gives == "manager"
    assert await reason(at_end=True) == "expired"
    assert await reason(token="guess") == "unknown"
    await database.write(
        lambda session: use_invitation(session, usable_invitation(session, "link", MONDAY), first.person_id, MONDAY)
    )
    assert await reason() == "used"


async def test_the_enterprise_stays_when_who_made_it_goes(database: Database) -> None:
    admin = await database.write(add_person, person("Root"))
    made = await database.write(actions.add_enterprise, "Kilimo", "TZ", admin, MONDAY)
    await database.write(lambda session: session.delete(session.get_one(Person, admin)))
    kept = await database.read(lambda session: session.get_one(Enterprise, made.id))
    assert kept.created_by is None


async def test_the_printed_name_has_no_nickname(database: Database) -> None:
    named = person("Amina", "Juma")
    named.nickname = "line 3"
    assert await database.read(certificate_name, await database.write(add_person, named)) == "Amina Juma"
