"""What the database itself refuses about enterprises, members and invitations."""

from __future__ import annotations

import pytest
from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from app.database import Database, table_of
from app.enterprises.actions import add_enterprise, add_invitation, add_member
from app.enterprises.models import Invitation
from app.enterprises.queries import enterprises, memberships
from tests.constraints import BadRow, assert_refused, constraints_of
from tests.people import MONDAY, first_learner, learner

invitations = table_of(Invitation)


def fill(session: Session) -> None:
    """Store an enterprise with a member and an invitation."""
    made = first_learner(session)
    add_invitation(session, "manager", made.enterprise_id, "link", made.person_id, MONDAY)


def changed(table: Table, **values: object) -> BadRow:
    """Change a row past all forms."""

    def act(session: Session) -> None:
        fill(session)
        session.execute(table.update().values(**values))

    return act


def same_link_twice(session: Session) -> None:
    fill(session)
    session.execute(insert(invitations).from_select(list(invitations.c.keys()), invitations.select()))


def same_code_twice(session: Session) -> None:
    for name in ("Kilimo", "Zanzibar"):
        add_enterprise(session, name, None, None, MONDAY)
    session.execute(enterprises.update().values(code="KIL482"))


def same_name_twice(session: Session) -> None:
    made = first_learner(session, "Amina")
    learner(session, made.enterprise_id, "AMINA")


def of_two_enterprises(session: Session) -> None:
    made, other = first_learner(session), first_learner(session, "Bea")
    session.expunge_all()
    add_member(session, other.enterprise_id, made.person_id, "worker", "amina", MONDAY)


CASES: dict[str, BadRow] = {
    "ck_enterprise_code_form": changed(enterprises, code="kil482"),
    "ck_enterprise_name_length": changed(enterprises, name=""),
    "uq_enterprise_code": same_code_twice,
    "fk_enterprise_created_by": changed(enterprises, created_by=404),
    "ck_membership_track_known": changed(memberships, track="owner"),
    "uq_membership_enterprise_id_name_key": same_name_twice,
    "fk_membership_person_id": changed(memberships, person_id=404),
    "fk_membership_enterprise_id": changed(memberships, enterprise_id=404),
    "pk_membership": of_two_enterprises,
    "ck_invitation_gives_known": changed(invitations, gives="owner", enterprise_id=None),
    "ck_invitation_manager_of_an_enterprise": changed(invitations, enterprise_id=None),
    "ck_invitation_accepted_by_somebody": changed(invitations, accepted_at=MONDAY),
    "fk_invitation_enterprise_id": changed(invitations, enterprise_id=404),
    "fk_invitation_created_by": changed(invitations, created_by=404),
    "fk_invitation_accepted_by": changed(invitations, accepted_at=MONDAY, accepted_by=404),
    "pk_invitation": same_link_twice,
}


@pytest.mark.parametrize("constraint", CASES)
async def test_a_bad_row_is_refused(database: Database, constraint: str) -> None:
    await assert_refused(database, constraint, CASES[constraint])


@pytest.mark.parametrize("code", ["KIL48", "Kil482"])
async def test_a_code_of_another_form_is_refused(database: Database, code: str) -> None:
    await assert_refused(database, "ck_enterprise_code_form", changed(enterprises, code=code))


def test_every_constraint_has_its_case() -> None:
    assert set(CASES) == constraints_of("enterprise", "membership", "invitation")
