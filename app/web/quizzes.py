"""A module's quiz: one question a page, the key never in the browser before the answer, and the exact place kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import RedirectResponse, Response

from app.assessment.errors import NoAttemptsLeft, NoSuchAttempt, NoSuchQuestion, NothingToAsk, ResponseIdTaken
from app.assessment.queries import Asked, AttemptState, attempt_with_questions, revision_of
from app.assessment.regrade_queries import Correction, corrections_of
from app.clock import now
from app.content.models import Library
from app.database import Session
from app.enterprises.queries import Viewer
from app.journeys.answer_question import Answered, Submission, answer_question
from app.journeys.start_attempt import start_attempt
from app.learning.errors import NotYet
from app.learning.progress import attempts_left
from app.questions.question import Unfinished, Unreadable
from app.questions.revision import Revision
from app.web.addresses import question_address
from app.web.dependencies import LearnerOnly, as_learner
from app.web.errors import BadFormError, NotFoundError
from app.web.forms import one, submitted, takes
from app.web.modules import module_view
from app.web.page_route import PageRoute
from app.web.pages import is_htmx
from app.web.question_view import QuestionView, attempt_title, onward_from, question_view
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)


class ResponseForm(BaseModel):
    """An answer: its id, made by the client, "Not sure" or not, and the fields of the question's type."""

    model_config = ConfigDict(extra="allow")

    response_id: UUID
    not_sure: str = ""


@dataclass(frozen=True)
class AnswerLine:
    """An answer as the result lists it, with the way to all there is to say of it.

    `missed` says that it had to be right for the attempt to be passed, and was not; `corrected`, that another key than
    the one drawn marks it.
    """

    ask: str
    language: str
    verdict: str
    address: str
    missed: bool
    corrected: bool


@router.get("/modules/{module_id}/quiz")
async def introduce(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Say what the quiz is like, and offer to start it or to go on."""
    site = site_of(request)
    view = await module_view(site, request, viewer, module_id)
    if view.module.quiz is None:
        raise NotFoundError
    chain = site.publication.library.chain(view.language)
    return site.answer(
        request,
        viewer,
        "quizzes/introduction.html",
        view=view,
        text=view.module.text(chain),
        first=[module.text(chain) for module in view.waits_for],
        count=min(view.module.quiz.draw, len(view.module.pool(as_learner(viewer).track))),
        left=attempts_left(view.module, view.progress.quiz),
    )


@router.post("/modules/{module_id}/attempts")
async def start(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Start an attempt, or go on with the open one. What stands against it, the introduction says."""
    site = site_of(request)
    try:
        attempt_id = await site.database.write(
            start_attempt, site.publication.library, as_learner(viewer), module_id, now()
        )
    except (NotYet, NoAttemptsLeft, NothingToAsk):
        return RedirectResponse(f"/modules/{module_id}/quiz", 303)
    return RedirectResponse(f"/attempts/{attempt_id}", 303)


@router.get("/attempts/{attempt_id}")
async def go_on(request: Request, viewer: LearnerOnly, attempt_id: UUID) -> Response:
    """Go on at the exact place, or show the result."""
    site = site_of(request)
    attempt, questions = await site.database.read(_attempt, viewer.person_id, attempt_id)
    if attempt.next_position:
        return RedirectResponse(question_address(attempt_id, attempt.next_position), 303)
    library = site.publication.library
    pinned = await site.database.read(_revisions, library, attempt, questions)
    chain = library.chain(site.content_language(request, viewer))
    lines = [_line(attempt, each, revision, chain) for each, revision in zip(questions, pinned, strict=True)]
    view, title = await _module_of(site, request, viewer, attempt), attempt_title(library, attempt, chain)
    return site.answer(
        request,
        viewer,
        "quizzes/result.html",
        attempt=attempt,
        lines=lines,
        view=view,
        title=title,
        corrections=await _corrections(site, attempt_id, questions),
    )


@router.get("/attempts/{attempt_id}/questions/{position}")
async def show(request: Request, viewer: LearnerOnly, attempt_id: UUID, position: int) -> Response:
    """Ask a question, or show what came of its answer."""
    site = site_of(request)
    library = site.publication.library
    attempt, asked, revision = await site.database.read(_question, library, viewer.person_id, attempt_id, position)
    again = request.query_params.get("again") == "yes"
    correction = (await _corrections(site, attempt_id, [asked])).get(position)
    view = question_view(site, request, viewer, attempt, asked, revision, again=again, correction=correction)
    if asked.is_answered and attempt.feedback == "at_end" and attempt.next_position:
        return RedirectResponse(onward_from(attempt), 303)
    return _page(site, request, viewer, view)


@router.post("/attempts/{attempt_id}/questions/{position}/responses", **takes(ResponseForm))
async def answer(request: Request, viewer: LearnerOnly, attempt_id: UUID, position: int) -> Response:
    """Store an answer. The reply leaves when it is on disk, and is the same however often the answer is sent."""
    site = site_of(request)
    form = await submitted(request)
    submission = Submission(
        _response_id(one(form, "response_id")),
        attempt_id,
        position,
        None if one(form, "not_sure") else form,
        site.content_language(request, viewer),
    )
    library = site.publication.library
    try:
        answered = await site.database.write(
            answer_question, library, site.settings.issuer, as_learner(viewer), submission, now()
        )
    except (Unreadable, Unfinished) as stop:
        problem = stop.problem if isinstance(stop, Unreadable) else None
        found = await site.database.read(_question, library, viewer.person_id, attempt_id, position)
        view = question_view(site, request, viewer, *found, part=stop.shown, problem=problem, filled=form)
        return _page(site, request, viewer, view, status=422 if problem else 200)
    except ResponseIdTaken as taken:
        raise BadFormError from taken
    return _reply(site, request, viewer, answered)


def _reply(site: Site, request: Request, viewer: Viewer, answered: Answered) -> Response:
    """Show what came of the answer: to htmx at once, to a plain form by its address, so Back sends nothing twice."""
    attempt, asked = answered.attempt, answered.asked
    if attempt.feedback == "at_end":
        return RedirectResponse(onward_from(attempt), 303)
    if not is_htmx(request):
        again = "" if answered.recorded else "?again=yes"
        return RedirectResponse(question_address(attempt.id, asked.position) + again, 303)
    view = question_view(site, request, viewer, attempt, asked, answered.revision, again=not answered.recorded)
    return _page(site, request, viewer, view)


def _attempt(session: Session, person_id: int, attempt_id: UUID) -> tuple[AttemptState, list[Asked]]:
    found = attempt_with_questions(session, person_id, attempt_id)
    if found is None:
        raise NoSuchAttempt(attempt_id)
    return found


def _question(
    session: Session, library: Library, person_id: int, attempt_id: UUID, position: int
) -> tuple[AttemptState, Asked, Revision]:
    attempt, questions = _attempt(session, person_id, attempt_id)
    if not 1 <= position <= len(questions):
        raise NoSuchQuestion(position)
    asked = questions[position - 1]
    return attempt, asked, revision_of(session, library, attempt.module_id, asked.question_id, asked.shown_revision)


def _revisions(session: Session, library: Library, attempt: AttemptState, questions: Sequence[Asked]) -> list[Revision]:
    return [
        revision_of(session, library, attempt.module_id, each.question_id, each.shown_revision) for each in questions
    ]


async def _corrections(site: Site, attempt_id: UUID, questions: Sequence[Asked]) -> dict[int, Correction]:
    """Give what was corrected after the answer, by position. Hardly ever is there any, so only then it is asked for."""
    if not any(each.is_answered and each.marked_by for each in questions):
        return {}
    return await site.database.read(corrections_of, attempt_id)


def _page(site: Site, request: Request, viewer: Viewer, view: QuestionView, status: int = 200) -> Response:
    return site.answer(request, viewer, "quizzes/show.html", block="content", status=status, view=view)


def _line(attempt: AttemptState, asked: Asked, revision: Revision, chain: Sequence[str]) -> AnswerLine:
    language, question = revision.in_language(chain)
    address, missed = question_address(attempt.id, asked.position), asked.critical and asked.verdict != "right"
    return AnswerLine(question.title, language, asked.verdict, address, missed, corrected=bool(asked.marked_by))


async def _module_of(site: Site, request: Request, viewer: Viewer, attempt: AttemptState) -> Any:
    """Give the learner's view of the attempt's module, None where the content no longer has it."""
    try:
        return await module_view(site, request, viewer, attempt.module_id)
    except NotFoundError:
        return None


def _response_id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise BadFormError from error
