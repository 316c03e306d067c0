"""What learners write down for themselves in a lesson. Only whoever wrote it is ever shown it, and can delete it.

The lesson's own page is the same for everybody, so it only leads here.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from app.content.models import Library
from app.enterprises.queries import Viewer
from app.learning.actions import forget_reflection, keep_reflection
from app.learning.queries import reflection_of
from app.questions.question import Unreadable
from app.web.checks import CheckPlace, check_place
from app.web.dependencies import SignedIn
from app.web.errors import NotFoundError
from app.web.forms import one, submitted, takes
from app.web.site import site_of

router = APIRouter()


class ReflectionForm(BaseModel):
    """What somebody writes for themselves, or the wish to delete it."""

    model_config = ConfigDict(extra="allow")

    typed: str = ""
    forget: str = ""


@router.get("/learn/{language}/{track}/{module_id}/{lesson_id}/reflections/{question_id}")
async def show(
    request: Request, viewer: SignedIn, language: str, track: str, module_id: str, lesson_id: str, question_id: str
) -> Response:
    """Give somebody's own words back to them, to read and to change."""
    site = site_of(request)
    place = _place(site.publication.library, viewer, language, track, module_id, lesson_id, question_id)
    words = await site.database.read(reflection_of, viewer.person_id, module_id, question_id)
    check = place.form(filled=place.revision.question.fill(words or "", ""))
    return site.answer(request, viewer, "reflections/show.html", block="check", check=check, kept=bool(words), done="")


@router.post("/learn/{language}/{track}/{module_id}/{lesson_id}/reflections/{question_id}", **takes(ReflectionForm))
async def keep(
    request: Request, viewer: SignedIn, language: str, track: str, module_id: str, lesson_id: str, question_id: str
) -> Response:
    """Keep what was written, in place of what was there before; or delete it."""
    site = site_of(request)
    place = _place(site.publication.library, viewer, language, track, module_id, lesson_id, question_id)
    form, question = await submitted(request), place.revision.question
    check, kept, done, status = place.form(), False, "forgotten", 200
    try:
        if one(form, "forget"):
            await site.database.write(forget_reflection, viewer.person_id, module_id, question_id)
        else:
            words = str(question.read(form, ""))
            await site.database.write(keep_reflection, viewer.person_id, module_id, question_id, words)
            check, kept, done = place.form(filled=question.fill(words, "")), True, "kept"
    except Unreadable as unreadable:
        check, done, status = place.form(problem=unreadable.problem, filled=form), "", 422
    return site.answer(
        request, viewer, "reflections/show.html", block="check", status=status, check=check, kept=kept, done=done
    )


def _place(
    library: Library, viewer: Viewer, language: str, track: str, module_id: str, lesson_id: str, question_id: str
) -> CheckPlace:
    place = check_place(library, viewer, language, track, module_id, lesson_id, question_id)
    if place.purpose != "reflect":
        raise NotFoundError
    return place
