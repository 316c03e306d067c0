"""Certificates, for admins: finding one, and withdrawing it with a reason."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, BaseModel, StringConstraints
from starlette.responses import RedirectResponse, Response

from app.accounts.names import tidy
from app.certificates.errors import NoSuchCertificate
from app.certificates.numbers import shown_number, tidy_number
from app.certificates.queries import certificate_with_number
from app.clock import now
from app.journeys.revoke_certificate import revoke_certificate
from app.questions.question import Form
from app.reporting.held_certificates import MOST_FOUND, find_certificates
from app.web.dependencies import AdminOnly
from app.web.errors import NotFoundError
from app.web.forms import check, one, submitted, takes
from app.web.site import site_of

router = APIRouter(prefix="/admin/certificates")


class RevocationForm(BaseModel):
    """Why a certificate is withdrawn. Everybody who checks it reads this."""

    reason: Annotated[str, AfterValidator(tidy), StringConstraints(min_length=1, max_length=500)]


@router.get("")
async def show(request: Request, viewer: AdminOnly, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    """List certificates, the newest first, or those with a number or a part of a name."""
    site = site_of(request)
    words = tidy(q.replace("\x00", ""))
    found = await site.database.report(find_certificates, words)
    return site.answer(
        request, viewer, "admin/certificates.html", found=found, words=words, shown_number=shown_number, most=MOST_FOUND
    )


@router.get("/{number}/revocation")
async def ask(request: Request, viewer: AdminOnly, number: str) -> Response:
    """Ask why a certificate is to be withdrawn."""
    return await _page(request, viewer, number, {}, {})


@router.post("/{number}/revocation", **takes(RevocationForm))
async def revoke(request: Request, viewer: AdminOnly, number: str) -> Response:
    """Withdraw a certificate."""
    form = await submitted(request)
    wanted, faults = check(RevocationForm, form)
    if wanted is None:
        return await _page(request, viewer, number, form, faults)
    try:
        await site_of(request).database.write(revoke_certificate, tidy_number(number), wanted.reason, now())
    except NoSuchCertificate as unknown:
        raise NotFoundError from unknown
    return RedirectResponse(f"/admin/certificates?q={tidy_number(number)}", 303)


async def _page(request: Request, viewer: AdminOnly, number: str, form: Form, faults: dict[str, str]) -> Response:
    site = site_of(request)
    found = await site.database.report(certificate_with_number, tidy_number(number))
    if found is None:
        raise NotFoundError
    return site.answer(
        request,
        viewer,
        "admin/revocation.html",
        status=422 if faults else 200,
        certificate=found,
        number=shown_number(found.number),
        reason=one(form, "reason"),
        faults=faults,
    )
