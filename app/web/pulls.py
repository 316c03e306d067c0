"""How the server is told that there is new content: a webhook from where the repository is, or a trainer's button."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator, Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.web.dependencies import TrainerOnly, machine
from app.web.errors import NotFoundError
from app.web.site import site_of

router = APIRouter(prefix="/content")
PATIENCE = 15.0
"""Seconds that a trainer's browser waits for the answer; the look goes on after that."""
SIGNATURES = {"x-hub-signature-256": b"sha256=", "x-gitea-signature": b"", "x-forgejo-signature": b""}
TOKEN = "x-gitlab-token"  # noqa: S105  # the name of a header
"""The headers that say who sends a webhook; before the signature, what stands in front of it."""
MOST_AT_ONCE, LONGEST_SECONDS = 4, 10.0
"""Webhooks that are listened to at once, and for how long each: strangers may send them too."""
WEBHOOK: dict[int | str, dict[str, Any]] = {
    202: {"description": "The branch is looked at now."},
    403: {"description": "The signature is missing or wrong."},
    404: {"description": "No secret is set, so there is no webhook."},
    408: {"description": "It did not come to its end in time."},
    503: {"description": "Too many webhooks come at once; this one may come again."},
}


@router.post("/webhook", status_code=202, responses=WEBHOOK, dependencies=[Depends(machine)])
async def hear(request: Request) -> Response:
    """Look at the branch, when whoever asks knows the secret. What else they say does not matter: so replays do no
    harm, no event has to be chosen with care, and nothing of it is kept.
    """
    site = site_of(request)
    secret = site.settings.webhook_secret.encode()
    if not secret:
        raise NotFoundError
    if not may_be_signed(request.headers):
        return _not_signed()
    if site.webhooks >= MOST_AT_ONCE:
        words = "Too many webhooks come at once. Send this one again in a minute.\n"
        return PlainTextResponse(words, 503, {"Retry-After": "60"})
    site.webhooks += 1
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            signed = await is_signed(secret, request.headers, request.stream())
    except TimeoutError:
        return PlainTextResponse("This took too long to come. Nothing was done.\n", 408)
    finally:
        site.webhooks -= 1
    if not signed:
        return _not_signed()
    site.following.ask()
    return PlainTextResponse("The branch is looked at now.\n", 202)


def _not_signed() -> Response:
    words = "This is not signed with the secret of this server (SCORE_WEBHOOK_SECRET). Nothing was done.\n"
    return PlainTextResponse(words, 403)


@router.post("/pulls")
async def pull(request: Request, viewer: TrainerOnly) -> Response:
    """Look at the content now, and show what came of it."""
    looking = asyncio.ensure_future(site_of(request).following.look_safely())
    await asyncio.wait({looking}, timeout=PATIENCE)
    return RedirectResponse("/trainer", 303)


def may_be_signed(headers: Mapping[str, str]) -> bool:
    """Say whether a webhook has anything that could be a signature, before any of its body is read."""
    return any(headers.get(name) for name in (*SIGNATURES, TOKEN))


async def is_signed(secret: bytes, headers: Mapping[str, str], body: AsyncIterator[bytes]) -> bool:
    """Say whether a webhook knows the secret, in the ways of those who send it; each takes the same time to refuse.

    GitHub and what follows it sign the body: `X-Hub-Signature-256: sha256=<HMAC in hex>`
    (docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries). Gitea and Forgejo also send the bare hex.
    GitLab sends the secret itself (docs.gitlab.com/user/project/integrations/webhooks: X-Gitlab-Token), so that its
    body need not be read.
    """
    if hmac.compare_digest(_raw(headers, TOKEN), secret):
        return True
    if not any(headers.get(name) for name in SIGNATURES):
        return False
    signature = hmac.new(secret, digestmod=hashlib.sha256)
    async for piece in body:
        signature.update(piece)
    expected = signature.hexdigest().encode()
    return any(hmac.compare_digest(_raw(headers, name), begin + expected) for name, begin in SIGNATURES.items())


def _raw(headers: Mapping[str, str], name: str) -> bytes:
    return headers.get(name, "").encode("utf-8", "surrogateescape")
