"""The people of the measurements: an enterprise with learners who are signed in, each with an open attempt."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts.secrets import hash_secret, new_token
from app.clock import now
from app.content.load import load
from app.content.models import Library
from app.database import open_database
from app.database.migrations import migrate
from app.enterprises.queries import enterprise_with_code
from app.journeys.complete_module import Learner
from app.journeys.create_enterprise import create_enterprise
from app.journeys.join_enterprise import Newcomer, join_enterprise
from app.journeys.start_attempt import start_attempt
from app.settings import Settings
from app.web.cookies import SignInCookie

MODULE = "workplace-cooperation"
QUESTIONS = 10


@dataclass(frozen=True)
class Signed:
    """A learner with the cookie of their browser and their open attempt."""

    cookie: str
    attempt: UUID


def prepare(folder: Path, count: int) -> list[Signed]:
    """Make a database in a folder with so many learners, through the journeys."""
    settings = Settings(data_dir=folder)
    migrate(settings.database)
    return asyncio.run(_prepare(settings, load(settings.content_dir), count))


async def _prepare(settings: Settings, library: Library, count: int) -> list[Signed]:
    database = open_database(settings.database)
    cookie = SignInCookie(settings.signing_secret, secure=False)
    try:
        tokens = [new_token() for _ in range(count)]
        attempts = await database.write(_people, library, tokens)
    finally:
        database.close()
    return [
        Signed(f"{cookie.name}={cookie.value(token)}", attempt) for token, attempt in zip(tokens, attempts, strict=True)
    ]


def _people(session: Session, library: Library, tokens: list[str]) -> list[UUID]:
    code, pin = create_enterprise(session, "Bench", None, None, now()), hash_secret("2580")
    enterprise = enterprise_with_code(session, code)
    assert enterprise is not None
    assert enterprise.id is not None
    attempts = []
    for number, token in enumerate(tokens):
        newcomer = Newcomer(f"Learner {number}", None, None, "worker", "en", pin)
        person = join_enterprise(session, code, newcomer, token, now())
        learner = Learner(person, enterprise.id, "worker", "en")
        attempts.append(start_attempt(session, library, learner, MODULE, now()))
    return attempts
