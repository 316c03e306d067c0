"""The content as trainers look after it: what to mend, and lessons and questions as learners see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.assessment.regrade_queries import count_marked_by_older
from app.content.coverage import Coverage, coverage
from app.content.guide import LANGUAGE, guide, has_guide
from app.content.models import Library, Module
from app.enterprises.queries import Viewer
from app.i18n import interface_language, own_name
from app.publishing.queries import last_releases
from app.questions.question import TRACKS, Question
from app.questions.revision import Revision
from app.web.dependencies import TrainerOnly
from app.web.errors import NotFoundError
from app.web.headers import POLICY, content_policy
from app.web.lessons import LessonPlace, lesson_context
from app.web.site import site_of

router = APIRouter(prefix="/trainer")
MOST_FINDINGS = 50
"""Findings of a file that a page shows: a broken file may have ten thousand of them."""
RELEASES = 5
"""Commits that the page of the content looks back on."""


@dataclass(frozen=True)
class PreviewPlace(LessonPlace):
    """A lesson in the preview: drafts are found too, and its neighbours are previews. `framed`: on the workbench."""

    framed: bool = False

    def neighbour(self, by: int) -> str | None:
        """Give the preview of the lesson before (-1) or after (1), None at the ends."""
        order = self.module.tracks[self.track]
        place = order.index(self.lesson.id) + by
        return self.preview(order[place]) if 0 <= place < len(order) else None

    def preview(self, lesson_id: str) -> str:
        """Give the address of the preview of one of the module's lessons; on the workbench, that of its workbench."""
        if self.framed:
            return f"/trainer/bench/{self.module.id}/{lesson_id}?track={self.track}"
        return f"/trainer/preview/{self.language}/{self.track}/{self.module.id}/{lesson_id}"


@dataclass(frozen=True)
class QuestionSheet:
    """A question with its key: the review of an answer that nobody gave, and the words for each wrong one."""

    question: Question
    language: str
    shown: Any
    reasons: tuple[tuple[str, str], ...]
    figure: str

    @property
    def template(self) -> str:
        """The question type's own template."""
        return f"questions/{self.question.type}/review.html"


@dataclass(frozen=True)
class LanguageCount:
    """How many texts and questions of the course a language has: fresh, stale, as drafts, or not at all."""

    language: str
    fresh: int
    stale: int
    drafts: int
    missing: int


@router.get("")
async def show(request: Request, viewer: TrainerOnly) -> Response:
    """Show what is loaded, and every finding by file."""
    site = site_of(request)
    publication = site.publication
    edition = publication.edition
    library = edition.library
    files = {file: list(found) for file, found in groupby(library.findings, lambda finding: finding.file)}
    return site.answer(
        request,
        viewer,
        "trainer/show.html",
        publication=publication,
        releases=await site.database.read(last_releases, RELEASES),
        library=library,
        titles=titles(library, site.content_language(request, viewer)),
        languages=language_counts(library),
        own_name=own_name,
        files=files,
        most=MOST_FINDINGS,
        has_guide=has_guide(edition.folder),
    )


@router.get("/guide")
async def writing_guide(request: Request, viewer: TrainerOnly) -> Response:
    """Show how to write lessons and questions: the guide that lies beside the content."""
    site = site_of(request)
    text = await site.aside(guide, site.publication.folder)
    if text is None:
        raise NotFoundError
    return site.answer(request, viewer, "trainer/guide.html", guide=text, written_in=LANGUAGE)


@router.get("/preview/{module_id}")
async def module(request: Request, viewer: TrainerOnly, module_id: str) -> Response:
    """List the lessons of a module by track, to look at in each language."""
    site = site_of(request)
    library = site.publication.library
    found = module_of(library, module_id)
    chain = library.chain(site.content_language(request, viewer))
    lessons = {track: [(each, each.text(chain, drafts=True)) for each in found.lessons_of(track)] for track in TRACKS}
    return site.answer(
        request,
        viewer,
        "trainer/module.html",
        module=found,
        text=found.text(chain, drafts=True),
        lessons=lessons,
        survey=any(found.survey(track) for track in TRACKS),
        languages={language: own_name(language) for language in library.course.languages},
    )


@router.get("/preview/{language}/{track}/{module_id}/{lesson_id}")
async def lesson(
    request: Request, viewer: TrainerOnly, language: str, track: str, module_id: str, lesson_id: str
) -> Response:
    """Show a lesson as learners of a track and language see it, drafts included."""
    site = site_of(request)
    framed = request.query_params.get("framed") == "yes"
    place = _preview(site.publication.library, language, track, module_id, lesson_id, framed)
    context = {**lesson_context(place, site.settings, drafts=True), "viewer": viewer, "path": request.url.path}
    interface = interface_language(place.library.chain(language))
    answer = site.pages.answer(request, interface, "trainer/lesson.html", context)
    answer.headers[POLICY.decode()] = content_policy(site.pages.assets.style_source, framed=True)
    return answer


@router.get("/modules/{module_id}/questions")
async def questions(
    request: Request, viewer: TrainerOnly, module_id: str, language: Annotated[str, Query(max_length=16)] = ""
) -> Response:
    """Show all questions of a module's bank with their key, what learners are told, and whom an older key marked."""
    site = site_of(request)
    found, chain, shown = _shown(request, viewer, module_id, language)
    sheets = [question_sheet(found, revision, chain) for revision in found.bank.values()]
    older = await site.database.report(count_marked_by_older, found)
    return site.answer(request, viewer, "trainer/questions.html", sheets=sheets, older=older, **shown)


@router.get("/modules/{module_id}/assignment")
async def assignment(
    request: Request, viewer: TrainerOnly, module_id: str, language: Annotated[str, Query(max_length=16)] = ""
) -> Response:
    """Show a module's task at work, drafts included, and by what each track sees that it is done."""
    found, chain, shown = _shown(request, viewer, module_id, language)
    if found.assignment is None:
        raise NotFoundError
    task = found.assignment.text(chain, drafts=True)
    criteria = {track: task.criteria_for(track) for track in TRACKS if track in found.tracks}
    return site_of(request).answer(request, viewer, "trainer/assignment.html", task=task, criteria=criteria, **shown)


def _shown(
    request: Request, viewer: Viewer, module_id: str, language: str
) -> tuple[Module, tuple[str, ...], dict[str, Any]]:
    """Find a module, the languages to look its words up in, and what each page about it shows. Raises NotFoundError."""
    site = site_of(request)
    library = site.publication.library
    found, chosen = module_of(library, module_id), language or site.content_language(request, viewer)
    if chosen not in library.course.languages:
        raise NotFoundError
    chain = library.chain(chosen)
    names = {each: own_name(each) for each in library.course.languages}
    text = found.text(chain, drafts=True)
    return found, chain, {"module": found, "text": text, "chosen": chosen, "languages": names}


def language_counts(library: Library) -> list[LanguageCount]:
    """Add up the modules' translations by language; the source needs none."""
    found = sorted(coverage(library), key=lambda each: each.language)
    return [_counted(language, list(group)) for language, group in groupby(found, lambda each: each.language)]


def _counted(language: str, modules: Sequence[Coverage]) -> LanguageCount:
    fresh, stale, drafts, missing = (
        sum(each.count(state) for each in modules) for state in ("fresh", "stale", "draft", "missing")
    )
    return LanguageCount(language, fresh, stale, drafts, missing)


def titles(library: Library, language: str) -> dict[str, tuple[str, str]]:
    """Give every module's title and the language it is in by id, drafts included."""
    chain = library.chain(language)
    texts = {module.id: module.text(chain, drafts=True) for module in library.modules.values()}
    return {ident: (text.title, text.language) for ident, text in texts.items()}


def module_of(library: Library, module_id: str) -> Module:
    """Find a module, drafts and retired ones too. Raises NotFoundError."""
    found = library.modules.get(module_id)
    if found is None:
        raise NotFoundError
    return found


def _preview(library: Library, language: str, track: str, module_id: str, lesson_id: str, framed: bool) -> PreviewPlace:
    found = module_of(library, module_id)
    if language not in library.course.languages or track not in TRACKS:
        raise NotFoundError
    if lesson_id not in found.tracks.get(track, ()):
        raise NotFoundError
    return PreviewPlace(library, found, found.lessons[lesson_id], track, language, framed)


def question_sheet(module: Module, revision: Revision, chain: tuple[str, ...]) -> QuestionSheet:
    """Put a question together with its key and all that learners are told."""
    language, question = revision.in_language(chain)
    figure = module.figures.get((question.id, language), "")
    return QuestionSheet(question, language, question.review(None, revision.id), tuple(question.reasons()), figure)
