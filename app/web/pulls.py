"""How the server is told that there is new content: a webhook from where the repository is, or a trainer's button."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.web.dependencies import TrainerOnly, machine
from app.web.errors import NotFoundError
from app.web.site import site_of

router = APIRouter(prefix="/content")
PATIENCE = 15.0
"""Seconds that a trainer's browser waits for the answer; the look goes on after that."""
WEBHOOK: dict[int | str, dict[str, Any]] = {
    202: {"description": "The branch is looked at now."},
    403: {"description": "The signature is missing or wrong."},
    404: {"description": "No secret is set, so there is no webhook."},
}


@router.post("/webhook", status_code=202, responses=WEBHOOK, dependencies=[Depends(machine)])
async def hear(request: Request) -> Response:
    """Look at the branch, when whoever asks knows the secret. What else they say does not matter: so replays do no
    harm, and no event has to be chosen with care.
    """
    site = site_of(request)
    secret = site.settings.webhook_secret
    if not secret:
        raise NotFoundError
    if not is_signed(secret.encode(), request.headers, await request.body()):
        words = "This is not signed with the secret of this server (SCORE_WEBHOOK_SECRET). Nothing was done.\n"
        return PlainTextResponse(words, 403)
    site.following.ask()
    return PlainTextResponse("The branch is looked at now.\n", 202)


@router.post("/pulls")
async def pull(request: Request, viewer: TrainerOnly) -> Response:
    """Look at the content now, and show what came of it."""
    looking = asyncio.ensure_future(site_of(request).following.look_safely())
    await asyncio.wait({looking}, timeout=PATIENCE)
    return RedirectResponse("/trainer", 303)


def is_signed(secret: bytes, headers: Mapping[str, str], body: bytes) -> bool:
    """Say whether a webhook knows the secret, in the ways of those who send it; each takes the same time to refuse.

    GitHub and what follows it sign the body: `X-Hub-Signature-256: sha256=<HMAC in hex>`
    (docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries). Gitea and Forgejo also send the bare hex.
    GitLab sends the secret itself (docs.gitlab.com/user/project/integrations/webhooks: X-Gitlab-Token).
    """
    signature = hmac.new(secret, body, hashlib.sha256).hexdigest().encode()
    expected = {
        "x-hub-signature-256": b"sha256=" + signature,
        "x-gitea-signature": signature,
        "x-forgejo-signature": signature,
        "x-gitlab-token": secret,
    }
    given = {name: headers.get(name, "").encode("utf-8", "surrogateescape") for name in expected}
    return any(hmac.compare_digest(given[name], each) for name, each in expected.items())
