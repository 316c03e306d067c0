"""`score content impact` and `score content statistics`: what an edit means to learners, before it is merged."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.act import run_act

if TYPE_CHECKING:
    from app.content.models import Library
    from app.reporting.impact import ModuleImpact, QuestionImpact
    from app.reporting.nameless_statistics import Statistics


class Failure(StrEnum):
    """What ends the command with 1."""

    VERDICTS = "verdicts"


OUTCOMES = {
    "rises": "more points",
    "same": "as many points",
    "waits": "not answered yet",
    "kept": "fewer points, not taken",
    "falls": "passed only by the older key",
    "left": "not to be marked again",
}


def impact(
    revision: Annotated[str, typer.Argument(metavar="REV", help="Compare the folder with this revision.")],
    content: Annotated[Path | None, typer.Option("--content", help="The content folder.")] = None,
    exported: Annotated[
        Path | None,
        typer.Option("--statistics", help="A file of `score content statistics`, not the database."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    fail_on: Annotated[
        Failure | None, typer.Option("--fail-on", help="End with 1 where a verdict would be another.")
    ] = None,
) -> None:
    """Say what the edits since a revision mean to those who learn: by module, question and lesson, in numbers."""
    from app.content.history import NoHistory
    from app.reporting.impact import impact as impact_of

    try:
        before, after = _both(content, revision)
    except NoHistory as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    found = impact_of(before, after, _statistics(exported))
    typer.echo(json.dumps([asdict(each) for each in found], indent=1) if as_json else "\n".join(_report(found)))
    raise typer.Exit(1 if fail_on and any(sum(each.verdicts) for each in found) else 0)


def statistics(to: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")]) -> None:
    """Write what learners have done, without names, to a file that `impact` reads where the database is not.

    Answers are in it as they were given, typed ones too, so keep it to yourself.
    """
    from app.reporting.nameless_statistics import as_json, read_statistics

    gathered = run_act(read_statistics)
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(as_json(gathered))
    typer.echo(f"{to}: {len(gathered.sittings)} attempts")


def _both(content: Path | None, revision: str) -> tuple[Library, Library]:
    """Give the course as it was, and as it would be live: of what is broken now, the last good version."""
    from app.content.load import load
    from app.content.past import library_at
    from app.settings import Settings

    folder = content or Settings().content_dir
    before = library_at(folder, revision)
    after = load(folder, before)
    for each in after.errors:
        typer.echo(f"Not counted, as the older version stays: {each}", err=True)
    return before, after


def _statistics(exported: Path | None) -> Statistics:
    from app.reporting.nameless_statistics import UnreadableStatistics, from_json, read_statistics

    if exported is None:
        return run_act(read_statistics)
    try:
        return from_json(exported.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, UnreadableStatistics) as error:
        typer.echo(f"{exported} cannot be read: {error}", err=True)
        raise typer.Exit(2) from None


def _report(found: Sequence[ModuleImpact]) -> Iterator[str]:
    if not found:
        yield "No module is changed: learners notice nothing."
    for each in found:
        yield from _module(each)


def _module(each: ModuleImpact) -> Iterator[str]:
    failed, passed = each.verdicts
    yield (
        f"{each.id} ({each.change}): {each.open} open attempts, {each.passes_touched} passes touched, "
        f"{failed + passed} change verdict ({failed} to passed, {passed} to failed), "
        f"{each.certificates} certificates stay"
    )
    if each.again:
        lessons = ", ".join(f"{lesson.id} ({lesson.learners})" for lesson in each.again)
        yield f"  lessons that finishers will see again: {lessons}"
    if each.new:
        lessons = ", ".join(f"{lesson.id} ({lesson.track}, {lesson.learners})" for lesson in each.new)
        yield f"  new lessons, and how many had finished: {lessons}"
    for change, words in (("key", "questions whose key changed"), ("gone", "questions that are gone")):
        yield from (f"  {words}: {_question(asked)}" for asked in each.questions if asked.change == change)
    rest = [asked.id for asked in each.questions if asked.change not in ("key", "gone")]
    if rest:
        yield f"  other changed questions, which change no mark: {', '.join(rest)}"


def _question(asked: QuestionImpact) -> str:
    outcomes = ", ".join(f"{count} {OUTCOMES[outcome]}" for outcome, count in asked.outcomes.items())
    again = f"; marked again: {outcomes}" if outcomes else ""
    return f"{asked.id} ({asked.open} open, {asked.passes} passes{again})"
