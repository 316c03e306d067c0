"""Lessons: the same bytes for everybody of a track and language, made once; and coming to a lesson's end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.clock import now
from app.content.models import Lesson, Library, Module
from app.i18n import direction_of, interface_language
from app.journeys.finish_lesson import finish_lesson
from app.learning.progress import NOTHING_DONE, progress
from app.questions.question import TRACKS, Track
from app.settings import Settings
from app.web.addresses import lesson_address
from app.web.checks import check_forms
from app.web.dependencies import LearnerOnly, SignedIn, as_learner
from app.web.errors import NotFoundError
from app.web.forms import one, submitted
from app.web.page_route import PageRoute
from app.web.pages import Pages
from app.web.publication import Edition
from app.web.ready import Ready, make_ready
from app.web.site import site_of

router = APIRouter(route_class=PageRoute)
FRESH_ENOUGH = "private, max-age=60, stale-while-revalidate=86400"


@dataclass(frozen=True)
class LessonPlace:
    """A lesson in the track in which it is read, and the language it is read in."""

    library: Library
    module: Module
    lesson: Lesson
    track: Track
    language: str

    @property
    def address(self) -> str:
        """Where the lesson is."""
        return lesson_address(self.language, self.track, self.module.id, self.lesson.id)

    @property
    def number(self) -> int:
        """Which step of the track it is, from 1."""
        return self.module.tracks[self.track].index(self.lesson.id) + 1

    @property
    def steps(self) -> int:
        """How many steps the track has, the quiz and the task at work among them."""
        return len(progress(self.module, self.track, NOTHING_DONE).steps)

    def neighbour(self, by: int) -> str | None:
        """Give the address of the lesson before (-1) or after (1), None at the ends."""
        order = self.module.tracks[self.track]
        place = order.index(self.lesson.id) + by
        if not 0 <= place < len(order):
            return None
        return lesson_address(self.language, self.track, self.module.id, order[place])


def lesson_place(library: Library, language: str, track: str, module_id: str, lesson_id: str) -> LessonPlace:
    """Find a lesson that learners can see. Raises NotFoundError."""
    module = library.modules.get(module_id)
    if module is None or module.status != "published" or language not in library.course.languages:
        raise NotFoundError
    known = next((each for each in TRACKS if each == track), None)
    if known is None or lesson_id not in module.tracks.get(known, ()):
        raise NotFoundError
    return LessonPlace(library, module, module.lessons[lesson_id], known, language)


@router.get("/learn/{language}/{track}/{module_id}/{lesson_id}")
async def show(
    request: Request, viewer: SignedIn, language: str, track: str, module_id: str, lesson_id: str
) -> Response:
    """Show a lesson. The first to ask has it made; all others get those bytes (see app/web/front.py)."""
    site = site_of(request)
    edition = site.publication.edition
    place = lesson_place(edition.library, language, track, module_id, lesson_id)
    return ReadyResponse(made_ready(site.pages, site.settings, edition, place))


class ReadyResponse(Response):
    """Lets a ready answer be given by a route."""

    def __init__(self, ready: Ready) -> None:
        super().__init__()
        self.ready = ready

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.ready(scope, receive, send)


def made_ready(pages: Pages, settings: Settings, edition: Edition, place: LessonPlace) -> Ready:
    """Give a lesson's page of an edition, made now if nobody has asked for it before."""
    ready = edition.ready.get(place.address)
    if ready is None:
        language = interface_language(place.library.chain(place.language))
        page = lesson_page(pages, settings, place).encode()
        ready = make_ready(page, "text/html; charset=utf-8", FRESH_ENOUGH, [("content-language", language)])
        edition.ready[place.address] = ready
    return ready


def lesson_page(pages: Pages, settings: Settings, place: LessonPlace, *, drafts: bool = False) -> str:
    """Make a lesson's page as its learners get it."""
    language = interface_language(place.library.chain(place.language))
    return pages.text(language, "lessons/show.html", lesson_context(place, settings, drafts=drafts))


def lesson_context(place: LessonPlace, settings: Any, *, drafts: bool = False) -> dict[str, Any]:
    """Give what the lesson template shows. There is nobody in it."""
    chain = place.library.chain(place.language)
    interface = interface_language(chain)
    return {
        "viewer": None,
        "settings": settings,
        "direction": direction_of(interface),
        "path": place.address,
        "place": place,
        "text": place.lesson.text(chain, drafts),
        "module_text": place.module.text(chain, drafts),
        "checks": check_forms(place.module, place.lesson.text(chain, drafts), chain, place.address),
    }


@router.post("/learn/{language}/{track}/{module_id}/{lesson_id}/completions")
async def finish(
    request: Request, viewer: LearnerOnly, language: str, track: str, module_id: str, lesson_id: str
) -> Response:
    """Note that the lesson is read to its end, and go on to what comes next."""
    site = site_of(request)
    library = site.publication.library
    place = lesson_place(library, language, track, module_id, lesson_id)
    typed = one(await submitted(request), "revision")
    shown = int(typed) if typed.isdecimal() and len(typed) < 6 else None
    number = await site.database.write(
        finish_lesson, library, site.settings.issuer, as_learner(viewer), module_id, lesson_id, now(), shown
    )
    onward = place.neighbour(1) or (f"/certificates/{number}" if number else f"/modules/{module_id}")
    return RedirectResponse(onward, 303)
