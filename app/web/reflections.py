"""What learners write down for themselves in a lesson. Only whoever wrote it is ever shown it, and can delete it.

The lesson's own page is the same for everybody, so it only leads here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import RedirectResponse, Response

from app.content.models import Library
from app.enterprises.queries import Viewer
from app.learning.actions import forget_reflection, keep_reflection
from app.learning.queries import reflection_of, reflections_by
from app.questions.question import Unreadable
from app.web.checks import CheckPlace, check_place
from app.web.dependencies import SignedIn
from app.web.errors import NotFoundError
from app.web.forms import one, submitted, takes
from app.web.site import site_of

router = APIRouter()


@dataclass(frozen=True)
class Written:
    """Something that somebody wrote for themselves, with its question where the course still has it."""

    module_id: str
    question_id: str
    words: str
    title: str
    title_language: str
    ask: str
    language: str

    @property
    def address(self) -> str:
        """Where it is deleted, whatever the content says now."""
        return f"/reflections/{self.module_id}/{self.question_id}/deletion"


class ReflectionForm(BaseModel):
    """What somebody writes for themselves, or the wish to delete it; `back` goes back to the lesson at once."""

    model_config = ConfigDict(extra="allow")

    typed: str = ""
    forget: str = ""
    back: str = ""


@router.get("/reflections")
async def show_all(request: Request, viewer: SignedIn) -> Response:
    """Give somebody all their own words, also those whose question a lesson asks no more."""
    site = site_of(request)
    library = site.publication.library
    chain = library.chain(site.content_language(request, viewer))
    kept = await site.database.read(reflections_by, viewer.person_id)
    written = [_written(library, chain, *each) for each in kept]
    return site.answer(request, viewer, "reflections/list.html", written=written)


@router.post("/reflections/{module_id}/{question_id}/deletion")
async def forget(request: Request, viewer: SignedIn, module_id: str, question_id: str) -> Response:
    """Delete somebody's own words."""
    await site_of(request).database.write(forget_reflection, viewer.person_id, module_id, question_id)
    return RedirectResponse("/reflections", 303)


def _written(library: Library, chain: Sequence[str], module_id: str, question_id: str, words: str) -> Written:
    module = library.modules.get(module_id)
    text = module.text(chain) if module else None
    title, title_language = (text.title, text.language) if text else ("", chain[0])
    revision = module.bank.get(question_id) if module else None
    language, question = revision.in_language(chain) if revision else (chain[0], None)
    ask = question.ask if question else ""
    return Written(module_id, question_id, words, title, title_language, ask, language)


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
            if one(form, "back"):
                return RedirectResponse(place.form().lesson, 303)
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
