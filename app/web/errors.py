"""What goes wrong, in plain words: the status, what happened, and what to do."""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse, Response

from app.assessment.errors import NoSuchAttempt, NoSuchQuestion, NotInTheBank
from app.database import DatabaseUnavailable
from app.enterprises.errors import NoSuchPerson
from app.learning.errors import NoAssignment, NoSuchLesson, NoSuchModule
from app.web.addresses import page_address
from app.web.headers import BodyTooLargeError
from app.web.pages import is_htmx
from app.web.site import site_of

log = logging.getLogger(__name__)


class NotFoundError(Exception):
    """There is no such thing, or none that this person may see."""


class SignInNeededError(Exception):
    """Only signed-in people may."""


class NoEnterpriseError(Exception):
    """Only members of an enterprise learn; staff accounts belong to none."""


class BadFormError(Exception):
    """The form could not be read at all: broken text, or fields that no page of ours sends."""


async def page_of(request: Request, status: int, kind: str) -> Response:
    """Answer with an error page; `kind` picks its words in the template."""
    return site_of(request).answer(request, None, "errors/show.html", block="main", status=status, kind=kind)


async def not_found(request: Request, error: Exception) -> Response:
    return await page_of(request, 404, "not-found")


async def bad_form(request: Request, error: Exception) -> Response:
    return await page_of(request, 400, "bad-form")


async def unprocessable(request: Request, error: Exception) -> Response:
    return await page_of(request, 422, "bad-form")


async def no_enterprise(request: Request, error: Exception) -> Response:
    return await page_of(request, 403, "no-enterprise")


async def too_large(request: Request, error: Exception) -> Response:
    return await page_of(request, 413, "too-large")


async def unavailable(request: Request, error: Exception) -> Response:
    log.error("the database is unavailable: %s", error)
    answer = await page_of(request, 503, "unavailable")
    answer.headers["retry-after"] = "5"
    return answer


async def gone(request: Request, error: Exception) -> Response:
    """Nobody waits for an answer any more: a phone lost its network in the middle of sending. It is no fault."""
    log.debug("%s was not sent to its end", request.url.path)
    return Response(status_code=400)


async def broken(request: Request, error: Exception) -> Response:
    """Say so; the server logs the error itself."""
    return await page_of(request, 500, "broken")


async def sign_in_needed(request: Request, error: Exception) -> Response:
    """Send people to the sign-in page and back; htmx is told to go there itself."""
    address = f"/sign-in?next={quote(page_address(request))}"
    if is_htmx(request):
        return Response(status_code=401, headers={"hx-redirect": address, "cache-control": "no-store"})
    return RedirectResponse(address, 303, {"cache-control": "no-store"})


async def http_error(request: Request, error: Exception) -> Response:
    """Give the framework's own refusals (no such route, wrong method) a page too."""
    assert isinstance(error, HTTPException)
    kinds = {404: "not-found", 405: "not-found", 400: "bad-form", 413: "too-large"}
    answer = await page_of(request, error.status_code, kinds.get(error.status_code, "bad-form"))
    answer.headers.update(error.headers or {})
    return answer


def add_error_pages(app: FastAPI) -> None:
    """Tell the application what to answer for each kind of error."""
    missing = (NoSuchAttempt, NoSuchQuestion, NotInTheBank, NoSuchModule, NoSuchLesson, NoAssignment, NoSuchPerson)
    for kind in (NotFoundError, *missing):
        app.add_exception_handler(kind, not_found)
    app.add_exception_handler(SignInNeededError, sign_in_needed)
    app.add_exception_handler(NoEnterpriseError, no_enterprise)
    app.add_exception_handler(BadFormError, bad_form)
    app.add_exception_handler(BodyTooLargeError, too_large)
    app.add_exception_handler(ClientDisconnect, gone)
    app.add_exception_handler(RequestValidationError, unprocessable)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(DatabaseUnavailable, unavailable)
    app.add_exception_handler(Exception, broken)
