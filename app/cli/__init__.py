"""The `score` command: one file for each group of verbs."""

from __future__ import annotations

import sys

import typer

from app.cli import (
    content,
    content_impact,
    content_insights,
    content_pull,
    content_questions,
    content_regrade,
    content_serve,
    content_translate,
    content_write,
    data,
    people,
    serve,
)
from app.settings import SettingsError

app = typer.Typer(no_args_is_help=True, add_completion=False, help="SCORE Learn: a self-paced training server.")
app.command(name="serve")(serve.serve)
content.app.command(name="pull")(content_pull.pull)
content.app.command(name="serve")(content_serve.serve)
content.app.command(name="impact")(content_impact.impact)
content.app.command(name="statistics")(content_impact.statistics)
content.app.command(name="regrade")(content_regrade.regrade)
content.app.add_typer(content_translate.app)
content.app.add_typer(content_write.app)
content.app.command(name="export-questions")(content_questions.export_questions)
content.app.command(name="import-questions")(content_questions.import_questions)
content.app.command(name="insights")(content_insights.insights)
data.app.command(name="statistics")(content_insights.statistics)
app.add_typer(content.app, name="content")
app.add_typer(people.app, name="people")
app.add_typer(data.app, name="data")


def main() -> None:
    """Run the command; what an operator can mend is one sentence, never a traceback."""
    try:
        app()
    except Exception as error:
        if not isinstance(error, _told_in_a_sentence()):
            raise
        print(error, file=sys.stderr)
        sys.exit(2)


def _told_in_a_sentence() -> tuple[type[Exception], ...]:
    """Looked up only when something is raised: most commands know no database, and its library is slow to import."""
    from app.database import DatabaseUnavailable

    return SettingsError, DatabaseUnavailable
