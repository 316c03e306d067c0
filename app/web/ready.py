"""Answers that are the same for everybody, made once: bytes, no database, no template.

A ready answer holds its body in every encoding browsers ask for, with its headers as ASGI wants them.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import brotli
from starlette.types import Receive, Scope, Send

RawHeaders = list[tuple[bytes, bytes]]
Encoding = Literal["br", "gzip", "identity"]

SMALLEST_WORTH_COMPRESSING = 400


@dataclass(frozen=True)
class Ready:
    """One answer, made ready. `bodies` and `headers` are by encoding; `unchanged` are the headers of a 304."""

    etag: bytes
    bodies: Mapping[str, bytes]
    headers: Mapping[str, RawHeaders]
    unchanged: RawHeaders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a GET or HEAD: 304 where the browser has these very bytes, else 200."""
        accepted, known = _asked(scope["headers"])
        if known and self.etag in known:
            await send({"type": "http.response.start", "status": 304, "headers": self.unchanged})
            await send({"type": "http.response.body", "body": b""})
            return
        encoding = self._encoding(accepted)
        await send({"type": "http.response.start", "status": 200, "headers": self.headers[encoding]})
        body = b"" if scope["method"] == "HEAD" else self.bodies[encoding]
        await send({"type": "http.response.body", "body": body})

    def _encoding(self, accepted: bytes) -> Encoding:
        if b"br" in accepted and "br" in self.bodies:
            return "br"
        if b"gzip" in accepted and "gzip" in self.bodies:
            return "gzip"
        return "identity"


def make_ready(body: bytes, media_type: str, cache_control: str, more: Iterable[tuple[str, str]] = ()) -> Ready:
    """Make an answer ready: compress it as well as can be, and name it by its content."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'.encode()
    common = [(b"etag", etag), (b"cache-control", cache_control.encode()), (b"vary", b"accept-encoding, cookie")]
    common += [(name.lower().encode(), value.encode()) for name, value in more]
    bodies = _bodies(body)
    headers = {
        encoding: [
            (b"content-type", media_type.encode()),
            (b"content-length", str(len(encoded)).encode()),
            *([] if encoding == "identity" else [(b"content-encoding", encoding.encode())]),
            *common,
        ]
        for encoding, encoded in bodies.items()
    }
    return Ready(etag, bodies, headers, common)


def _bodies(body: bytes) -> dict[str, bytes]:
    bodies = {"identity": body}
    if len(body) >= SMALLEST_WORTH_COMPRESSING:
        packed = {"gzip": gzip.compress(body, 9, mtime=0), "br": brotli.compress(body, quality=9)}
        bodies |= {encoding: each for encoding, each in packed.items() if len(each) < len(body)}
    return bodies


def _asked(headers: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    accepted = known = b""
    for name, value in headers:
        if name == b"accept-encoding":
            accepted = value
        elif name == b"if-none-match":
            known = value
    return accepted, known
