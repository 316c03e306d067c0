"""A demo enterprise with people of each kind, made by the same journeys that people use.

Its PINs and passwords are made up once and kept in the data folder, where only this user can read them.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from app.accounts.queries import person_with_login
from app.accounts.secrets import hash_secret, is_weak_pin, new_token
from app.assessment.queries import attempt_with_questions, revision_of
from app.clock import now
from app.content.models import Library
from app.database import Database, Session
from app.enterprises.queries import enterprise_with_code
from app.journeys.accept_invitation import NewStaff, accept_as_newcomer, accept_as_staff
from app.journeys.answer_question import Submission, answer_question
from app.journeys.complete_module import Learner
from app.journeys.create_enterprise import create_enterprise
from app.journeys.declare_assignment_done import declare_assignment_done
from app.journeys.finish_lesson import finish_lesson
from app.journeys.invite import StaffRight, invite_manager, invite_staff
from app.journeys.join_enterprise import Newcomer, join_enterprise
from app.journeys.start_attempt import start_attempt
from app.questions.question import Track

FILE = "demo.json"
MODULE = "workplace-cooperation"


@dataclass(frozen=True)
class Demo:
    """How to sign in to the demo."""

    code: str
    admin: str
    trainer: str
    worker_pin: str
    manager_pin: str
    trainer_password: str
    admin_password: str


async def have_demo(database: Database, library: Library, data_dir: Path, issuer: str) -> Demo:
    """Give the demo of this database, made now where there is none yet."""
    file = data_dir / FILE
    kept = _kept(file)
    known = await database.read(enterprise_with_code, kept.code) if kept else None
    if kept and known:
        return kept
    demo = await database.write(make_demo, library, issuer, now())
    _keep(file, demo)
    return demo


def make_demo(session: Session, library: Library, issuer: str, at: datetime) -> Demo:
    """Make the demo enterprise: staff and a manager by invitation, workers by its code, some of them under way."""
    admin_password, trainer_password = secrets.token_urlsafe(9), secrets.token_urlsafe(9)
    admin = _staff(session, "admin", "Priya", admin_password, at)
    trainer = _staff(session, "trainer", "Mariam", trainer_password, at)
    code = create_enterprise(session, "Harbour Shirts (demo)", "MU", None, at)
    manager_pin, worker_pin = _new_pin(), _new_pin()
    manager = _manager(session, code, manager_pin, at)
    amina = _worker(session, code, "Amina", "Otieno", worker_pin, at)
    joseph = _worker(session, code, "Joseph", None, _new_pin(), at)
    grace = _worker(session, code, "Grace", "Li", _new_pin(), at)
    _worker(session, code, "Tomás", None, _new_pin(), at)
    _read_lessons(session, library, issuer, amina, 2, at)
    _read_lessons(session, library, issuer, manager, 1, at)
    _read_lessons(session, library, issuer, joseph, 4, at)
    _take_whole_module(session, library, issuer, grace, at)
    return Demo(code, admin, trainer, worker_pin, manager_pin, trainer_password, admin_password)


def _staff(session: Session, right: StaffRight, name: str, password: str, at: datetime) -> str:
    """Add a person of the staff and give their sign-in name."""
    token, login = new_token(), f"demo-{right}"
    if person_with_login(session, login):
        login = f"{login}-{secrets.token_hex(2)}"
    invite_staff(session, right, token, None, at)
    accept_as_staff(session, token, NewStaff(name, None, login, "en", hash_secret(password)), new_token(), at)
    return login


def _manager(session: Session, code: str, pin: str, at: datetime) -> Learner:
    token = new_token()
    invite_manager(session, code, token, None, at)
    newcomer = Newcomer("Daniel", "Ramful", None, "manager", "en", hash_secret(pin))
    return _learner(session, code, accept_as_newcomer(session, token, newcomer, new_token(), at), "manager")


def _worker(session: Session, code: str, given: str, family: str | None, pin: str, at: datetime) -> Learner:
    newcomer = Newcomer(given, family, None, "worker", "en", hash_secret(pin))
    return _learner(session, code, join_enterprise(session, code, newcomer, new_token(), at), "worker")


def _learner(session: Session, code: str, person_id: int, track: Track) -> Learner:
    enterprise = enterprise_with_code(session, code)
    assert enterprise is not None
    assert enterprise.id is not None
    return Learner(person_id, enterprise.id, track, "en")


def _read_lessons(session: Session, library: Library, issuer: str, learner: Learner, count: int, at: datetime) -> None:
    module = library.modules.get(MODULE)
    for lesson in module.tracks[learner.track][:count] if module else ():
        finish_lesson(session, library, issuer, learner, MODULE, lesson, at)


def _take_whole_module(session: Session, library: Library, issuer: str, learner: Learner, at: datetime) -> None:
    if MODULE not in library.modules:
        return
    _read_lessons(session, library, issuer, learner, 99, at)
    attempt_id = start_attempt(session, library, learner, MODULE, at)
    _answer_all(session, library, issuer, learner, attempt_id, at)
    declare_assignment_done(session, library, issuer, learner, MODULE, None, at)


def _answer_all(
    session: Session, library: Library, issuer: str, learner: Learner, attempt_id: UUID, at: datetime
) -> None:
    found = attempt_with_questions(session, learner.person_id, attempt_id)
    assert found is not None
    attempt, questions = found
    for asked in questions:
        question = revision_of(session, library, MODULE, asked.question_id, asked.revision_id).question
        form = question.fill(question.right_answer(), attempt.seed)
        submission = Submission(uuid4(), attempt_id, asked.position, form, "en")
        answer_question(session, library, issuer, learner, submission, at)


def _new_pin() -> str:
    while is_weak_pin(pin := f"{secrets.randbelow(10_000):04}"):
        pass
    return pin


def _kept(file: Path) -> Demo | None:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        return Demo(**{field.name: str(stored[field.name]) for field in fields(Demo)})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(file: Path, demo: Demo) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(demo), stream, indent=1)
