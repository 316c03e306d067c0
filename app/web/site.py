"""What the pages work with: settings, database, content, templates, cookies. Made once, found on the app."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from app.accounts.actions import forget_expired_sign_ins
from app.clock import now
from app.database import Database
from app.enterprises.queries import Viewer
from app.i18n import direction_of, interface_language
from app.settings import Settings
from app.web.addresses import page_address
from app.web.cookies import LANGUAGE, SignInCookie
from app.web.following import Following
from app.web.pages import Pages
from app.web.publication import Publication

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

SLOW_THREADS = 2
"""Argon2 and PDFs: as many at once as a small machine has cores; the others wait their turn."""


@dataclass
class Site:
    """Everything a page needs. One a process."""

    settings: Settings
    database: Database
    publication: Publication
    following: Following
    pages: Pages
    cookie: SignInCookie
    stop_press: Callable[[], None] = lambda: None
    """Ends the process that makes an edition, if one is at work."""
    webhooks: int = 0
    """How many are being listened to."""
    slow: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(SLOW_THREADS, thread_name_prefix="slow")
    )

    bench: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="bench"))
    """The workbench works in one thread of its own: nobody who signs in waits for a trainer."""

    async def aside(self, work: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Do slow work out of everybody's way: a bounded few at a time."""
        return await asyncio.get_running_loop().run_in_executor(self.slow, lambda: work(*args, **kwargs))

    def content_language(self, request: Request, viewer: Viewer | None) -> str:
        """Give the course language somebody reads: their own choice, else their browser's, else the course's first."""
        course = self.publication.library.course
        wanted = [viewer.language] if viewer else []
        wanted += [request.cookies.get(LANGUAGE, ""), *_accepted(request.headers.get("accept-language", ""))]
        return next((each for each in wanted if each in course.languages), course.source)

    def answer(
        self,
        request: Request,
        viewer: Viewer | None,
        template: str,
        *,
        block: str | None = None,
        status: int = 200,
        **context: Any,
    ) -> Response:
        """Answer with a page in the viewer's language."""
        course = self.publication.library.course
        language = interface_language(course.chain(self.content_language(request, viewer)))
        page = {
            "viewer": viewer,
            "direction": direction_of(language),
            "path": page_address(request).partition("?")[0],
            "settings": self.settings,
            **context,
        }
        return self.pages.answer(request, language, template, page, block=block, status=status)

    async def tidy(self) -> None:
        """Do the chores of the stored data for ever, once an hour."""
        while True:
            try:
                await self.database.write(forget_expired_sign_ins, now())
            except Exception:
                log.exception("the hourly chores failed; they are tried again in an hour")
            await asyncio.sleep(3600)

    def close(self) -> None:
        """Let go of threads, of a process that makes an edition, and the database."""
        self.stop_press()
        self.slow.shutdown()
        self.bench.shutdown()
        self.database.close()


def site_of(request: Request) -> Site:
    """Find the site that answers a request."""
    site: Site = request.app.state.site
    return site


def _accepted(header: str) -> list[str]:
    """Read an Accept-Language header (RFC 9110, 12.5.4), the best first: "fr-MU, en;q=0.5" is fr-MU, fr, en."""
    weighted = sorted((_weighted(part) for part in header.split(",")[:10]), key=lambda each: -each[1])
    tags = [tag for tag, weight in weighted if tag and weight > 0]
    return [each for tag in tags for each in dict.fromkeys((tag, tag.split("-")[0]))]


def _weighted(part: str) -> tuple[str, float]:
    tag, _, parameter = part.partition(";")
    try:
        return tag.strip(), float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        return tag.strip(), 0.0
