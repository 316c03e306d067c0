"""`score content`: check what trainers wrote, and stamp translations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.content.findings import Finding
    from app.content.models import Library

app = typer.Typer(help="Check and stamp what trainers wrote.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Option("--content", help="The content folder; SCORE_CONTENT_DIR without it.")]
ModuleId = Annotated[str, typer.Argument(help="Only this module.")]
LanguageCode = Annotated[str, typer.Argument(help="Only this language.")]


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


@app.command()
def check(
    directory: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help="The content folder.")] = None,
    content: Folder = None,
    form: Annotated[
        Format, typer.Option("--format", help="For people, for programs, or for a code host.")
    ] = Format.TEXT,
    revision: Annotated[str, typer.Option("--against", metavar="REV", help="Compare the ids with this revision.")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 where there are warnings, too.")] = False,
) -> None:
    """Say everything that is wrong with the content, and where. Ends with 1 where there are errors."""
    from app.content.load import load

    folder = folder_of(directory or content)
    library = load(folder)
    findings = sorted({*library.findings, *_against(folder, revision)})
    typer.echo(_printed(form, folder, findings, library))
    wrong = findings if strict else [each for each in findings if each.severity == "error"]
    raise typer.Exit(1 if wrong else 0)


@app.command()
def stamp(module: ModuleId = "", language: LanguageCode = "", content: Folder = None) -> None:
    """Write into translations from which source words they were made. Do it after you have looked at them again."""
    from app.content.stamping import stamp as write

    changed = write(folder_of(content), module, language)
    for file, count in changed.items():
        typer.echo(f"{file}: {count} stamped")
    typer.echo(f"{sum(changed.values())} stamps in {len(changed)} files")


def folder_of(given: Path | None) -> Path:
    """Give the content folder: the one named, else that of the settings."""
    from app.settings import Settings

    return given or Settings().content_dir


def _against(folder: Path, revision: str) -> list[Finding]:
    if not revision:
        return []
    from app.content.against import against
    from app.content.history import NoHistory, snapshot_at
    from app.content.snapshot import take_snapshot

    try:
        return against(snapshot_at(folder, revision), take_snapshot(folder))
    except NoHistory as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def _printed(form: Format, folder: Path, findings: Sequence[Finding], library: Library) -> str:
    from app.content.reports import as_json, as_sarif

    if form is Format.JSON:
        return as_json(findings)
    if form is Format.SARIF:
        from app.content.history import root_of

        above = folder.resolve().relative_to(root_of(folder)).as_posix()
        return as_sarif(findings, "" if above == "." else above)
    return "\n".join((*_lines(findings), summary(findings, library)))


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Give the warnings, then the errors: what must be mended stands last, just above the prompt."""
    for severity, colour in (("warning", typer.colors.YELLOW), ("error", typer.colors.RED)):
        for each in findings:
            if each.severity == severity:
                yield str(each).replace(f": {severity} ", f": {typer.style(severity, fg=colour, bold=True)} ", 1)


def summary(findings: Sequence[Finding], library: Library) -> str:
    """Say in one line what was read, and how many findings there are."""
    errors = sum(each.severity == "error" for each in findings)
    lessons = sum(len(each.lessons) for each in library.modules.values())
    questions = sum(len(each.bank) for each in library.modules.values())
    found = f"{_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}"
    read = f"{_count(len(library.modules), 'module')}, {_count(lessons, 'lesson')}, {_count(questions, 'question')}"
    return f"{found}. Read: {read}, in {', '.join(library.course.languages)}."


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
