"""Answers made ready once, and pages compressed from a head that is ready."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message

from app.web.compression import gzip_page
from app.web.ready import Ready, make_ready

BODY = b"<p>short words</p>" * 200


async def asked(ready: Ready, method: str = "GET", **headers: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """Ask a ready answer as a server does: status, headers, body."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    await ready({"type": "http", "method": method, "headers": raw}, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:])


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("br, gzip", b"br"), ("gzip", b"gzip"), ("identity", None), ("", None)]
)
async def test_the_best_encoding_that_the_browser_takes(accepted: str, encoding: bytes | None) -> None:
    status, headers, body = await asked(make_ready(BODY, "text/html", "private"), accept_encoding=accepted)
    assert status == 200
    assert headers.get(b"content-encoding") == encoding
    assert int(headers[b"content-length"]) == len(body)
    unpacked = {b"br": brotli.decompress, b"gzip": gzip.decompress}.get(encoding or b"", bytes)(body)
    assert unpacked == BODY
    assert b"accept-encoding" in headers[b"vary"]


async def test_what_is_known_is_not_sent_again_and_a_change_is() -> None:
    ready = make_ready(BODY, "text/html", "private")
    _, headers, _ = await asked(ready)
    status, unchanged, body = await asked(ready, if_none_match=headers[b"etag"].decode())
    assert (status, body) == (304, b"")
    assert unchanged[b"etag"] == headers[b"etag"]
    changed = make_ready(BODY + b"!", "text/html", "private")
    assert (await asked(changed, if_none_match=headers[b"etag"].decode()))[0] == 200


async def test_head_says_the_length_and_sends_nothing() -> None:
    _, headers, body = await asked(make_ready(BODY, "text/html", "private"), "HEAD")
    assert (body, int(headers[b"content-length"])) == (b"", len(BODY))


def test_what_does_not_get_smaller_is_not_compressed() -> None:
    assert set(make_ready(b"short", "text/plain", "").bodies) == {"identity"}
    assert set(make_ready(zlib.compress(bytes(range(256)) * 40, 9)[:90], "image/png", "").bodies) == {"identity"}


@given(st.binary(max_size=300), st.binary(max_size=3000), st.booleans())
def test_a_compressed_page_is_the_page(head: bytes, rest: bytes, has_style: bool) -> None:
    page = head + (b"</style>" if has_style else b"") + rest
    assert gzip.decompress(gzip_page(page)) == page
    assert gzip.decompress(gzip_page(page)) == page
