"""`score content`: check what trainers wrote, stamp translations, and say how far they are."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from app.content.models import Library

app = typer.Typer(help="Check and stamp what trainers wrote.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Option("--content", help="The content folder; SCORE_CONTENT_DIR without it.")]
ModuleId = Annotated[str, typer.Argument(help="Only this module.")]
LanguageCode = Annotated[str, typer.Argument(help="Only this language.")]


@app.command()
def check(
    directory: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The content folder.")] = None,
    content: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Say everything that is wrong with the content, and where. Ends with 1 where there are errors."""
    from app.content.load import load

    library = load(_folder(directory or content))
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in library.findings], ensure_ascii=False, indent=1))
    else:
        for finding in library.findings:
            typer.echo(str(finding))
        typer.echo(_summary(library))
    raise typer.Exit(1 if library.errors else 0)


@app.command()
def stamp(module: ModuleId = "", language: LanguageCode = "", content: Folder = None) -> None:
    """Write into translations from which source words they were made. Do it after you have looked at them again."""
    from app.content.stamping import stamp as write

    changed = write(_folder(content), module, language)
    for file, count in changed.items():
        typer.echo(f"{file}: {count} stamped")
    typer.echo(f"{sum(changed.values())} stamps in {len(changed)} files")


@app.command()
def status(content: Folder = None) -> None:
    """Print how far each module is translated."""
    from rich.console import Console
    from rich.table import Table

    from app.content.coverage import coverage
    from app.content.load import load

    table = Table("Module", "Language", "Texts", "Questions", "Stale", "Drafts")
    for each in coverage(load(_folder(content))):
        texts, questions = f"{each.texts} of {each.all_texts}", f"{each.questions} of {each.all_questions}"
        table.add_row(each.module, each.language, texts, questions, str(each.stale), str(each.drafts))
    Console().print(table)


def _folder(given: Path | None) -> Path:
    from app.settings import Settings

    return given or Settings().content_dir


def _summary(library: Library) -> str:
    errors, warnings = len(library.errors), len(library.findings) - len(library.errors)
    lessons = sum(len(each.lessons) for each in library.modules.values())
    questions = sum(len(each.bank) for each in library.modules.values())
    read = f"{len(library.modules)} modules, {lessons} lessons, {questions} questions"
    languages = ", ".join(library.course.languages)
    return f"{errors} errors, {warnings} warnings. Read: {read}, in {languages}."
