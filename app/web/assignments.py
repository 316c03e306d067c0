"""The task at work that goes with a module: what to do, and the learner's word that it is done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, StringConstraints
from starlette.responses import RedirectResponse, Response

from app.clock import now
from app.database import Session
from app.enterprises.queries import Viewer
from app.journeys.declare_assignment_done import declare_assignment_done
from app.learning.queries import assignments_declared
from app.web.dependencies import LearnerOnly, as_learner
from app.web.errors import NotFoundError
from app.web.forms import Faults, check, one, submitted, takes
from app.web.modules import module_view
from app.web.page_route import PageRoute
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)
LONGEST_NOTE = 2000


def _perhaps(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


class DeclarationForm(BaseModel):
    """The word that the task is done, and a note on how it went, if they like."""

    done: Annotated[str, StringConstraints(pattern="^yes$")]
    note: Annotated[str, AfterValidator(_perhaps), StringConstraints(max_length=LONGEST_NOTE)] = ""


@router.get("/modules/{module_id}/assignment")
async def show(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Show the task, and whether it is declared done."""
    site = site_of(request)
    return await _page(site, request, viewer, module_id, Faults(), "")


@router.post("/modules/{module_id}/assignment/declaration", **takes(DeclarationForm))
async def declare(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Note the learner's word, and go on: to the certificate, if this was the last step."""
    site = site_of(request)
    form = await submitted(request)
    wanted, faults = check(DeclarationForm, form)
    if wanted is None:
        return await _page(site, request, viewer, module_id, faults, one(form, "note"))
    number = await site.database.write(
        declare_assignment_done,
        site.publication.library,
        site.settings.issuer,
        as_learner(viewer),
        module_id,
        wanted.note or None,
        now(),
    )
    return RedirectResponse(f"/certificates/{number}" if number else f"/modules/{module_id}", 303)


async def _page(site: Site, request: Request, viewer: Viewer, module_id: str, faults: Faults, note: str) -> Response:
    view = await module_view(site, request, viewer, module_id)
    if view.module.assignment is None:
        raise NotFoundError
    declared, kept = await site.database.read(_declared, viewer.person_id, module_id)
    chain = site.publication.library.chain(view.language)
    task = view.module.assignment.text(chain)
    return site.answer(
        request,
        viewer,
        "assignments/show.html",
        status=422 if faults else 200,
        view=view,
        task=task,
        criteria=task.criteria_for(view.track),
        text=view.module.text(chain),
        declared=declared,
        note=note or kept or "",
        faults=faults,
    )


def _declared(session: Session, person_id: int, module_id: str) -> tuple[bool, str | None]:
    notes = assignments_declared(session, person_id)
    return module_id in notes, notes.get(module_id)
