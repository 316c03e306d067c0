"""Checks inside a lesson: they teach, so they may be tried without end, and nothing of them is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from app.assessment.queries import is_asked_now
from app.content.models import LessonText, Library, Module
from app.enterprises.queries import Viewer
from app.questions.question import TRACKS, Answer, Form, Purpose, Question, Unfinished, Unreadable
from app.questions.revision import Revision
from app.web.addresses import lesson_address
from app.web.dependencies import SignedIn
from app.web.errors import NotFoundError
from app.web.forms import one, submitted, takes
from app.web.page_route import PageRoute
from app.web.site import site_of

router = APIRouter(route_class=PageRoute)


class CheckForm(BaseModel):
    """An answer to a check: the revision that was asked, and the fields of the question's type."""

    model_config = ConfigDict(extra="allow")

    revision: str


@dataclass(frozen=True)
class CheckView:
    """A check as its block shows it: a form, or what came of an answer.

    `lesson` is the address to go back to; `figure` is the question's picture as safe HTML, or "". `language` is the one
    it is in, `wanted` the one that is read, `around` that of the lesson's own text.
    """

    question: Question
    language: str
    wanted: str
    around: str
    revision: str
    address: str
    lesson: str
    shown: Any
    figure: str = ""
    answered: bool = False
    right: bool = False
    problem: str | None = None
    filled: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The question type's own template."""
        return f"questions/{self.question.type}/{'review' if self.answered else 'form'}.html"


@dataclass(frozen=True)
class CheckPlace:
    """A question asked inside a lesson, at the heading `anchor`. Its order of lines is the same for everybody."""

    module: Module
    revision: Revision
    chain: Sequence[str]
    lesson: str
    anchor: str
    around: str

    def form(self, shown: Any = None, **more: Any) -> CheckView:
        """Give the form of the check, at its beginning unless `shown` is a later part of it."""
        _, question = self.revision.in_language(self.chain)
        return self._view(shown or question.present(self.revision.id), **more)

    def review(self, given: Answer) -> CheckView:
        """Give what came of an answer."""
        _, question = self.revision.in_language(self.chain)
        shown = question.review(given, self.revision.id)
        return self._view(shown, answered=True, right=self.revision.mark(given) == 1.0)

    def _view(self, shown: Any, **more: Any) -> CheckView:
        language, question = self.revision.in_language(self.chain)
        return CheckView(
            question,
            language,
            self.chain[0],
            self.around,
            self.revision.id,
            address=f"{self.lesson}/{'reflections' if self.purpose == 'reflect' else 'checks'}/{question.id}",
            lesson=f"{self.lesson}#{self.anchor}" if self.anchor else self.lesson,
            shown=shown,
            figure=self.module.figures.get((question.id, language), ""),
            **more,
        )

    @property
    def purpose(self) -> Purpose:
        """What an answer is for."""
        return self.revision.question.PURPOSE


def check_forms(module: Module, text: LessonText, chain: Sequence[str], lesson: str) -> dict[str, CheckView]:
    """Give the forms of the checks in a lesson, by question id."""
    return {
        check.question: CheckPlace(
            module, module.bank[check.question], chain, lesson, check.anchor, text.language
        ).form()
        for check in text.checks
        if check.question in module.bank
    }


@router.get("/learn/{language}/{track}/{module_id}/{lesson_id}/checks/{question_id}")
async def show(
    request: Request, viewer: SignedIn, language: str, track: str, module_id: str, lesson_id: str, question_id: str
) -> Response:
    """Ask again."""
    site = site_of(request)
    place = _place(site.publication.library, viewer, language, track, module_id, lesson_id, question_id)
    return site.answer(request, viewer, "checks/show.html", block="check", check=place.form())


@router.post("/learn/{language}/{track}/{module_id}/{lesson_id}/checks/{question_id}", **takes(CheckForm))
async def answer(
    request: Request, viewer: SignedIn, language: str, track: str, module_id: str, lesson_id: str, question_id: str
) -> Response:
    """Say whether an answer is right, and why."""
    site = site_of(request)
    place = _place(site.publication.library, viewer, language, track, module_id, lesson_id, question_id)
    form = await submitted(request)
    if await site.database.read(is_asked_now, viewer.person_id, module_id, question_id):
        check, status = place.form(problem="asked-now"), 409
    else:
        check, status = _answered(place, form)
    return site.answer(request, viewer, "checks/show.html", block="check", status=status, check=check)


def _answered(place: CheckPlace, form: Form) -> tuple[CheckView, int]:
    """Give the check after a form was sent, and the status of the reply."""
    revision = place.revision
    if one(form, "revision") != revision.id:
        return place.form(problem="changed"), 409
    try:
        return place.review(revision.in_language(place.chain)[1].read(form, revision.id)), 200
    except Unfinished as unfinished:
        return place.form(unfinished.shown, filled=form), 200
    except Unreadable as unreadable:
        return place.form(unreadable.shown, problem=unreadable.problem, filled=form), 422


def _place(
    library: Library, viewer: Viewer, language: str, track: str, module_id: str, lesson_id: str, question_id: str
) -> CheckPlace:
    """Find a check whose answer is marked. Raises NotFoundError."""
    place = check_place(library, viewer, language, track, module_id, lesson_id, question_id)
    if place.purpose != "mark":
        raise NotFoundError
    return place


def check_place(
    library: Library, viewer: Viewer, language: str, track: str, module_id: str, lesson_id: str, question_id: str
) -> CheckPlace:
    """Find a question of a lesson: only what a lesson asks can be asked, and drafts only by trainers.

    Raises NotFoundError.
    """
    module = library.modules.get(module_id)
    if module is None or language not in library.course.languages or track not in TRACKS:
        raise NotFoundError
    if module.status != "published" and not viewer.is_trainer:
        raise NotFoundError
    lesson, chain = module.lessons.get(lesson_id), library.chain(language)
    text = lesson.text(chain, drafts=viewer.is_trainer) if lesson else None
    found = next((each for each in text.checks if each.question == question_id), None) if text else None
    if text is None or found is None or question_id not in module.bank:
        raise NotFoundError
    address = lesson_address(language, track, module_id, lesson_id)
    return CheckPlace(module, module.bank[question_id], chain, address, found.anchor, text.language)
