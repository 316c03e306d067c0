"""`score content pull`: fetch what the followed branch holds, check it, and have the servers show it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from app.content.models import Commit, Library
    from app.publishing.place import Found, Source
    from app.settings import Settings


def pull() -> None:
    """Fetch the followed branch and say what can be shown of it. Servers that run show it within seconds.

    Ends with 1 where the branch cannot be fetched, or its commit or a module of it is refused.
    """
    from app.publishing.errors import CannotFollow, CommitRefused
    from app.publishing.place import read, source_of
    from app.settings import read_settings

    settings = read_settings()
    if not settings.content_repository:
        typer.echo("There is no repository to follow. Set SCORE_CONTENT_REPOSITORY to its path or URL.", err=True)
        raise typer.Exit(2)
    source = source_of(settings)
    try:
        found = _newest(source)
        library = read(found, lambda: None)
        source.accept(library)
    except CannotFollow as error:
        typer.echo(f"Nothing was changed. {error}", err=True)
        raise typer.Exit(1) from error
    except CommitRefused as error:
        _note(settings, error.commit, error.why)
        typer.echo(f"Commit {error.commit.short} is refused, and what was live stays. {error}", err=True)
        raise typer.Exit(1) from error
    assert found.commit
    _note(settings, found.commit, None)
    _say(found.commit, library)
    raise typer.Exit(1 if library.refused else 0)


def _newest(source: Source) -> Found:
    """Give what the branch holds now, whether or not it was live before."""
    live = source.first()
    newer = source.newest()
    found = newer or live
    assert found is not None
    return found


def _note(settings: Settings, commit: Commit, refused: str | None) -> None:
    """Store what came of the commit: it is how the servers learn of it."""
    from app.clock import now
    from app.database import open_database
    from app.database.migrations import migrate
    from app.publishing.actions import note_release

    migrate(settings.database)
    database = open_database(settings.database)
    try:
        asyncio.run(database.write(note_release, commit, refused, now()))
    finally:
        database.close()


def _say(commit: Commit, library: Library) -> None:
    from app.cli.content import summary

    when = f"{commit.at:%Y-%m-%d %H:%M}" if commit.at else ""
    typer.echo(f"Live: {commit.short} - {commit.subject}, by {commit.author}, {when}")
    for finding in library.errors:
        typer.echo(str(finding))
    for ident in sorted(library.refused):
        kept = library.commit_of(ident)
        typer.echo(f"Refused: {ident}; " + (f"it stays as in {kept[:10]}." if kept else "nothing of it is live."))
    typer.echo(summary(library.findings, library))
