"""The demo enterprise: made once, by the journeys, with people of each kind at different places."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from sqlalchemy import func, select

from app.accounts.models import Person
from app.accounts.queries import person_with_login
from app.accounts.secrets import matches
from app.certificates.models import Certificate
from app.cli.demo import FILE, have_demo
from app.content.load import load
from app.database import Database, Session
from app.enterprises.models import Membership
from app.enterprises.queries import enterprise_with_code, members_named
from app.settings import Settings


def count(session: Session, model: type[Person | Membership | Certificate]) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


async def test_the_demo_is_made_once_and_found_again(database: Database, tmp_path: Path) -> None:
    library = load(Settings().content_dir)
    first = await have_demo(database, library, tmp_path, "SCORE Learn")
    people = await database.read(count, Person)
    assert await have_demo(database, library, tmp_path, "SCORE Learn") == first
    assert await database.read(count, Person) == people
    assert await database.read(count, Certificate) == 1


async def test_everybody_can_sign_in_with_what_is_printed(database: Database, tmp_path: Path) -> None:
    demo = await have_demo(database, load(Settings().content_dir), tmp_path, "SCORE Learn")

    def secrets_match(session: Session) -> list[bool]:
        enterprise = enterprise_with_code(session, demo.code)
        assert enterprise is not None
        assert enterprise.id is not None
        (amina,) = members_named(session, enterprise.id, "amina")
        (daniel,) = members_named(session, enterprise.id, "danielramful")
        trainer, admin = person_with_login(session, demo.trainer), person_with_login(session, demo.admin)
        assert trainer is not None
        assert trainer.is_trainer
        assert admin is not None
        assert admin.is_admin
        assert daniel.manages
        assert not amina.manages
        return [
            matches(demo.worker_pin, amina.secret_hash),
            matches(demo.manager_pin, daniel.secret_hash),
            matches(demo.trainer_password, trainer.secret_hash),
            matches(demo.admin_password, admin.secret_hash),
        ]

    assert all(await database.read(secrets_match))


async def test_a_new_database_gets_a_new_demo(database: Database, tmp_path: Path) -> None:
    old = {"code": "ABC234", "admin": "a", "trainer": "t", "worker_pin": "1", "manager_pin": "1"}
    old |= {"trainer_password": "x", "admin_password": "x"}
    (tmp_path / FILE).write_text(json.dumps(old))
    demo = await have_demo(database, load(Settings().content_dir), tmp_path, "SCORE Learn")
    assert demo.code != "ABC234"
    assert json.loads((tmp_path / FILE).read_text())["code"] == demo.code


async def test_the_file_is_for_this_user_only(database: Database, tmp_path: Path) -> None:
    await have_demo(database, load(Settings().content_dir), tmp_path, "SCORE Learn")
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
