"""Who runs the programme: admins and trainers, and the links that make new ones."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from app.accounts.secrets import new_token
from app.clock import now
from app.enterprises.actions import INVITATION_LASTS
from app.journeys.invite import invite_staff
from app.reporting.staff import staff
from app.web.admin_enterprises import invitation_address
from app.web.dependencies import AdminOnly
from app.web.forms import check, submitted, takes
from app.web.site import site_of

router = APIRouter(prefix="/admin/staff")


class InvitationForm(BaseModel):
    """Which right the invitation gives."""

    gives: Literal["admin", "trainer"]


@router.get("")
async def show(request: Request, viewer: AdminOnly) -> Response:
    """List the staff."""
    return await _page(request, viewer)


@router.post("/invitations", **takes(InvitationForm))
async def invite(request: Request, viewer: AdminOnly) -> Response:
    """Invite an admin or a trainer, and show the link, this once."""
    site, token = site_of(request), new_token()
    wanted, faults = check(InvitationForm, await submitted(request))
    if wanted is None:
        return await _page(request, viewer, faults=faults)
    await site.database.write(invite_staff, wanted.gives, token, viewer.person_id, now())
    return await _page(request, viewer, gives=wanted.gives, invitation=invitation_address(site, token))


async def _page(
    request: Request,
    viewer: AdminOnly,
    *,
    gives: str = "",
    invitation: str | None = None,
    faults: dict[str, str] | None = None,
) -> Response:
    site = site_of(request)
    return site.answer(
        request,
        viewer,
        "admin/staff.html",
        status=422 if faults else 200,
        staff=await site.database.report(staff),
        gives=gives,
        invitation=invitation,
        faults=faults or {},
        days=INVITATION_LASTS.days,
    )
