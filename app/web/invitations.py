"""Accepting an invitation: a member by one button, a new manager with a name and a PIN, staff with a password."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, StringConstraints, ValidationInfo, field_validator
from starlette.responses import RedirectResponse, Response

from app.accounts.errors import LoginTaken
from app.accounts.names import LONGEST_NAME
from app.accounts.secrets import PASSWORD_LENGTH, hash_secret, new_token
from app.clock import now
from app.enterprises.errors import InvitationUnusable, NameTaken
from app.enterprises.queries import Viewer
from app.journeys.accept_invitation import (
    NewStaff,
    Offer,
    accept_as_member,
    accept_as_newcomer,
    accept_as_staff,
    offer,
)
from app.journeys.join_enterprise import Newcomer
from app.questions.question import Form
from app.web.dependencies import Anyone
from app.web.digits import western
from app.web.forms import check, one, submitted
from app.web.join import Name, NewPin, PerhapsName
from app.web.page_route import PageRoute
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)
LONGEST_PASSWORD = 200


def _the_same(value: str, info: ValidationInfo, field: str) -> str:
    if field in info.data and value != info.data[field]:
        raise ValueError("differs")
    return value


class ManagerForm(BaseModel):
    """What a new manager says: a name and a PIN, twice."""

    given_name: Name
    family_name: PerhapsName = ""
    pin: NewPin
    pin_again: Annotated[str, AfterValidator(western)]

    @field_validator("pin_again")
    @classmethod
    def _again(cls, value: str, info: ValidationInfo) -> str:
        return _the_same(value, info, "pin")


def _a_login(value: str) -> str:
    folded = value.casefold()
    if len(folded) > LONGEST_NAME:
        raise ValueError("too long once its letters are made small")
    return folded


class StaffForm(BaseModel):
    """What new staff say: a name, a name to sign in with, and a password, twice."""

    given_name: Name
    family_name: PerhapsName = ""
    login: Annotated[
        str, StringConstraints(strip_whitespace=True, pattern=r"^[^\s\x00-\x1f\x7f]{3,60}$"), AfterValidator(_a_login)
    ]
    password: Annotated[str, StringConstraints(min_length=PASSWORD_LENGTH, max_length=LONGEST_PASSWORD)]
    password_again: str

    @field_validator("password_again")
    @classmethod
    def _again(cls, value: str, info: ValidationInfo) -> str:
        return _the_same(value, info, "password")


@router.get("/invitations/{token}")
async def show(request: Request, viewer: Anyone, token: str) -> Response:
    """Say what the invitation gives, and ask what it needs."""
    site = site_of(request)
    try:
        offered = await site.database.read(offer, token, now())
    except InvitationUnusable as unusable:
        return _unusable(request, viewer, unusable)
    return _page(request, viewer, offered, {}, {})


@router.post("/invitations/{token}")
async def accept(request: Request, viewer: Anyone, token: str) -> Response:
    """Accept the invitation, in the way that fits who asks."""
    site = site_of(request)
    form = await submitted(request)
    try:
        offered = await site.database.read(offer, token, now())
        if offered.gives != "manager":
            return await _join_staff(request, viewer, offered, token, form)
        if viewer and is_colleague(viewer, offered):
            await site.database.write(accept_as_member, token, viewer.person_id, now())
            return RedirectResponse("/team", 303)
        return await _join_as_manager(request, viewer, offered, token, form)
    except InvitationUnusable as unusable:
        return _unusable(request, viewer, unusable)


async def _join_as_manager(request: Request, viewer: Anyone, offered: Offer, token: str, form: Form) -> Response:
    site, cookie = site_of(request), new_token()
    wanted, faults = check(ManagerForm, form)
    if wanted is None:
        return _page(request, viewer, offered, form, faults)
    newcomer = Newcomer(
        wanted.given_name,
        wanted.family_name or None,
        None,
        "manager",
        site.content_language(request, viewer),
        await site.aside(hash_secret, wanted.pin),
    )
    try:
        await site.database.write(accept_as_newcomer, token, newcomer, cookie, now())
    except NameTaken:
        return _page(request, viewer, offered, form, {"given_name": "taken"})
    return _signed_in(site, cookie, "/team")


async def _join_staff(request: Request, viewer: Anyone, offered: Offer, token: str, form: Form) -> Response:
    site, cookie = site_of(request), new_token()
    wanted, faults = check(StaffForm, form)
    if wanted is None:
        return _page(request, viewer, offered, form, faults)
    staff = NewStaff(
        wanted.given_name,
        wanted.family_name or None,
        wanted.login,
        site.content_language(request, viewer),
        await site.aside(hash_secret, wanted.password),
    )
    try:
        await site.database.write(accept_as_staff, token, staff, cookie, now())
    except LoginTaken:
        return _page(request, viewer, offered, form, {"login": "taken"})
    return _signed_in(site, cookie, "/admin" if offered.gives == "admin" else "/trainer")


def is_colleague(viewer: Viewer | None, offered: Offer) -> bool:
    """Say whether somebody is a member of the enterprise that an invitation is for."""
    return viewer is not None and offered.enterprise_id is not None and viewer.enterprise_id == offered.enterprise_id


def _signed_in(site: Site, token: str, address: str) -> Response:
    answer = RedirectResponse(address, 303)
    site.cookie.write(answer, token)
    return answer


def _page(request: Request, viewer: Anyone, offered: Offer, form: Form, faults: dict[str, str]) -> Response:
    """Show what is offered, with what was typed, secrets apart, and what is wrong with it."""
    typed: dict[str, Any] = {name: one(form, name) for name in ("given_name", "family_name", "login")}
    return site_of(request).answer(
        request,
        viewer,
        "invitations/show.html",
        status=422 if faults else 200,
        offered=offered,
        colleague=is_colleague(viewer, offered),
        typed=typed,
        faults=faults,
        password_length=PASSWORD_LENGTH,
    )


def _unusable(request: Request, viewer: Anyone, unusable: InvitationUnusable) -> Response:
    status = 404 if unusable.reason == "unknown" else 410
    return site_of(request).answer(request, viewer, "invitations/unusable.html", status=status, reason=unusable.reason)
