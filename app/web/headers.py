"""What every answer carries, and what every request must stand up to: pure ASGI, because it runs on every request.

Cross-site requests are told by what browsers say of themselves (Sec-Fetch-Site, else Origin), not by a token in the
page: our pages are the same for everybody. A request with neither header comes from no browser, and holds no cookie
that a site could abuse.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_BODY = 64 * 1024
LARGEST_BODIES = {"/content/webhook": 4 * 1024 * 1024}
"""A push names every file that it changed; nothing of it is kept."""
MOST_DIGITS = 20
"""Of a declared length; Python refuses to read a number of thousands of digits."""


POLICY = b"content-security-policy"
OURS, NONE = "'self'", "'none'"


def content_policy(style_source: str, *, frames: bool = False, framed: bool = False) -> str:
    """Say what a page may load: our scripts and the one style. `frames`: frames of ours; `framed`: it may be one."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {style_source}",
            "script-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            f"frame-src {OURS if frames else NONE}",
            f"frame-ancestors {OURS if framed else NONE}",
        )
    )


def security_headers(style_source: str, *, secure: bool) -> list[tuple[bytes, bytes]]:
    """Give the headers that keep pages to what they are: our own scripts, the one style, no frames, no guessing."""
    headers = {
        POLICY.decode(): content_policy(style_source),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    }
    if secure:
        headers["strict-transport-security"] = "max-age=31536000"
    return [(name.encode(), value.encode()) for name, value in headers.items()]


class SecurityHeaders:
    """Adds the security headers to every answer; a page with a policy of its own keeps that."""

    def __init__(self, app: ASGIApp, headers: list[tuple[bytes, bytes]]) -> None:
        self.app = app
        self.headers = headers
        self.others = [each for each in headers if each[0] != POLICY]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = any(name == POLICY for name, _ in message["headers"])
                message["headers"] = [*message["headers"], *(self.others if own else self.headers)]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Guard:
    """Refuses what no page of ours sends: a change asked for by another site, too large a body, an address with NUL.

    PostgreSQL takes NUL in no text, so that such an address would end there as a fault of the database.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and "\x00" in scope["path"]:
            await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
            return
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if is_cross_site(headers):
            refusal = PlainTextResponse("This request came from another site, so it was not carried out.", 403)
            await refusal(scope, receive, send)
        elif _declared_length(headers) > _most(scope):
            await _too_large()(scope, receive, send)
        else:
            await self._bounded(scope, receive, send)

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, reading no more of its body than is allowed."""
        received, most = 0, _most(scope)

        async def receive_bounded() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise BodyTooLargeError
            return message

        await self.app(scope, receive_bounded, send)


class BodyTooLargeError(Exception):
    """More came than the request said it would hold; app/web/errors.py answers it."""


def is_cross_site(headers: dict[bytes, bytes]) -> bool:
    """Say whether a browser sent this for another site. `none` is the person's own doing, such as a bookmark."""
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site not in (b"same-origin", b"none")
    origin = headers.get(b"origin")
    if origin is None:
        return False
    return origin.partition(b"://")[2] != headers.get(b"host", b"")


def _most(scope: Scope) -> int:
    return LARGEST_BODIES.get(scope["path"], LARGEST_BODY)


def _declared_length(headers: dict[bytes, bytes]) -> int:
    declared = headers.get(b"content-length", b"0")
    return int(declared[:MOST_DIGITS]) if declared.isdigit() else 0


def _too_large() -> PlainTextResponse:
    return PlainTextResponse("This is too large. Nothing was saved.", 413)


def with_headers(app: ASGIApp, headers: Iterable[tuple[bytes, bytes]]) -> ASGIApp:
    """Wrap an application in the guard and the security headers."""
    return SecurityHeaders(Guard(app), list(headers))
