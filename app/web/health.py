"""For machines that watch over the server."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from sqlalchemy import text
from sqlalchemy.orm import Session
from starlette.responses import PlainTextResponse, Response

from app.database import DatabaseUnavailable
from app.web.dependencies import machine
from app.web.site import site_of

router = APIRouter(dependencies=[Depends(machine)])
NEVER_KEPT = {"cache-control": "no-store"}


@router.get("/healthz")
async def alive() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("alive", headers=NEVER_KEPT)


@router.get("/readyz", responses={503: {"description": "The database or the content cannot be used."}})
async def usable(request: Request) -> Response:
    """Say whether database and content can be used; 503 with the reason where they cannot."""
    site = site_of(request)
    try:
        await site.database.read(_answers)
    except DatabaseUnavailable as error:
        return PlainTextResponse(f"not ready: {error}", 503, NEVER_KEPT)
    if not site.publication.library.published:
        return PlainTextResponse("not ready: no module of the content can be shown", 503, NEVER_KEPT)
    return PlainTextResponse("ready", headers=NEVER_KEPT)


def _answers(session: Session) -> None:
    session.execute(text("SELECT 1 FROM person LIMIT 1"))
