"""A load of browsers: keep-alive connections that send one request after another, with as little work as can be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

Request = bytes


@dataclass
class Outcome:
    """What a load came to: seconds each answer took, the answers by status, and the bytes of the bodies."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    wall: float = 0.0

    @property
    def count(self) -> int:
        """How many requests were answered."""
        return len(self.seconds)

    def percentile(self, share: float) -> float:
        """The time within which a share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class Connection:
    """One keep-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> Connection:
        """Connect to a server on this machine."""
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=1 << 20))

    async def ask(self, request: Request) -> tuple[int, bytes, bytes]:
        """Send a request; give the status, the head and the body of the answer."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        start = head.lower().find(b"content-length:")
        length = int(head[start + 15 : head.find(b"\r\n", start)]) if start >= 0 else 0
        body = await self._reader.readexactly(length) if length else b""
        return int(head[9:12]), head, body

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def get(path: str, cookie: str = "", *, more: str = "") -> Request:
    """Make a GET as a browser over http sends it."""
    lines = f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip, deflate\r\n{more}"
    return (lines + (f"cookie: {cookie}\r\n" if cookie else "") + "\r\n").encode()


def post(path: str, body: str, cookie: str = "", *, more: str = "") -> Request:
    """Make a POST of a form."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip, deflate\r\n{more}"
        f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n"
    )
    return (head + (f"cookie: {cookie}\r\n" if cookie else "") + "\r\n" + body).encode()


async def run(port: int, connections: int, sources: Iterator[Iterator[Request]]) -> Outcome:
    """Send each connection's requests one after another; all connections at once."""
    outcome = Outcome()
    opened = [(await Connection.open(port), next(sources)) for _ in range(connections)]
    began = time.perf_counter()
    await asyncio.gather(*(_drive(connection, requests, outcome) for connection, requests in opened))
    outcome.wall = time.perf_counter() - began
    return outcome


async def _drive(connection: Connection, requests: Iterator[Request], outcome: Outcome) -> None:
    for request in requests:
        began = time.perf_counter()
        status, _, _ = await connection.ask(request)
        outcome.seconds.append(time.perf_counter() - began)
        outcome.statuses[status] = outcome.statuses.get(status, 0) + 1
    connection.close()
