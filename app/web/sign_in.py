"""Coming back: learners by enterprise code, name and PIN, staff by sign-in name and password; and going."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from app.accounts.actions import end_sign_in
from app.accounts.errors import Locked
from app.accounts.names import fold
from app.accounts.queries import person_with_login
from app.accounts.secrets import fingerprint, matches, new_token, waste_the_same_time
from app.clock import now
from app.enterprises.codes import tidy_code
from app.enterprises.queries import Member, enterprise_with_code, members_named
from app.journeys.sign_in import Try, begin_tries, sign_in, take_back
from app.web.addresses import safe_next
from app.web.dependencies import Anyone
from app.web.digits import western
from app.web.forms import one, submitted, takes
from app.web.page_route import PageRoute
from app.web.remembered import remember_code, remembered_code
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)
MOST_TRIED = 8
"""People of one name of whom a PIN is tried; each costs 30 ms. Where there are more, they say first who they are."""
Next = Annotated[str, Query(max_length=300)]


class SignInForm(BaseModel):
    """What a learner says who comes back. `person` is chosen where several have the name."""

    code: str
    name: str
    pin: str
    person: int | None = None
    next: str = "/"


class StaffSignInForm(BaseModel):
    """What staff say who come back."""

    login: str
    password: str
    next: str = "/"


class WhichOneError(Exception):
    """Several people may be meant, and nothing was wrong so far: they say who they are."""


class RefusedError(Exception):
    """The sign-in did not succeed: which field, why, and until when nothing may be tried."""

    def __init__(self, field: str, problem: str, tries_left: int = 0, until: datetime | None = None) -> None:
        super().__init__(problem)
        self.field, self.problem, self.tries_left, self.until = field, problem, tries_left, until


@router.get("/sign-in")
async def show(request: Request, viewer: Anyone, next: Next = "/", code: Next = "") -> Response:  # noqa: A002  # the field's name
    """Ask for code, name and PIN; the code is filled in where this browser knows it."""
    typed = {"code": tidy_code(code)[:12] or remembered_code(request), "name": "", "next": safe_next(next)}
    return _page(site_of(request), request, viewer, typed)


@router.post("/sign-in", **takes(SignInForm))
async def come_back(request: Request, viewer: Anyone) -> Response:
    """Sign a learner in, or ask which of several people of one name they are."""
    site = site_of(request)
    form = await submitted(request)
    typed = {
        "code": tidy_code(one(form, "code"))[:12],
        "name": one(form, "name")[:130],
        "next": safe_next(one(form, "next")),
    }
    meant: list[Member] = []
    try:
        meant = _meant(await _candidates(site, typed["code"], typed["name"]), one(form, "person"))
        token = await _try(site, [each.person_id for each in meant], western(one(form, "pin")))
    except WhichOneError:
        return _page(site, request, viewer, typed, meant)
    except RefusedError as refused:
        return _page(site, request, viewer, typed, meant, refused)
    answer = RedirectResponse(typed["next"], 303)
    site.cookie.write(answer, token)
    remember_code(answer, typed["code"], secure=site.settings.secure)
    return answer


@router.get("/sign-in/staff")
async def show_staff(request: Request, viewer: Anyone, next: Next = "/") -> Response:  # noqa: A002  # the field's name
    """Ask trainers and admins for their sign-in name and password."""
    return _staff_page(request, viewer, {"login": "", "next": safe_next(next)})


@router.post("/sign-in/staff", **takes(StaffSignInForm))
async def come_back_staff(request: Request, viewer: Anyone) -> Response:
    """Sign staff in."""
    site = site_of(request)
    form = await submitted(request)
    typed = {"login": one(form, "login")[:60], "next": safe_next(one(form, "next"))}
    person = await site.database.read(person_with_login, typed["login"].strip())
    try:
        if person is None or person.id is None:
            await site.aside(waste_the_same_time, one(form, "password")[:200])
            raise RefusedError("password", "wrong-password")
        token = await _try(site, [person.id], one(form, "password")[:200])
    except RefusedError as refused:
        return _staff_page(request, viewer, typed, refused)
    answer = RedirectResponse(typed["next"], 303)
    site.cookie.write(answer, token)
    return answer


@router.post("/sign-out")
async def go(request: Request, viewer: Anyone) -> Response:
    """Sign this browser out; it keeps nothing of the person."""
    site = site_of(request)
    token = site.cookie.token(request)
    if viewer and token:
        await site.database.write(end_sign_in, fingerprint(token))
    answer = RedirectResponse("/", 303)
    site.cookie.clear(answer)
    answer.headers["clear-site-data"] = '"cache"'
    return answer


async def _candidates(site: Site, code: str, name: str) -> list[Member]:
    """Find who may be meant. Raises RefusedError for an unknown code or name."""
    enterprise = await site.database.read(enterprise_with_code, code)
    if enterprise is None or enterprise.id is None:
        raise RefusedError("code", "unknown-code")
    found = await site.database.read(members_named, enterprise.id, fold(name))
    if not found:
        raise RefusedError("name", "unknown-name")
    return found


def _meant(candidates: list[Member], person: str) -> list[Member]:
    """Give the candidate that was chosen from the list; all of them where none was."""
    return [each for each in candidates if str(each.person_id) == person] or candidates


async def _try(site: Site, people_ids: list[int], secret: str) -> str:
    """Try a PIN or password and give the token of the new sign-in. Raises RefusedError, WhichOneError."""
    if len(people_ids) > MOST_TRIED:
        raise WhichOneError
    try:
        tries = await site.database.write(begin_tries, people_ids, now())
    except Locked as locked:
        raise RefusedError("pin", "locked", until=locked.until) from locked
    fitting = await site.aside(_fitting, secret, tries)
    if len(fitting) > 1:
        await site.database.write(take_back, tries)
        raise WhichOneError
    left = max(each.tries_left for each in tries)
    if not fitting:
        raise RefusedError("pin", "wrong-pin" if left else "locked-now", left)
    token, others = new_token(), [each for each in tries if each not in fitting]
    if not await site.database.write(sign_in, fitting[0], others, token, now()):
        raise RefusedError("pin", "wrong-pin", left)
    return token


def _fitting(secret: str, tries: list[Try]) -> list[Try]:
    """Give those whose PIN it is. All are compared whichever fits, so that the time taken does not tell."""
    return [each for each in tries if matches(secret, each.secret_hash)]


def _page(
    site: Site,
    request: Request,
    viewer: Anyone,
    typed: dict[str, str],
    meant: list[Member] | None = None,
    refused: RefusedError | None = None,
) -> Response:
    """Ask, again if something was wrong; where several people may be meant, also which one it is."""
    meant = meant or []
    return site.answer(
        request,
        viewer,
        "sign_in/show.html",
        status=422 if refused else 200,
        typed=typed,
        candidates=meant if len(meant) > 1 else [],
        refused=refused,
        person=meant[0].person_id if len(meant) == 1 else "",
        wait=_minutes(refused),
    )


def _staff_page(
    request: Request, viewer: Anyone, typed: dict[str, str], refused: RefusedError | None = None
) -> Response:
    return site_of(request).answer(
        request,
        viewer,
        "sign_in/staff.html",
        status=422 if refused else 200,
        typed=typed,
        refused=refused,
        wait=_minutes(refused),
    )


def _minutes(refused: RefusedError | None) -> int:
    """Give how many minutes to wait, rounded up, at least one."""
    if refused is None or refused.until is None:
        return 1
    return max(1, -int((now() - refused.until).total_seconds() // 60))
