"""`kill -9` of the server in a loop while people answer over HTTP: what was acknowledged is there, once."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid4

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.accounts.actions import begin_sign_in
from app.accounts.secrets import new_token
from app.assessment.queries import responses
from app.clock import now
from app.database import Database, open_database
from app.web.cookies import SignInCookie
from tests.course import write_course
from tests.people import enterprise, learner
from tests.server import SECRET, Server

WANTED = 2000
BETWEEN_KILLS = (100, 400)
CLIENTS = 10
ANY_ANSWER = {
    "choice": "1",
    "typed": "50",
    **{f"place-{number}": str(number) for number in range(1, 5)},
    **{f"match-{number}": str(number) for number in range(1, 4)},
}
"""Fields for every type of question at once: each takes its own and leaves the others."""


def sign_all_in(session: Session) -> list[str]:
    """Add the learners, and give the cookie of each one's browser."""
    made = enterprise(session)
    assert made.id is not None
    return [_cookie(session, learner(session, made.id, f"Learner {number}").person_id) for number in range(CLIENTS)]


def _cookie(session: Session, person_id: int) -> str:
    token, answer = new_token(), Response()
    begin_sign_in(session, person_id, token, now())
    SignInCookie(SECRET, secure=False).write(answer, token)
    return answer.headers["set-cookie"].split(";")[0]


@dataclass
class Client:
    """A learner's phone: it sends an answer again, under the same id, until the server has said that it is stored."""

    port: int
    cookie: str
    acknowledged: list[str]
    enough: threading.Event
    unexpected: list[str] = field(default_factory=list)
    connection: http.client.HTTPConnection | None = None

    def learn(self) -> None:
        """Take quiz after quiz until there is enough."""
        while not self.enough.is_set():
            attempt = self.send("/modules/board/attempts", {})
            position = self._position(attempt)
            while position and not self.enough.is_set():
                position = self._answer(attempt, position)
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection, if there is one."""
        if self.connection:
            self.connection.close()
        self.connection = None

    def _answer(self, attempt: str, position: int) -> int:
        """Answer a question and give the position of the next one, 0 after the last."""
        address, identity = f"{attempt}/questions/{position}", str(uuid4())
        if self.send(f"{address}/responses", {**ANY_ANSWER, "response_id": identity}) == address:
            self.acknowledged.append(identity)
        return self._position(attempt)

    def _position(self, attempt: str) -> int:
        following = self.send(attempt, None)
        return int(following.rpartition("/")[2]) if "/questions/" in following else 0

    def send(self, address: str, form: dict[str, str] | None) -> str:
        """Send a request until it is answered, and give where the answer sends on."""
        while not self.enough.is_set():
            try:
                return self._try(address, form)
            except (OSError, http.client.HTTPException):
                self.hang_up()
                time.sleep(0.01)
        return ""

    def _try(self, address: str, form: dict[str, str] | None) -> str:
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"cookie": self.cookie, "content-type": "application/x-www-form-urlencoded"}
        body = None if form is None else urlencode(form)
        self.connection.request("GET" if form is None else "POST", address, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status not in (200, 303):
            self.unexpected.append(f"{address}: {answer.status}")
        return answer.headers.get("location", "")


def stored(session: Session) -> list[UUID]:
    return list(session.scalars(select(responses.c.id)))


def answered_twice(session: Session) -> int:
    places = select(responses.c.attempt_id, responses.c.position)
    return len(session.execute(places.group_by(*places.selected_columns).having(func.count() > 1)).all())


def answer_until_enough(server: Server, cookies: list[str]) -> tuple[list[str], list[str]]:
    """Kill the server again and again until enough is acknowledged; give those ids, and the faults.

    It is killed a moment after so many more answers: counted, so that no machine is too fast to be killed often.
    """
    acknowledged: list[str] = []
    enough, chance = threading.Event(), random.Random(20261122)
    clients = [Client(server.port, cookie, acknowledged, enough) for cookie in cookies]
    threads = [threading.Thread(target=client.learn, daemon=True) for client in clients]
    server.start()
    for thread in threads:
        thread.start()
    while len(acknowledged) < WANTED:
        until = len(acknowledged) + chance.randint(*BETWEEN_KILLS)
        while len(acknowledged) < until:
            time.sleep(chance.uniform(0, 0.02))
        server.kill()
        server.start()
    enough.set()
    for thread in threads:
        thread.join(30)
    server.kill()
    return acknowledged, [fault for client in clients for fault in client.unexpected]


async def test_what_was_acknowledged_over_http_survives_every_kill(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    cookies = await database.write(sign_all_in)
    database.close()
    server = Server(tmp_path / "data", write_course(tmp_path / "course"), database_url)
    acknowledged, unexpected = answer_until_enough(server, cookies)
    assert unexpected == []
    opened = open_database(database_url)
    try:
        kept = Counter(await opened.report(stored))
        assert [each for each in acknowledged if kept[UUID(each)] != 1] == []
        assert len(set(acknowledged)) == len(acknowledged) >= WANTED
        assert await opened.report(answered_twice) == 0
        if database_url.startswith("sqlite"):
            assert await opened.report(lambda session: session.scalar(text("PRAGMA integrity_check"))) == "ok"
    finally:
        opened.close()
