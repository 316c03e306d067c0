"""Who may use a route. Every route names one of these; a test walks them all and finds the one that names none.

Rights decide what is found: what somebody may not see does not exist for them (404), so nothing can be probed.
They call each other and not FastAPI's Depends, which costs more than the question itself.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app.accounts.secrets import fingerprint
from app.clock import now
from app.enterprises.queries import Viewer, viewer
from app.journeys.complete_module import Learner
from app.web.errors import NoEnterpriseError, NotFoundError, SignInNeededError
from app.web.site import site_of


async def anyone(request: Request) -> Viewer | None:
    """Everybody may; whoever is signed in is known."""
    site = site_of(request)
    token = site.cookie.token(request)
    return await site.database.read(viewer, fingerprint(token), now()) if token else None


async def signed_in(request: Request) -> Viewer:
    """Whoever is signed in may."""
    found = await anyone(request)
    if found is None:
        raise SignInNeededError
    return found


async def learner(request: Request) -> Viewer:
    """Members of an enterprise may."""
    found = await signed_in(request)
    if found.enterprise_id is None:
        raise NoEnterpriseError
    return found


async def manager(request: Request) -> Viewer:
    """Those whom an admin has named manager of their enterprise may."""
    found = await signed_in(request)
    if not found.is_manager:
        raise NotFoundError
    return found


async def trainer(request: Request) -> Viewer:
    """Trainers may."""
    found = await signed_in(request)
    if not found.is_trainer:
        raise NotFoundError
    return found


async def admin(request: Request) -> Viewer:
    """Admins of the national partner may."""
    found = await signed_in(request)
    if not found.is_admin:
        raise NotFoundError
    return found


async def machine() -> None:
    """Machines that watch over the server may; there is nothing in it about people."""


Anyone = Annotated[Viewer | None, Depends(anyone)]
SignedIn = Annotated[Viewer, Depends(signed_in)]
LearnerOnly = Annotated[Viewer, Depends(learner)]
ManagerOnly = Annotated[Viewer, Depends(manager)]
TrainerOnly = Annotated[Viewer, Depends(trainer)]
AdminOnly = Annotated[Viewer, Depends(admin)]
ACCESS = (anyone, signed_in, learner, manager, trainer, admin, machine)


def as_learner(person: Viewer) -> Learner:
    """Give what the journeys of a module need to know of a member."""
    assert person.enterprise_id is not None
    assert person.track is not None
    return Learner(person.person_id, person.enterprise_id, person.track, person.language)
