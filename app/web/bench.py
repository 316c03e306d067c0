"""A trainer's workbench: one lesson in every language side by side, with all that is to be said about it.

Each language is the learners' own page in a frame as wide as a small phone, so that its style, its direction and its
breaks are the real ones. The page asks the server to say when the content changes, and then shows itself anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import PlainTextResponse, Response

from app.content.findings import Finding
from app.content.models import Lesson, LessonText, Library, Module
from app.content.reading import Reading, reading
from app.i18n import own_name
from app.questions.question import TRACKS, Track
from app.web.dependencies import TrainerOnly
from app.web.errors import NotFoundError
from app.web.headers import POLICY, content_policy
from app.web.lessons import LessonPlace, lesson_page
from app.web.page_route import PageRoute
from app.web.publication import Edition
from app.web.ready import make_ready
from app.web.site import Site, site_of
from app.web.trainer import MOST_FINDINGS, QuestionSheet, module_of, question_sheet

router = APIRouter(prefix="/trainer", route_class=PageRoute)

BUDGET = 10 * 1024
"""Bytes of a lesson's page as a browser gets it, so that it fits the first packets of a connection."""
LOOK_EVERY, LOOK_FOR = 0.1, 20.0
"""Seconds between two looks at whether the content has changed, and seconds until the answer that it has not."""


@dataclass(frozen=True)
class Noted:
    """A finding with the line that it is about, as it stands in the file."""

    finding: Finding
    line: str


@dataclass(frozen=True)
class Side:
    """A lesson in one language: its frame, its weight in bytes, how it reads, its findings, its questions."""

    language: str
    name: str
    text: LessonText
    address: str
    size: int
    reading: Reading
    findings: tuple[Noted, ...]
    questions: tuple[QuestionSheet, ...]

    @property
    def is_heavy(self) -> bool:
        """Whether the page is over its budget."""
        return self.size > BUDGET


@router.get("/bench/{module_id}/{lesson_id}")
async def show(
    request: Request, viewer: TrainerOnly, module_id: str, lesson_id: str, track: Annotated[str, Query()] = ""
) -> Response:
    """Show a lesson in every language side by side."""
    site = site_of(request)
    edition = site.publication.edition
    library = edition.library
    module = module_of(library, module_id)
    lesson = module.lessons.get(lesson_id)
    tracks = [each for each in TRACKS if lesson_id in module.tracks.get(each, ())]
    if lesson is None or not tracks or (track and track not in tracks):
        raise NotFoundError
    chosen = next(each for each in tracks if track in ("", each))
    order = module.tracks[chosen]
    place = order.index(lesson_id)
    answer = site.answer(
        request,
        viewer,
        "trainer/bench.html",
        module=module,
        lesson=lesson,
        text=lesson.text(library.chain(site.content_language(request, viewer)), drafts=True),
        track=chosen,
        tracks=tracks,
        before=order[place - 1] if place else None,
        after=order[place + 1] if place + 1 < len(order) else None,
        sides=await _worked_out(site, edition, module, lesson, chosen),
        budget=BUDGET,
        state=edition.state,
        most=MOST_FINDINGS,
    )
    answer.headers[POLICY.decode()] = content_policy(site.pages.assets.style_source, frames=True)
    return answer


@router.get("/changes")
async def changes(request: Request, viewer: TrainerOnly, since: Annotated[str, Query(max_length=80)]) -> Response:
    """Answer with the state of the content as soon as it is another one than `since`, or after a while all the same."""
    site = site_of(request)
    loop = asyncio.get_running_loop()
    until = loop.time() + LOOK_FOR
    while site.publication.edition.state == since and loop.time() < until and not await request.is_disconnected():
        await asyncio.sleep(LOOK_EVERY)
    return PlainTextResponse(site.publication.edition.state, headers={"cache-control": "no-store"})


async def _worked_out(site: Site, edition: Edition, module: Module, lesson: Lesson, track: Track) -> list[Side]:
    """Give a lesson's sides, worked out once for an edition however many ask at once."""
    key = ("sides", module.id, lesson.id, track)

    def sides() -> list[Side]:
        if key not in edition.worked_out:
            languages = edition.library.course.languages
            edition.worked_out[key] = [_side(site, edition, module, lesson, track, each) for each in languages]
        found: list[Side] = edition.worked_out[key]
        return found

    return sides() if key in edition.worked_out else await asyncio.get_running_loop().run_in_executor(site.bench, sides)


def _side(site: Site, edition: Edition, module: Module, lesson: Lesson, track: Track, language: str) -> Side:
    library = edition.library
    chain = library.chain(language)
    text = lesson.text(chain, drafts=True)
    page = lesson_page(site.pages, site.settings, LessonPlace(library, module, lesson, track, language), drafts=True)
    sizes = make_ready(page.encode(), "text/html", "no-store").bodies.values()
    asked = [each.question for each in text.checks if each.question in module.bank]
    found = _findings(library, module, lesson, language, asked)
    return Side(
        language,
        own_name(language),
        text,
        f"/trainer/preview/{language}/{track}/{module.id}/{lesson.id}?framed=yes",
        min(map(len, sizes)),
        reading(text),
        tuple(Noted(each, _line(edition.folder, each)) for each in found),
        tuple(question_sheet(module, module.bank[each], chain) for each in asked),
    )


def _findings(
    library: Library, module: Module, lesson: Lesson, language: str, asked: Sequence[str]
) -> Iterator[Finding]:
    """Give what is to be mended in the lesson's file, and in the questions that it asks."""
    bank = "questions.yaml" if language == library.course.source else f"questions.{language}.yaml"
    for each in library.findings:
        in_lesson = each.file == f"modules/{module.id}/lessons/{lesson.id}.{language}.md"
        if in_lesson or (each.file == f"modules/{module.id}/{bank}" and each.subject in asked):
            yield each


def _line(folder: Path, finding: Finding) -> str:
    """Give the line that a finding is about, "" where the file has become another."""
    try:
        lines = (folder / finding.file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[finding.line - 1].strip() if finding.line <= len(lines) else ""
