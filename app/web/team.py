"""The manager's pages: who of their enterprise is where, the poster to join by, a hand for who is locked out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from app.accounts.secrets import hash_secret
from app.clock import now
from app.content.models import Library
from app.enterprises.errors import NoSuchPerson
from app.enterprises.queries import Member, Viewer, member
from app.journeys.reset_pin import new_pin, reset_pin
from app.journeys.unlock_person import unlock_person
from app.reporting.board import QUIET, board
from app.web.dependencies import ManagerOnly
from app.web.page_route import PageRoute
from app.web.qr import qr
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)
PersonId = Annotated[int, Path(ge=1, le=2**31 - 1)]
"""A person's id as the databases can hold it."""


@router.get("/team")
async def show(request: Request, viewer: ManagerOnly) -> Response:
    """Show the board: people by modules, those who need help first."""
    site = site_of(request)
    library = site.publication.library
    found = await site.database.report(board, library, _enterprise(viewer), now())
    titles = module_titles(library, site.content_language(request, viewer))
    return site.answer(
        request,
        viewer,
        "team/show.html",
        board=found,
        titles={module: titles[module] for module in found.begun},
        untouched=[title for module, title in titles.items() if module not in found.begun],
        join_address=join_address(site, viewer),
        quiet_days=QUIET.days,
    )


@router.get("/team/poster")
async def poster(request: Request, viewer: ManagerOnly) -> Response:
    """Show a sheet to print: how to join, with the code and its QR."""
    site = site_of(request)
    address = join_address(site, viewer)
    return site.answer(request, viewer, "team/poster.html", join_address=address, qr=qr)


@router.post("/team/people/{person_id}/unlocking")
async def unlock(request: Request, viewer: ManagerOnly, person_id: PersonId) -> Response:
    """Let somebody try their PIN again at once."""
    await site_of(request).database.write(unlock_person, _enterprise(viewer), person_id)
    return RedirectResponse("/team", 303)


@router.get("/team/people/{person_id}/pin-reset")
async def ask_pin_reset(request: Request, viewer: ManagerOnly, person_id: PersonId) -> Response:
    """Say what a new PIN means, and ask whether to make one."""
    site = site_of(request)
    found = await site.database.read(member, _enterprise(viewer), person_id)
    if found is None or not _may_reset(viewer, found):
        raise NoSuchPerson(person_id)
    return pin_page(request, viewer, found.name, None, back="/team")


@router.post("/team/people/{person_id}/pin-reset")
async def give_new_pin(request: Request, viewer: ManagerOnly, person_id: PersonId) -> Response:
    """Make a new PIN and show it, this once: only its hash is kept."""
    site = site_of(request)
    found = await site.database.read(member, _enterprise(viewer), person_id)
    if found is None or not _may_reset(viewer, found):
        raise NoSuchPerson(person_id)
    pin = await hand_out_pin(site, _enterprise(viewer), person_id)
    return pin_page(request, viewer, found.name, pin, back="/team")


async def hand_out_pin(site: Site, enterprise_id: int, person_id: int) -> str:
    """Make a new PIN for a member, whose old one stops at once, and give it. Raises NoSuchPerson."""
    pin = new_pin()
    await site.database.write(reset_pin, enterprise_id, person_id, await site.aside(hash_secret, pin))
    return pin


def pin_page(request: Request, viewer: Viewer, name: str, pin: str | None, *, back: str) -> Response:
    """Show a new PIN, this once, or ask whether to make one where there is none yet."""
    template, here = "team/pin_reset.html", request.url.path
    return site_of(request).answer(request, viewer, template, name=name, pin=pin, back=back, here=here)


def _may_reset(viewer: Viewer, found: Member) -> bool:
    """Say whether a manager may give somebody a new PIN: workers and themselves; other managers ask an admin."""
    return not found.manages or found.person_id == viewer.person_id


def join_address(site: Site, viewer: Viewer) -> str:
    """Give the address under which people join the viewer's enterprise."""
    return f"{site.settings.address}/join/{viewer.enterprise_code}"


def module_titles(library: Library, language: str) -> dict[str, tuple[str, str]]:
    """Give each published module's title and the language it is in, by id, in the order of the course."""
    chain = library.chain(language)
    texts = {module.id: module.text(chain) for module in library.published}
    return {ident: (text.title, text.language) for ident, text in texts.items()}


def _enterprise(viewer: Viewer) -> int:
    assert viewer.enterprise_id is not None
    return viewer.enterprise_id
