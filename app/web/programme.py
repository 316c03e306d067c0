"""The programme as a path: what comes first, what next by need, what at any time. Open to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.content.models import Library, Module, ModuleText
from app.questions.question import TRACKS, Track
from app.reporting.standing import Standing, standing
from app.web.dependencies import Anyone, as_learner
from app.web.home import ModuleCard
from app.web.page_route import PageRoute
from app.web.site import site_of

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True)
class Stop:
    """A module on the path, with its minutes for each track that has it. `state` is None for who does not learn it."""

    module: Module
    text: ModuleText
    minutes: dict[Track, int]
    state: str | None


@dataclass(frozen=True)
class Leg:
    """A part of the path: `first`, `then` (by need) or `anytime`."""

    kind: str
    stops: tuple[Stop, ...]


@router.get("/modules")
async def show(request: Request, viewer: Anyone) -> Response:
    """Show all modules in the order in which they build on each other."""
    site = site_of(request)
    library = site.publication.library
    stands = None
    if viewer and viewer.enterprise_id is not None:
        learner = as_learner(viewer)
        stands = await site.database.read(standing, library, learner.person_id, learner.track, learner.enterprise_id)
    chain = library.chain(site.content_language(request, viewer))
    stops = tuple(_stop(library, module, stands, chain) for module in library.published)
    return site.answer(request, viewer, "programme/show.html", legs=_legs(library, stops), count=len(stops))


def _stop(library: Library, module: Module, stands: Standing | None, chain: tuple[str, ...]) -> Stop:
    minutes = {track: module.minutes(track) for track in TRACKS if module.tracks.get(track)}
    return Stop(module, module.text(chain), minutes, _state(library, module, stands, chain))


def _state(library: Library, module: Module, stands: Standing | None, chain: tuple[str, ...]) -> str | None:
    """Give the word for where the viewer is in it, as on their home."""
    if stands is None or module.id not in stands.progress:
        return None
    waits_for = tuple(first.text(chain) for first in stands.waits_for(library, module))
    return ModuleCard(module, module.text(chain), stands.progress[module.id], waits_for).state


def _legs(library: Library, stops: tuple[Stop, ...]) -> list[Leg]:
    """Sort the modules: those that others build on, those that build on them, and those that stand alone."""
    awaited = {each for module in library.published for each in module.prerequisites}
    legs = [
        Leg("first", tuple(each for each in stops if each.module.id in awaited and not each.module.prerequisites)),
        Leg("then", tuple(each for each in stops if each.module.prerequisites)),
        Leg(
            "anytime", tuple(each for each in stops if not each.module.prerequisites and each.module.id not in awaited)
        ),
    ]
    return [leg for leg in legs if leg.stops]
