"""The barest servers to measure against: Starlette's hello, and one writer with group commit and SQL by hand.

The bare writer runs the very statements that an answer needs, written out: who is signed in, the attempt, its
questions, the answer, and with the last one the result. It has no forms, no marking, no pages and no routes. What the
product takes beyond it is the price of everything else.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import queue
import threading
import uuid
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.database.sqlite_engine import sqlite_module

BATCH = 64
LAST = 10
Job = tuple[bytes, int, bytes, asyncio.AbstractEventLoop, "asyncio.Future[None]"]


async def _hello(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


hello = Starlette(routes=[Route("/hello", _hello), Route("/readyz", _hello)])


class Writer:
    """One thread that writes; what waits together is committed together."""

    def __init__(self, file: str) -> None:
        self.queue: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._file = file
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        connection = sqlite_module().connect(self._file, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        while True:
            jobs = [self.queue.get()]
            while len(jobs) < BATCH and not self.queue.empty():
                jobs.append(self.queue.get())
            connection.execute("BEGIN IMMEDIATE")
            for attempt, position, response, _loop, _future in jobs:
                connection.execute("SAVEPOINT one")
                _answer(connection, attempt.decode(), position, response.decode())
                connection.execute("RELEASE one")
            connection.execute("COMMIT")
            for *_, loop, future in jobs:
                loop.call_soon_threadsafe(future.set_result, None)


def _answer(connection: Any, attempt: str, position: int, response: str) -> None:
    connection.execute("SELECT * FROM attempt WHERE id = ? AND person_id > 0", (attempt,)).fetchone()
    connection.execute(
        "SELECT q.*, r.id, r.answer, r.score FROM attempt_question q LEFT JOIN response r"
        " ON r.attempt_id = q.attempt_id AND r.position = q.position WHERE q.attempt_id = ? ORDER BY q.position",
        (attempt,),
    ).fetchall()
    connection.execute("SELECT attempt_id, position FROM response WHERE id = ?", (response,)).fetchone()
    connection.execute(
        "INSERT INTO response (id, attempt_id, position, answer, score, language, recorded_at)"
        " VALUES (?, ?, ?, NULL, 0.0, 'en', '2026-01-01 00:00:00.000000')",
        (response, attempt, position),
    )
    if position == LAST:
        connection.execute(
            "UPDATE attempt SET finished_at = '2026-01-01 00:00:00.000000', points = 0, passed = 0 WHERE id = ?",
            (attempt,),
        )


def _who(connection: Any, cookie: bytes) -> None:
    """Look up who is signed in, as the product does for every request that is about somebody."""
    token = cookie.partition(b"=")[2].partition(b".")[0]
    connection.execute("BEGIN")
    connection.execute(
        "SELECT p.id, p.given_name, p.family_name, p.nickname, p.language, p.is_admin, p.is_trainer, m.track,"
        " m.manages, e.id, e.name, e.code FROM sign_in s JOIN person p ON p.id = s.person_id"
        " LEFT JOIN membership m ON m.person_id = p.id LEFT JOIN enterprise e ON e.id = m.enterprise_id"
        " WHERE s.id = ? AND s.expires_at > '2026-01-01'",
        (hashlib.sha256(token).hexdigest(),),
    ).fetchone()
    connection.execute("ROLLBACK")


class BareAnswers:
    """POST /<attempt hex>/<position>: stores an answer and says so when it is on disk."""

    def __init__(self) -> None:
        self._writer: Writer | None = None
        self._reader: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if scope["method"] == "POST":
            await receive()
            self._writer = self._writer or Writer(os.environ["BENCH_DATABASE"])
            self._reader = self._reader or sqlite_module().connect(os.environ["BENCH_DATABASE"], isolation_level=None)
            _who(self._reader, dict(scope["headers"]).get(b"cookie", b""))
            loop = asyncio.get_running_loop()
            future: asyncio.Future[None] = loop.create_future()
            _, attempt, position = scope["path"].split("/")
            self._writer.queue.put((attempt.encode(), int(position), uuid.uuid4().hex.encode(), loop, future))
            await future
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
        await send({"type": "http.response.body", "body": b"saved"})

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})


answers = BareAnswers()
