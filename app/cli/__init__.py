"""The `score` command: one file for each group of verbs."""

from __future__ import annotations

import sys

import typer

from app.cli import content, content_serve, data, people, serve
from app.database import DatabaseUnavailable
from app.settings import SettingsError

app = typer.Typer(no_args_is_help=True, add_completion=False, help="SCORE Learn: a self-paced training server.")
app.command(name="serve")(serve.serve)
content.app.command(name="serve")(content_serve.serve)
app.add_typer(content.app, name="content")
app.add_typer(people.app, name="people")
app.add_typer(data.app, name="data")


def main() -> None:
    """Run the command; what an operator can mend is one sentence, never a traceback."""
    try:
        app()
    except (SettingsError, DatabaseUnavailable) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
