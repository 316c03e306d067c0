"""Wiring: the application from its parts. Nothing is decided here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from app.database import Database, open_database
from app.publishing.place import source_of
from app.settings import Settings
from app.web.assets import Assets
from app.web.cookies import SignInCookie
from app.web.errors import add_error_pages
from app.web.following import Following
from app.web.front import Front
from app.web.headers import security_headers, with_headers
from app.web.pages import Pages
from app.web.press import Press
from app.web.publication import Here, Publication
from app.web.routes import ROUTERS
from app.web.site import Site


class Application:
    """The server as ASGI sees it: what is ready made in front, the routes behind, the guard around both."""

    def __init__(self, site: Site, routes: FastAPI, handler: ASGIApp) -> None:
        self.site = site
        self.routes = routes
        self._handler = handler

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._handler(scope, receive, send)


def create_app(settings: Settings, database: Database | None = None, *, aside: bool = True) -> Application:
    """Make the application. Raises DatabaseUnavailable; what is wrong with the content it shows to trainers.

    `aside` loads content in a process of its own, for the sake of all others who read; without it edits show sooner.
    """
    assets = Assets()
    database = database or open_database(settings.database)
    here, press = Here(), Press(settings)
    publication = Publication(source_of(settings), here)
    following = Following(publication, database, press if aside else here, settings.poll_seconds)
    site = Site(
        settings=settings,
        database=database,
        publication=publication,
        following=following,
        stop_press=press.close,
        pages=Pages(assets),
        cookie=SignInCookie(settings.signing_secret, secure=settings.secure),
    )
    routes = FastAPI(
        title="SCORE Learn", lifespan=_lifespan, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    routes.state.site = site
    for router in ROUTERS:
        # Not include_router: nothing is prefixed here, and asking each router in turn costs more than each route.
        routes.router.routes.extend(router.routes)
    add_error_pages(routes)
    headers = security_headers(assets.style_source, secure=settings.secure)
    return Application(site, routes, with_headers(Front(routes, site), headers))


@asynccontextmanager
async def _lifespan(routes: FastAPI) -> AsyncIterator[None]:
    site: Site = routes.state.site
    chores = [site.following.watch(), site.tidy()]
    if site.settings.content_repository:
        chores.append(site.following.listen())
    running = [asyncio.create_task(each) for each in chores]
    yield
    for each in running:
        each.cancel()
    site.close()
