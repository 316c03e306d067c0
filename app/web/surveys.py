"""What learners think of a module: asked at its end without names, and shown to trainers in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import RedirectResponse, Response

from app.content.models import Library, Module
from app.enterprises.queries import Viewer
from app.journeys.answer_survey import answer_survey
from app.learning.errors import NotFinished
from app.learning.queries import has_answered_survey, shown_counts
from app.learning.surveys import GROUP
from app.questions.question import TRACKS, Form, Question, Track, Unreadable
from app.questions.revision import Revision
from app.questions.types.survey.question import Survey
from app.web.dependencies import LearnerOnly, TrainerOnly, as_learner
from app.web.errors import NotFoundError
from app.web.forms import submitted, takes
from app.web.modules import module_view
from app.web.site import Site, site_of

router = APIRouter()


class SurveyForm(BaseModel):
    """The answers: the revisions that were asked, and a field for each question, named by its id."""

    model_config = ConfigDict(extra="allow")

    revision: str


@dataclass(frozen=True)
class SurveyQuestion:
    """A question of the survey as the page shows it."""

    question: Question
    language: str
    revision: str
    shown: Any

    @property
    def template(self) -> str:
        """The question type's own template."""
        return f"questions/{self.question.type}/form.html"


@dataclass(frozen=True)
class Result:
    """What the learners of a track answered to a question: (words, answers, per cent) by option; none if too few."""

    track: Track
    answers: int
    options: tuple[tuple[str, int, int], ...]


@router.get("/modules/{module_id}/survey")
async def show(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Ask what a learner thinks of a module that they have finished, or thank for it."""
    return await _page(site_of(request), request, viewer, module_id)


@router.post("/modules/{module_id}/survey", **takes(SurveyForm))
async def answer(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Count the answers, once for each person."""
    site = site_of(request)
    form, library = await submitted(request), site.publication.library
    module = library.modules.get(module_id)
    if module and list(form.get("revision", ())) != [each.id for each in module.survey(as_learner(viewer).track)]:
        return await _page(site, request, viewer, module_id, problem="changed", status=409)
    try:
        await site.database.write(answer_survey, library, as_learner(viewer), module_id, form)
    except NotFinished:
        return RedirectResponse(f"/modules/{module_id}", 303)
    except Unreadable as unreadable:
        return await _page(site, request, viewer, module_id, problem=unreadable.problem, filled=form, status=422)
    return RedirectResponse(f"/modules/{module_id}/survey", 303)


async def _page(
    site: Site,
    request: Request,
    viewer: Viewer,
    module_id: str,
    *,
    problem: str | None = None,
    filled: Form | None = None,
    status: int = 200,
) -> Response:
    view = await module_view(site, request, viewer, module_id)
    asked = view.module.survey(as_learner(viewer).track)
    if not asked:
        raise NotFoundError
    if not view.progress.is_complete:
        return RedirectResponse(f"/modules/{module_id}", 303)
    chain = site.publication.library.chain(view.language)
    return site.answer(
        request,
        viewer,
        "surveys/show.html",
        status=status,
        view=view,
        text=view.module.text(chain),
        questions=[_asked(each, chain) for each in asked],
        answered=await site.database.read(has_answered_survey, viewer.person_id, module_id),
        group=GROUP,
        problem=problem,
        filled=filled or {},
    )


def _asked(revision: Revision, chain: tuple[str, ...]) -> SurveyQuestion:
    language, question = revision.in_language(chain)
    return SurveyQuestion(question, language, revision.id, question.present(""))


@router.get("/trainer/modules/{module_id}/survey")
async def results(request: Request, viewer: TrainerOnly, module_id: str) -> Response:
    """Show trainers what the learners of a module think, where there are enough of them."""
    site = site_of(request)
    library = site.publication.library
    module = library.modules.get(module_id)
    if module is None or not any(module.survey(track) for track in TRACKS):
        raise NotFoundError
    chain = library.chain(site.content_language(request, viewer))
    counts = await site.database.read(shown_counts, module_id)
    return site.answer(
        request,
        viewer,
        "surveys/results.html",
        module=module,
        text=module.text(chain, drafts=True),
        sheets=_sheets(library, module, chain, counts),
        group=GROUP,
    )


def _sheets(
    library: Library, module: Module, chain: tuple[str, ...], counts: dict[tuple[str, str, str], int]
) -> list[tuple[str, Survey, list[Result]]]:
    """Give the questions of a survey, each with its language and what each track answered."""
    sheets = []
    for revision in module.bank.values():
        language, question = revision.in_language(chain)
        if isinstance(question, Survey):
            tracks = (track for track in TRACKS if track in question.audience)
            sheets.append((language, question, [_result(question, track, counts) for track in tracks]))
    return sheets


def _result(question: Survey, track: Track, counts: dict[tuple[str, str, str], int]) -> Result:
    found = [(text, counts.get((track, question.id, key), 0)) for key, text in question.choices().items()]
    total = sum(count for _, count in found)
    options = tuple((text, count, round(100 * count / total)) for text, count in found) if total else ()
    return Result(track, total, options)
