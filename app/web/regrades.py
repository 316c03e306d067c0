"""Answers marked again after a key was wrong: trainers see in numbers what it would change, admins whom, and do it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from app.assessment.errors import KeyChanged
from app.assessment.remarking import Remark
from app.certificates.numbers import shown_number
from app.clock import now
from app.database import Session
from app.enterprises.queries import Viewer
from app.journeys.regrade_question import Effect, effect_of_regrade, regrade_question
from app.reporting.regrades import flagged_certificates, names_of, regrades_made, waiting_regrades
from app.web.dependencies import AdminOnly, TrainerOnly
from app.web.errors import BadFormError
from app.web.forms import check, submitted, takes
from app.web.page_route import PageRoute
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)

MOST_LISTED = 500


class RegradeForm(BaseModel):
    """The revision of the key whose effect was shown: only that one is applied."""

    revision: str


@dataclass(frozen=True)
class Line:
    """What marking again means for one attempt of somebody."""

    name: str
    enterprise: str
    remark: Remark


@router.get("/trainer/modules/{module_id}/questions/{question_id}/regrade")
async def preview(request: Request, viewer: TrainerOnly, module_id: str, question_id: str) -> Response:
    """Say in numbers what marking the answers again would change."""
    site = site_of(request)
    effect = await site.database.report(effect_of_regrade, site.publication.library, module_id, question_id)
    return _page(request, viewer, effect, f"/trainer/modules/{module_id}/questions")


@router.get("/admin/regrades")
async def overview(request: Request, viewer: AdminOnly) -> Response:
    """List the questions whose answers an older key marks, what was marked again, and the certificates to look at."""
    site = site_of(request)
    library = site.publication.library
    return site.answer(
        request,
        viewer,
        "regrades/list.html",
        waiting=await site.database.report(waiting_regrades, library),
        made=await site.database.report(regrades_made),
        flagged=await site.database.report(flagged_certificates),
        chain=library.chain(site.content_language(request, viewer)),
        shown_number=shown_number,
    )


@router.get("/admin/regrades/{module_id}/{question_id}")
async def look(request: Request, viewer: AdminOnly, module_id: str, question_id: str) -> Response:
    """Say for whom marking the answers again would change what, and offer to do it."""
    return await _look(request, viewer, module_id, question_id)


@router.post("/admin/regrades/{module_id}/{question_id}", **takes(RegradeForm))
async def regrade(request: Request, viewer: AdminOnly, module_id: str, question_id: str) -> Response:
    """Mark the answers again."""
    site = site_of(request)
    form, _ = check(RegradeForm, await submitted(request))
    if form is None:
        raise BadFormError
    library, issuer = site.publication.library, site.settings.issuer
    try:
        await site.database.write_long(
            regrade_question, library, issuer, module_id, question_id, form.revision, viewer.person_id, now()
        )
    except KeyChanged:
        return await _look(request, viewer, module_id, question_id, changed=True)
    return RedirectResponse("/admin/regrades", 303)


async def _look(
    request: Request, viewer: Viewer, module_id: str, question_id: str, *, changed: bool = False
) -> Response:
    site = site_of(request)
    effect, lines = await site.database.report(_with_names, site, module_id, question_id)
    return _page(request, viewer, effect, "/admin/regrades", lines, changed=changed)


def _with_names(session: Session, site: Site, module_id: str, question_id: str) -> tuple[Effect, list[Line]]:
    effect = effect_of_regrade(session, site.publication.library, module_id, question_id)
    shown = [each for each in effect.remarks if each.outcome != "same"][:MOST_LISTED]
    names = names_of(session, {effect.people[each.sitting.id] for each in shown})
    return effect, [Line(*names[effect.people[each.sitting.id]], each) for each in shown]


def _page(
    request: Request,
    viewer: Viewer,
    effect: Effect,
    back: str,
    lines: list[Line] | None = None,
    *,
    changed: bool = False,
) -> Response:
    site = site_of(request)
    chain = site.publication.library.chain(site.content_language(request, viewer))
    language, question = effect.revision.in_language(chain)
    return site.answer(
        request,
        viewer,
        "regrades/show.html",
        status=409 if changed else 200,
        effect=effect,
        question=question,
        language=language,
        shown=question.review(None, effect.revision.id),
        back=back,
        lines=lines,
        changed=changed,
        most=MOST_LISTED,
    )
