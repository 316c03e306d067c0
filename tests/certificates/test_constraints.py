"""What the database itself refuses about certificates, and what stays of one when its holder goes."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.certificates.actions import issue
from app.certificates.models import Certificate
from app.certificates.numbers import new_number
from app.certificates.queries import certificate_with_number, certificates, held_by
from app.database import Database
from tests.constraints import BadRow, assert_refused, constraints_of
from tests.people import MONDAY, certificates_of, first_learner, later


def certificate(person_id: int | None, number: str, module_id: str = "board") -> Certificate:
    return Certificate(
        number=number,
        person_id=person_id,
        module_id=module_id,
        name="Amina Juma",
        enterprise="Kilimo Textiles",
        module_title="The board",
        track="worker",
        language="en",
        lessons=2,
        minutes=10,
        points=7.5,
        max_points=8,
        content_revision="1:abc",
        issuer="SCORE Learn",
        issued_at=MONDAY,
    )


def changed(**values: object) -> BadRow:
    """Issue a certificate, then change it past all actions."""

    def act(session: Session) -> None:
        issue(session, certificate(first_learner(session).person_id, new_number()))
        session.execute(certificates.update().values(**values))

    return act


def twice_for_one_module(session: Session) -> None:
    person_id = first_learner(session).person_id
    for _ in range(2):
        issue(session, certificate(person_id, new_number()))


def one_number_for_two(session: Session) -> None:
    number, person_id = new_number(), first_learner(session).person_id
    issue(session, certificate(person_id, number))
    session.expunge_all()
    issue(session, certificate(person_id, number, "walk"))


CASES: dict[str, BadRow] = {
    "pk_certificate": one_number_for_two,
    "uq_certificate_person_id_module_id": twice_for_one_module,
    "fk_certificate_person_id": changed(person_id=404),
    "ck_certificate_number_length": changed(number="7F3KQ2MD91X"),
    "ck_certificate_track_known": changed(track="owner"),
    "ck_certificate_points_in_range": changed(points=8.5),
    "ck_certificate_revoked_with_reason": changed(revoked_at=MONDAY),
}


@pytest.mark.parametrize("constraint", CASES)
async def test_a_bad_row_is_refused(database: Database, constraint: str) -> None:
    await assert_refused(database, constraint, CASES[constraint])


def test_every_constraint_has_its_case() -> None:
    assert set(CASES) == constraints_of("certificate")


async def test_a_certificate_outlives_the_account(database: Database) -> None:
    """Who shows it to an employer years later must still be believed."""
    number, learner = new_number(), await database.write(first_learner)
    await database.write(issue, certificate(learner.person_id, number))
    await database.write(lambda session: session.delete(session.get_one(Person, learner.person_id)))
    kept = await database.read(certificate_with_number, number)
    assert kept is not None
    assert (kept.person_id, kept.name) == (None, "Amina Juma")


async def test_certificates_are_found_by_number_and_by_holder(database: Database) -> None:
    learner, stranger = await database.write(first_learner), await database.write(first_learner, "Bea")
    first, second = certificate(learner.person_id, new_number()), certificate(learner.person_id, new_number(), "walk")
    second.issued_at = later(60)
    for each in (first, second):
        await database.write(issue, each)
    found = await database.read(certificates_of, learner.person_id)
    assert [each.module_id for each in found] == ["walk", "board"]
    assert set((await database.read(held_by, learner.person_id)).valid) == {"board", "walk"}
    assert await database.read(certificates_of, stranger.person_id) == []
    assert await database.read(certificate_with_number, new_number()) is None
