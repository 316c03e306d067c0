"""A module as its learner sees it: the aim, the steps, and why it is not complete."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.clock import now
from app.content.models import Library, Module
from app.enterprises.queries import Viewer
from app.journeys.claim_certificate import claim_certificate
from app.journeys.complete_module import is_earned
from app.learning.progress import Progress, Step
from app.learning.queries import has_answered_survey
from app.questions.question import Track
from app.reporting.standing import Standing, standing
from app.web.addresses import step_address
from app.web.dependencies import LearnerOnly, as_learner
from app.web.errors import NotFoundError
from app.web.page_route import PageRoute
from app.web.site import Site, site_of

router = APIRouter(route_class=PageRoute)


@dataclass(frozen=True)
class StepLine:
    """A step as the page lists it; `title` is "" for the quiz, whose name the page knows."""

    step: Step
    title: str
    language: str
    address: str


@dataclass(frozen=True)
class ModuleView:
    """A learner's module: what it is, how far they are, what must come first."""

    module: Module
    language: str
    track: Track
    progress: Progress
    lines: tuple[StepLine, ...]
    waits_for: tuple[Module, ...]
    may_claim: bool
    """Whether a certificate is due that no further step will bring."""

    @property
    def now(self) -> int:
        """The number of the step to do, one more than there are when all are done."""
        undone = (number for number, line in enumerate(self.lines, 1) if not line.step.done)
        return next(undone, len(self.lines) + 1)


async def module_view(site: Site, request: Request, viewer: Viewer, module_id: str) -> ModuleView:
    """Bring together a learner's view of a module. Raises NotFoundError where their track has none."""
    library, learner = site.publication.library, as_learner(viewer)
    stands = await site.database.read(standing, library, learner.person_id, learner.track, learner.enterprise_id)
    module = library.modules.get(module_id)
    if module is None or module_id not in stands.progress:
        raise NotFoundError
    return _view(library, stands, module, learner.track, site.content_language(request, viewer))


def _view(library: Library, stands: Standing, module: Module, track: Track, language: str) -> ModuleView:
    progress = stands.progress[module.id]
    lines = tuple(_line(library, module, step, track, language) for step in progress.steps)
    return ModuleView(
        module, language, track, progress, lines, stands.waits_for(library, module), is_earned(stands, library, module)
    )


def _line(library: Library, module: Module, step: Step, track: str, language: str) -> StepLine:
    address = step_address(language, track, module.id, step)
    chain = library.chain(language)
    if step.kind == "lesson":
        text = module.lessons[step.id].text(chain)
        return StepLine(step, text.title, text.language, address)
    if step.kind == "assignment" and module.assignment:
        task = module.assignment.text(chain)
        return StepLine(step, task.title, task.language, address)
    return StepLine(step, "", language, address)


@router.post("/modules/{module_id}/certificate")
async def claim(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Issue the certificate if it is due, and show it; else the module says what is missing."""
    site = site_of(request)
    number = await site.database.write(
        claim_certificate, site.publication.library, site.settings.issuer, as_learner(viewer), module_id, now()
    )
    return RedirectResponse(f"/certificates/{number}" if number else f"/modules/{module_id}", 303)


@router.get("/modules/{module_id}")
async def show(request: Request, viewer: LearnerOnly, module_id: str) -> Response:
    """Show a module with its steps."""
    site = site_of(request)
    view = await module_view(site, request, viewer, module_id)
    chain = site.publication.library.chain(view.language)
    first = [module.text(chain) for module in view.waits_for]
    return site.answer(
        request,
        viewer,
        "modules/show.html",
        view=view,
        text=view.module.text(chain),
        first=first,
        survey=await _survey_waits(site, viewer, view),
    )


async def _survey_waits(site: Site, viewer: Viewer, view: ModuleView) -> int:
    """Give how many questions of the survey wait for a learner who has finished the module; 0 once answered."""
    count = len(view.module.survey(as_learner(viewer).track)) if view.progress.is_complete else 0
    if count and await site.database.read(has_answered_survey, viewer.person_id, view.module.id):
        return 0
    return count
