"""`score content insights` and `score data statistics`: what learners' answers say about questions, at their lines."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app.cli.reports import run_report

if TYPE_CHECKING:
    from app.content.models import Library
    from app.reporting.question_statistics import ModuleStatistics


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


def insights(
    module: Annotated[str | None, typer.Argument(help="Only this module.")] = None,
    content: Annotated[
        Path | None, typer.Option("--content", help="The content folder; SCORE_CONTENT_DIR without it.")
    ] = None,
    exported: Annotated[
        Path | None,
        typer.Option("--statistics", help="A file of `score data statistics`, not the database."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="For people or for programs.")] = Format.TEXT,
) -> None:
    """Say what the answers of learners tell about the questions, at the line to look at.

    Each learner's first finished attempt counts. Nothing is said of a question with fewer than 30 answers.
    """
    from app.content.load import load
    from app.content.reports import as_json
    from app.reporting.insights import insights as insights_of
    from app.settings import Settings

    folder = content or Settings().content_dir
    library = load(folder)
    statistics = _statistics(library, module, exported)
    made = [insights_of(folder, library, each) for each in statistics]
    findings = sorted(finding for found, _ in made for finding in found)
    typer.echo(as_json(findings) if form is Format.JSON else "\n".join([*map(str, findings), _summary(statistics)]))
    for each, (_, left) in zip(statistics, made, strict=True):
        if left:
            names = ", ".join(left)
            typer.echo(f"{each.module_id}: left out, as the key or the options are others here: {names}", err=True)


def statistics() -> None:
    """Print the statistics of all questions as JSON: sums without names, which `score content insights` reads."""
    from app.content.load import load
    from app.reporting.statistics_file import as_json, course_statistics
    from app.settings import read_settings

    library = load(read_settings().content_dir)
    typer.echo(as_json(run_report(course_statistics, library)))


def _statistics(library: Library, module: str | None, exported: Path | None) -> list[ModuleStatistics]:
    from app.reporting.statistics_file import UnreadableStatistics, course_statistics, from_json

    if module is not None and module not in library.modules:
        _stop(f"There is no module {module}. There are: {', '.join(library.modules)}.")
    if exported is None:
        return list(run_report(course_statistics, library, module))
    try:
        found = from_json(exported.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, UnreadableStatistics) as error:
        _stop(f"{exported} cannot be read: {error}")
    return [each for each in found if module in (None, each.module_id)]


def _summary(found: list[ModuleStatistics]) -> str:
    from app.reporting.question_statistics import ENOUGH

    questions = [each for module in found for each in module.questions]
    judged = sum(each.figures.n >= ENOUGH for each in questions)
    return f"{judged} of {len(questions)} questions have {ENOUGH} answers or more, in {len(found)} modules."


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
