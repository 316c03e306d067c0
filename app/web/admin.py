"""The programme at a glance, for admins: numbers, completion by module and track, enterprises, and all of it as CSV.

What is selected stands in the address, so that a view can be kept and shared; the CSV file holds exactly that.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response, StreamingResponse

from app.clock import now
from app.content.models import Library
from app.enterprises.codes import tidy_code
from app.i18n import interface_language
from app.reporting.completion_csv import enterprise_lines, heading
from app.reporting.programme import Selection, Workplace, chosen_workplaces, overview, workplaces
from app.web.countries import country_name
from app.web.dependencies import AdminOnly
from app.web.errors import NotFoundError
from app.web.page_route import PageRoute
from app.web.site import Site, site_of
from app.web.team import module_titles

router = APIRouter(route_class=PageRoute)
Choice = Annotated[str, Query(max_length=48)]


def selection(enterprise: Choice = "", track: Choice = "", module: Choice = "") -> Selection:
    """Read what part of the programme an address selects; an empty choice is all. Raises NotFoundError."""
    match track:
        case "" | "worker" | "manager":
            return Selection(tidy_code(enterprise) or None, track or None, module or None)
    raise NotFoundError


Selected = Annotated[Selection, Depends(selection)]


@router.get("/admin")
async def show(request: Request, viewer: AdminOnly, selected: Selected) -> Response:
    """Show the numbers of the selection."""
    site = site_of(request)
    library = site.publication.library
    known = await site.database.report(workplaces)
    _check(library, known, selected)
    language = site.content_language(request, viewer)
    return site.answer(
        request,
        viewer,
        "admin/show.html",
        overview=await site.database.report(overview, library, selected, now()),
        selected=selected,
        workplaces=known,
        titles=module_titles(library, language),
        country=country_in(site, language),
        csv_address=f"/admin/completion.csv{_query(selected)}",
    )


@router.get("/admin/completion.csv")
async def completion_csv(request: Request, viewer: AdminOnly, selected: Selected) -> Response:
    """Give the selection as CSV: a line for each person and module. It is made while it is sent, by enterprise."""
    site = site_of(request)
    library = site.publication.library
    known = await site.database.report(workplaces)
    _check(library, known, selected)
    chosen = await site.database.report(chosen_workplaces, selected)
    headers = {
        "content-disposition": f'attachment; filename="completion-{now():%Y-%m-%d}.csv"',
        "cache-control": "private, no-store",
    }
    return StreamingResponse(_lines(site, library, chosen, selected), 200, headers, "text/csv; charset=utf-8")


async def _lines(site: Site, library: Library, chosen: list[Workplace], selected: Selection) -> AsyncIterator[str]:
    yield heading()
    for workplace in chosen:
        yield await site.database.report(enterprise_lines, library, workplace, selected)


def country_in(site: Site, language: str) -> Any:
    """Give the function that names countries in the interface's language."""
    interface = interface_language(site.publication.library.chain(language))
    return lambda code: country_name(code, interface)


def _check(library: Library, known: list[Workplace], selected: Selection) -> None:
    """Refuse a selection of what there is not, lest an empty table look like an answer. Raises NotFoundError."""
    if selected.enterprise and selected.enterprise not in {each.code for each in known}:
        raise NotFoundError
    if selected.module and selected.module not in {each.id for each in library.published}:
        raise NotFoundError


def _query(selected: Selection) -> str:
    chosen = {"enterprise": selected.enterprise, "track": selected.track, "module": selected.module}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"?{query}" if query else ""
