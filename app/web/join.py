"""Joining: by the poster's link or by typing its code; a name and a PIN, no e-mail."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, BaseModel, StringConstraints
from starlette.responses import RedirectResponse, Response

from app.accounts.names import LONGEST_NAME, fold, tidy
from app.accounts.secrets import hash_secret, is_weak_pin, new_token
from app.clock import now
from app.enterprises.codes import tidy_code
from app.enterprises.errors import NameTaken, UnknownCode
from app.enterprises.models import Enterprise
from app.enterprises.queries import enterprise_with_code
from app.journeys.join_enterprise import Newcomer, join_enterprise
from app.questions.question import Form
from app.web.dependencies import Anyone
from app.web.digits import western
from app.web.forms import Faults, check, one, submitted, takes
from app.web.page_route import PageRoute
from app.web.remembered import remember_code
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)


def a_name(value: str) -> str:
    """Read a name: tidied, with a letter in it, no longer than can be kept. Raises ValueError."""
    tidied = tidy(value)
    if not fold(tidied) or len(tidied) > LONGEST_NAME:
        raise ValueError("no name that can be kept")
    return tidied


def _perhapsa_name(value: str) -> str | None:
    return a_name(value) if tidy(value) else None


def _strong(pin: str) -> str:
    if is_weak_pin(pin):
        raise ValueError("weak")
    return pin


Name = Annotated[str, StringConstraints(max_length=60), AfterValidator(a_name)]
PerhapsName = Annotated[str, StringConstraints(max_length=60), AfterValidator(_perhapsa_name)]
NewPin = Annotated[str, AfterValidator(western), StringConstraints(pattern=r"^[0-9]{4}$"), AfterValidator(_strong)]


class JoinForm(BaseModel):
    """What somebody says who joins."""

    given_name: Name
    family_name: PerhapsName = ""
    nickname: PerhapsName = ""
    track: Literal["worker", "manager"]
    pin: NewPin


@router.get("/join")
async def ask_for_code(request: Request, viewer: Anyone, code: Annotated[str, Query(max_length=40)] = "") -> Response:
    """Ask for the workplace code, or go on with the one that was typed."""
    site = site_of(request)
    if not code:
        return site.answer(request, viewer, "join/code.html", code="", unknown=False)
    if await site.database.read(enterprise_with_code, tidy_code(code)):
        return RedirectResponse(f"/join/{tidy_code(code)}", 303)
    return site.answer(request, viewer, "join/code.html", status=404, code=code, unknown=True)


@router.get("/join/{code}")
async def show(request: Request, viewer: Anyone, code: str) -> Response:
    """Ask who joins, and say which workplace it is."""
    site = site_of(request)
    enterprise = await site.database.read(enterprise_with_code, tidy_code(code))
    if enterprise is None:
        return site.answer(request, viewer, "join/code.html", status=404, code=code[:40], unknown=True)
    return _form_page(site, request, viewer, enterprise, {}, Faults())


@router.post("/join/{code}", **takes(JoinForm))
async def join(request: Request, viewer: Anyone, code: str) -> Response:
    """Add the newcomer and sign them in."""
    site = site_of(request)
    enterprise = await site.database.read(enterprise_with_code, tidy_code(code))
    if enterprise is None:
        return site.answer(request, viewer, "join/code.html", status=404, code=code[:40], unknown=True)
    form = await submitted(request)
    wanted, faults = check(JoinForm, form)
    if wanted is None:
        return _form_page(site, request, viewer, enterprise, form, faults)
    token = new_token()
    newcomer = Newcomer(
        wanted.given_name,
        wanted.family_name or None,
        wanted.nickname or None,
        wanted.track,
        site.content_language(request, viewer),
        await site.aside(hash_secret, wanted.pin),
    )
    try:
        await site.database.write(join_enterprise, enterprise.code, newcomer, token, now())
    except NameTaken:
        return _form_page(site, request, viewer, enterprise, form, Faults(nickname="taken"), status=409)
    except UnknownCode:
        return site.answer(request, viewer, "join/code.html", status=404, code=code[:40], unknown=True)
    answer = RedirectResponse("/", 303)
    site.cookie.write(answer, token)
    remember_code(answer, enterprise.code, secure=site.settings.secure)
    return answer


def _form_page(
    site: Site,
    request: Request,
    viewer: Anyone,
    enterprise: Enterprise,
    form: Form,
    faults: Faults,
    status: int = 200,
) -> Response:
    """Show the form with what was typed, the PIN apart, and what is wrong with it."""
    names = ("given_name", "family_name", "nickname", "track")
    return site.answer(
        request,
        viewer,
        "join/show.html",
        status=422 if faults and status == 200 else status,
        enterprise=enterprise,
        typed={name: one(form, name) for name in names},
        faults=faults,
        twin="nickname" in faults or bool(one(form, "nickname")),
    )
