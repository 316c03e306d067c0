"""Enterprises, for admins: a new one, its people, its manager's invitation, and the gates of modules."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, StringConstraints
from starlette.responses import RedirectResponse, Response

from app.accounts.names import fold, tidy
from app.accounts.secrets import new_token
from app.clock import now
from app.enterprises.actions import INVITATION_LASTS
from app.enterprises.codes import tidy_code
from app.enterprises.errors import UnknownCode
from app.enterprises.queries import Member, enterprise_with_code, member
from app.i18n import interface_language
from app.journeys.create_enterprise import create_enterprise
from app.journeys.invite import invite_manager
from app.journeys.open_gate import close_gate, open_gate
from app.questions.question import Form
from app.reporting.enterprise_people import EnterpriseView, enterprise_view
from app.web.admin import country_in
from app.web.countries import countries
from app.web.dependencies import AdminOnly
from app.web.errors import NotFoundError
from app.web.forms import check, one, submitted, takes
from app.web.site import Site, site_of
from app.web.team import PersonId, hand_out_pin, module_titles, pin_page

router = APIRouter(prefix="/admin/enterprises")


LONGEST_ENTERPRISE_NAME = 120


def _a_name(value: str) -> str:
    tidied = tidy(value)
    if not fold(tidied) or len(tidied) > LONGEST_ENTERPRISE_NAME:
        raise ValueError("no name that can be kept")
    return tidied


def _a_country(code: str) -> str:
    if code not in countries("en"):
        raise ValueError("no country")
    return code


class EnterpriseForm(BaseModel):
    """What an admin says of an enterprise that joins the programme. `country` is an ISO 3166 code."""

    name: Annotated[str, AfterValidator(_a_name)]
    country: Annotated[str, AfterValidator(_a_country)]


class GateForm(BaseModel):
    """Whether a module is open to an enterprise ahead of its prerequisites."""

    open: Annotated[str, StringConstraints(pattern="^(yes|no)$")]


@router.get("/new")
async def new(request: Request, viewer: AdminOnly) -> Response:
    """Ask for the name and the country of an enterprise."""
    return _form_page(request, viewer, {}, {})


@router.post("", **takes(EnterpriseForm))
async def create(request: Request, viewer: AdminOnly) -> Response:
    """Take an enterprise into the programme."""
    form = await submitted(request)
    wanted, faults = check(EnterpriseForm, form)
    if wanted is None:
        return _form_page(request, viewer, form, faults)
    code = await site_of(request).database.write(
        create_enterprise, wanted.name, wanted.country, viewer.person_id, now()
    )
    return RedirectResponse(f"/admin/enterprises/{code}", 303)


@router.get("/{code}")
async def show(request: Request, viewer: AdminOnly, code: str) -> Response:
    """Show an enterprise: its people, how they join, its gates."""
    return await _page(request, viewer, code)


@router.post("/{code}/invitations")
async def invite(request: Request, viewer: AdminOnly, code: str) -> Response:
    """Invite a manager, and show the link, this once: only its fingerprint is kept."""
    site, token = site_of(request), new_token()
    try:
        await site.database.write(invite_manager, tidy_code(code), token, viewer.person_id, now())
    except UnknownCode as unknown:
        raise NotFoundError from unknown
    return await _page(request, viewer, code, invitation=invitation_address(site, token))


@router.get("/{code}/people/{person_id}/pin-reset")
async def ask_pin_reset(request: Request, viewer: AdminOnly, code: str, person_id: PersonId) -> Response:
    """Ask whether to make a new PIN, which managers who forgot theirs can get nowhere else."""
    _, found = await _member(site_of(request), code, person_id)
    return pin_page(request, viewer, found.name, None, back=f"/admin/enterprises/{tidy_code(code)}")


@router.post("/{code}/people/{person_id}/pin-reset")
async def give_new_pin(request: Request, viewer: AdminOnly, code: str, person_id: PersonId) -> Response:
    """Make a new PIN and show it, this once."""
    site = site_of(request)
    enterprise_id, found = await _member(site, code, person_id)
    pin = await hand_out_pin(site, enterprise_id, person_id)
    return pin_page(request, viewer, found.name, pin, back=f"/admin/enterprises/{tidy_code(code)}")


async def _member(site: Site, code: str, person_id: int) -> tuple[int, Member]:
    """Find somebody of the enterprise with this code. Raises NotFoundError."""
    enterprise = await site.database.read(enterprise_with_code, tidy_code(code))
    if enterprise is None or enterprise.id is None:
        raise NotFoundError
    found = await site.database.read(member, enterprise.id, person_id)
    if found is None:
        raise NotFoundError
    return enterprise.id, found


@router.post("/{code}/gates/{module_id}", **takes(GateForm))
async def set_gate(request: Request, viewer: AdminOnly, code: str, module_id: str) -> Response:
    """Open a module to the enterprise ahead of its prerequisites, or ask for those again."""
    site = site_of(request)
    wanted, _ = check(GateForm, await submitted(request))
    if wanted is None:
        return await _page(request, viewer, code, status=422)
    library, tidied = site.publication.library, tidy_code(code)
    try:
        if wanted.open == "yes":
            await site.database.write(open_gate, library, tidied, module_id, viewer.person_id, now())
        else:
            await site.database.write(close_gate, library, tidied, module_id)
    except UnknownCode as unknown:
        raise NotFoundError from unknown
    return RedirectResponse(f"/admin/enterprises/{tidied}#gates", 303)


def invitation_address(site: Site, token: str) -> str:
    """Give the address that an invited person opens."""
    return f"{site.settings.address}/invitations/{token}"


async def _page(
    request: Request, viewer: AdminOnly, code: str, *, invitation: str | None = None, status: int = 200
) -> Response:
    site = site_of(request)
    library = site.publication.library
    found: EnterpriseView | None = await site.database.report(enterprise_view, library, tidy_code(code))
    if found is None:
        raise NotFoundError
    language = site.content_language(request, viewer)
    return site.answer(
        request,
        viewer,
        "admin/enterprise.html",
        status=status,
        view=found,
        titles=module_titles(library, language),
        country=country_in(site, language),
        gated=[module for module in library.published if library.prerequisites(module)],
        join_address=f"{site.settings.address}/join/{found.enterprise.code}",
        invitation=invitation,
        days=INVITATION_LASTS.days,
    )


def _form_page(request: Request, viewer: AdminOnly, form: Form, faults: dict[str, str]) -> Response:
    site = site_of(request)
    language = interface_language(site.publication.library.chain(site.content_language(request, viewer)))
    typed: dict[str, Any] = {name: one(form, name) for name in ("name", "country")}
    return site.answer(
        request,
        viewer,
        "admin/new_enterprise.html",
        status=422 if faults else 200,
        typed=typed,
        faults=faults,
        countries=countries(language),
    )
