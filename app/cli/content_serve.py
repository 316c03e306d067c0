"""`score content serve`: a trainer's own preview, with nothing to set up and nobody to sign in.

It runs the whole server on a database of its own in a temporary folder, on this machine only, and whoever opens it
there is its one trainer. What is saved shows at once.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.serve import STOP_WITHIN, port_is_free
from app.settings import Settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from app.database import Session
    from app.main import Application

HERE = "127.0.0.1"
OUR_HOSTS = (b"127.0.0.1", b"localhost")
LOOK_EVERY = 0.2
"""Seconds between two looks for edits."""


def serve(
    directory: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The content folder.")] = None,
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8001,
) -> None:
    """Preview the content on this machine: every lesson in every language, shown anew as soon as a file is saved."""
    with tempfile.TemporaryDirectory(prefix="score-preview-") as folder:
        settings = Settings(
            host=HERE,
            port=port,
            public_url="",
            data_dir=Path(folder),
            database_url="",
            content_repository="",
            content_dir=directory or Settings().content_dir,
            content_poll_seconds=LOOK_EVERY,
        )
        port_is_free(settings, "score content serve --port {port}")
        _serve(settings)


def _serve(settings: Settings) -> None:
    import uvicorn

    from app.database.migrations import migrate
    from app.main import create_app

    migrate(settings.database)
    application = create_app(settings, aside=False)
    config = uvicorn.Config(
        application,
        host=HERE,
        port=settings.port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=STOP_WITHIN,
    )
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        config.app = runner.run(_as_trainer(application))
        print(f"Preview at  {settings.address}/trainer  (stop with Ctrl+C)", flush=True)
        runner.run(uvicorn.Server(config).serve())


async def _as_trainer(application: Application) -> AlwaysSignedIn:
    from app.clock import now

    site = application.site
    token = secrets.token_urlsafe()
    await site.database.write(_add_trainer, token, now())
    return AlwaysSignedIn(application, f"{site.cookie.name}={site.cookie.value(token)}".encode())


def _add_trainer(session: Session, sign_in_token: str, at: datetime) -> None:
    """Let the one trainer of the preview in, by the way that every trainer comes in."""
    from app.accounts.secrets import hash_secret, new_token
    from app.journeys.accept_invitation import NewStaff, accept_as_staff
    from app.journeys.invite import invite_staff

    invitation = new_token()
    invite_staff(session, "trainer", invitation, None, at)
    somebody = NewStaff("Trainer", None, "preview", "en", hash_secret(secrets.token_urlsafe()))
    accept_as_staff(session, invitation, somebody, sign_in_token, at)


class AlwaysSignedIn:
    """Gives every request the trainer's cookie. Asked under another name than this machine's, it knows nobody.

    Nobody can sign out of it: that would end the only sign-in there is.

    A page of another site could lead its own name here (DNS rebinding); it then still reads nothing.
    """

    def __init__(self, app: ASGIApp, cookie: bytes) -> None:
        self.app = app
        self.cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import RedirectResponse

        if scope["type"] == "http" and scope["path"] == "/sign-out":
            await RedirectResponse("/trainer", 303)(scope, receive, send)
            return
        if scope["type"] == "http" and _is_asked_here(scope):
            scope["headers"] = [*(each for each in scope["headers"] if each[0] != b"cookie"), (b"cookie", self.cookie)]
        await self.app(scope, receive, send)


def _is_asked_here(scope: Scope) -> bool:
    host = dict(scope["headers"]).get(b"host", b"")
    return host.rpartition(b":")[0] in OUR_HOSTS or host in OUR_HOSTS
