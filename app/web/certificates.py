"""Certificates: the holder's own page and file, and the check that is open to everybody.

Everything shown is the record as it was stored on the day of issue.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from app.certificates.models import Certificate
from app.certificates.numbers import LENGTH, LOOK_ALIKES, is_number, shown_number, tidy_number
from app.certificates.pdf import CertificatePrint, render
from app.certificates.queries import certificate_with_number
from app.enterprises.queries import Viewer
from app.i18n import interface_language
from app.reporting.held_certificates import certificate_for
from app.web.certificate_print import details, in_print, learning_time
from app.web.dependencies import Anyone, SignedIn
from app.web.errors import NotFoundError
from app.web.page_route import PageRoute
from app.web.qr import qr
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)
LONGEST = 60
"""More than anybody types for a number; what is longer is cut."""


@router.get("/certificates/{number}.pdf")
async def file(request: Request, viewer: SignedIn, number: str) -> Response:
    """Give the certificate as a PDF file. There is none of a withdrawn certificate."""
    site = site_of(request)
    found = await _seen_by(site, viewer, number)
    if found.revoked_at:
        raise NotFoundError
    headers = {
        "content-disposition": f'inline; filename="certificate-{shown_number(found.number)}.pdf"',
        "cache-control": "private, no-store",
    }
    return Response(await site.aside(render, _print(site, found)), 200, headers, "application/pdf")


@router.get("/certificates/{number}")
async def show(request: Request, viewer: SignedIn, number: str) -> Response:
    """Show a certificate to its holder, the manager of their enterprise, or an admin."""
    site = site_of(request)
    found = await _seen_by(site, viewer, number)
    return site.answer(
        request,
        viewer,
        "certificates/show.html",
        certificate=found,
        number=shown_number(found.number),
        sheet=_print(site, found),
        own=found.person_id == viewer.person_id,
        qr=qr,
    )


@router.get("/c")
async def ask(request: Request, viewer: Anyone, number: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """Ask everybody for the number on a certificate, or go on with the one that was typed."""
    if number.strip():
        return RedirectResponse(f"/c/{shown_number(tidy_number(number)) or '-'}", 303)
    return _unlisted(site_of(request).answer(request, viewer, "certificates/check.html", typed="", hint=""))


@router.get("/c/{number}")
async def check(request: Request, viewer: Anyone, number: str) -> Response:
    """Say whether a certificate is real, withdrawn or unknown. Nobody signs in for this, and nobody is followed."""
    site = site_of(request)
    tidied = tidy_number(number[:LONGEST])
    found = await site.database.read(certificate_with_number, tidied) if is_number(tidied) else None
    if found is None:
        page = {"typed": number[:LONGEST], "hint": slip(number[:LONGEST])}
        return _unlisted(site.answer(request, viewer, "certificates/check.html", status=404, **page))
    language = interface_language(site.publication.library.chain(site.content_language(request, viewer)))
    return _unlisted(
        site.answer(
            request,
            viewer,
            "certificates/verdict.html",
            certificate=found,
            number=shown_number(found.number),
            details=details(found, language),
            time=learning_time(found, language),
        )
    )


def slip(typed: str) -> str:
    """Say what is likely wrong with a number that is not known: "length", "letters", "slip" or "unknown"."""
    tidied = tidy_number(typed)
    if len(tidied) != LENGTH:
        return "length"
    if is_number(tidied):
        return "unknown"
    kept = "".join(each for each in typed.upper() if each.isalnum())
    return "letters" if kept != kept.translate(LOOK_ALIKES) else "slip"


def _print(site: Site, certificate: Certificate) -> CertificatePrint:
    return in_print(certificate, site.publication.library.course, site.settings.address)


async def _seen_by(site: Site, viewer: Viewer, number: str) -> Certificate:
    found = await site.database.read(certificate_for, viewer, number)
    if found is None:
        raise NotFoundError
    return found


def _unlisted(answer: Response) -> Response:
    """Keep the page out of search engines: it names a person."""
    answer.headers["x-robots-tag"] = "noindex, nofollow"
    return answer
