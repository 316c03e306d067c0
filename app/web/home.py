"""The first page, help, and the choice of a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from app.content.models import Library, Module, ModuleText
from app.enterprises.queries import Viewer
from app.i18n import own_name
from app.journeys.choose_language import choose_language
from app.learning.progress import Progress, Step
from app.reporting.standing import Standing, standing
from app.web.addresses import safe_next, step_address
from app.web.cookies import write_language
from app.web.dependencies import Anyone, as_learner
from app.web.forms import one, submitted, takes
from app.web.page_route import PageRoute
from app.web.site import site_of

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True)
class ModuleCard:
    """A module as the home page shows it."""

    module: Module
    text: ModuleText
    progress: Progress
    waits_for: tuple[ModuleText, ...]

    @property
    def state(self) -> str:
        """The word for where the learner is in it."""
        if self.progress.certificate:
            return "certified"
        if self.progress.withdrawn:
            return "withdrawn"
        if self.progress.is_complete:
            return "finished"
        if self.waits_for and not self.progress.is_started:
            return "locked"
        return "started" if self.progress.is_started else "new"


@dataclass(frozen=True)
class GoOn:
    """The one thing to do next: where the learner stopped, or what to begin with."""

    card: ModuleCard
    step: Step
    title: str
    number: int
    address: str


@router.get("/")
async def home(request: Request, viewer: Anyone) -> Response:
    """Show where a learner goes on; to others, how to come in."""
    site = site_of(request)
    if viewer is None:
        return site.answer(request, None, "home/welcome.html")
    if viewer.enterprise_id is None:
        return site.answer(request, viewer, "home/staff.html")
    library, learner = site.publication.library, as_learner(viewer)
    stands = await site.database.read(standing, library, learner.person_id, learner.track, learner.enterprise_id)
    language = site.content_language(request, viewer)
    cards = _cards(library, stands, language)
    return site.answer(request, viewer, "home/show.html", cards=cards, go_on=_go_on(viewer, language, library, cards))


def _cards(library: Library, stands: Standing, language: str) -> list[ModuleCard]:
    chain = library.chain(language)
    return [
        ModuleCard(
            module,
            module.text(chain),
            stands.progress[module.id],
            tuple(first.text(chain) for first in stands.waits_for(library, module)),
        )
        for module in library.published
        if module.id in stands.progress
    ]


def _go_on(viewer: Viewer, language: str, library: Library, cards: list[ModuleCard]) -> GoOn | None:
    """Choose what to offer: a quiz that was begun, else a module under way, else the first that is open."""
    assert viewer.track is not None
    to_do = [card for card in cards if not card.progress.is_complete]
    card = next(iter(sorted(to_do, key=_turn)), None)
    step = card.progress.open_quiz or card.progress.next_step if card else None
    if card is None or step is None:
        return None
    title = card.module.lessons[step.id].text(library.chain(language)).title if step.kind == "lesson" else ""
    number = card.progress.steps.index(step) + 1
    opened = card.progress.quiz.open_attempt if step.kind == "quiz" else None
    address = f"/attempts/{opened}" if opened else step_address(language, viewer.track, card.module.id, step)
    return GoOn(card, step, title, number, address)


def _turn(card: ModuleCard) -> tuple[bool, bool, bool]:
    return card.progress.open_quiz is None, not card.progress.is_started, bool(card.waits_for)


@router.get("/help")
async def show_help(request: Request, viewer: Anyone) -> Response:
    """Say how things work here, and whom to ask."""
    return site_of(request).answer(request, viewer, "home/help.html")


class LanguageForm(BaseModel):
    """The choice of a language, and where to go on."""

    language: str
    next: str = "/"


@router.get("/language")
async def languages(request: Request, viewer: Anyone, next: Annotated[str, Query(max_length=300)] = "/") -> Response:  # noqa: A002  # the field's name in the address
    """Show the languages there are, each in its own words."""
    site = site_of(request)
    course = site.publication.library.course
    names = {language: own_name(language) for language in course.languages}
    chosen = site.content_language(request, viewer)
    return site.answer(
        request, viewer, "home/language.html", names=names, chosen=chosen, next=safe_next(next), course=course
    )


@router.post("/language", **takes(LanguageForm))
async def set_language(request: Request, viewer: Anyone) -> Response:
    """Read on in another language, on this browser and for this person."""
    site = site_of(request)
    form = await submitted(request)
    language, address = one(form, "language"), safe_next(one(form, "next"))
    if language not in site.publication.library.course.languages:
        return RedirectResponse("/language", 303)
    if viewer:
        await site.database.write(choose_language, viewer.person_id, language)
    answer = RedirectResponse(_in_language(address, language), 303)
    write_language(answer, language, secure=site.settings.secure)
    return answer


def _in_language(address: str, language: str) -> str:
    """Give the same page in another language: a lesson has one address for each."""
    parts = address.split("/")
    if len(parts) > 3 and parts[1] == "learn":
        parts[2] = language
    return "/".join(parts)
