"""Withdrawing a certificate: the record stays, with its first day and reason."""

from __future__ import annotations

import pytest

from app.certificates.errors import NoSuchCertificate
from app.certificates.queries import certificate_with_number
from app.content.models import Library
from app.database import Database
from app.journeys.complete_module import Learner
from app.journeys.revoke_certificate import revoke_certificate
from tests.people import later
from tests.quizzes import read_lessons, take_quiz


async def test_the_first_day_and_reason_stay(database: Database, library: Library, learner: Learner) -> None:
    await take_quiz(database, library, learner)
    number = await read_lessons(database, library, learner)
    assert number is not None
    await database.write(revoke_certificate, number, "Issued by mistake", later(60))
    await database.write(revoke_certificate, number, "Another reason", later(90))
    kept = await database.read(certificate_with_number, number)
    assert kept is not None
    assert (kept.revoked_at, kept.revoked_reason) == (later(60), "Issued by mistake")
    assert kept.name == "Amina"
    assert await read_lessons(database, library, learner) is None  # not given again


async def test_an_unknown_number_cannot_be_withdrawn(database: Database) -> None:
    with pytest.raises(NoSuchCertificate):
        await database.write(revoke_certificate, "7F3KQ2MD91XN", "No reason", later(1))
