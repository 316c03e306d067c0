"""`score serve`: bring the database up to date, load the content, say how to come in, and answer people."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from app.settings import Settings, read_settings

if TYPE_CHECKING:
    import uvicorn

    from app.main import Application


STOP_WITHIN = 3
"""Seconds that a stop waits for answers under way. A trainer's page that waits for edits would else hold it up."""


def serve(demo: Annotated[bool, typer.Option(help="Have a demo enterprise with people of each kind.")] = False) -> None:
    """Start the server and say how to come in."""
    from app.database.migrations import migrate

    settings = read_settings()
    port_is_free(settings, "SCORE_PORT={port} make serve")
    migrate(settings.database)
    import uvicorn

    from app.main import create_app

    application = create_app(settings)
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=STOP_WITHIN,
    )
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(config, application, settings, demo))


async def _serve(config: uvicorn.Config, application: Application, settings: Settings, demo: bool) -> None:
    from uvicorn import Server

    from app.enterprises.queries import count_staff

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, application.site.following.ask)
    _say_what_was_found(application)
    if demo:
        await _say_how_to_try(application, settings)
    elif not await application.site.database.read(count_staff, admins=True):
        print("There is no admin yet. Invite the first one: score people invite admin")
    print(f"\nSCORE Learn answers at  {settings.address}  (stop with Ctrl+C)", flush=True)
    await Server(config).serve()


def port_is_free(settings: Settings, otherwise: str) -> None:
    """Say in words that the port is taken, before anything else is done. `otherwise`: the command with a `{port}`."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            print(
                f"Cannot listen on {settings.host} port {settings.port}: {error.strerror}. "
                f"Stop what uses it, or choose another port: {otherwise.format(port=settings.port + 1)}",
                file=sys.stderr,
            )
            raise typer.Exit(2) from error


def _say_what_was_found(application: Application) -> None:
    library = application.site.publication.library
    lessons = sum(len(module.lessons) for module in library.published)
    print(f"Content: {len(library.published)} modules, {lessons} lessons, {len(library.errors)} errors.")
    if library.commit:
        print(f"Commit {library.commit.short} of {application.site.publication.source.name}")
    if library.errors:
        print("Some content cannot be shown as written. See: score content check")


async def _say_how_to_try(application: Application, settings: Settings) -> None:
    from app.cli.demo import have_demo

    site = application.site
    demo = await have_demo(site.database, site.publication.library, settings.data_dir, settings.issuer)
    learners, staff = f"{settings.address}/sign-in?code={demo.code}", f"{settings.address}/sign-in/staff"
    print(
        f"""
Demo enterprise "Harbour Shirts (demo)", workplace code {demo.code[:3]} {demo.code[3:]}
  join as somebody new   {settings.address}/join/{demo.code}
  worker    {learners}   name Amina Otieno   PIN {demo.worker_pin}
  manager   {learners}   name Daniel Ramful  PIN {demo.manager_pin}
  trainer   {staff}   sign-in name {demo.trainer}   password {demo.trainer_password}
  admin     {staff}   sign-in name {demo.admin}     password {demo.admin_password}"""
    )
