"""`score content translate, status, export, import`: translations, with git and without."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app.cli.content import Folder, folder_of

if TYPE_CHECKING:
    from app.content.coverage import Coverage
    from app.content.receive import Received

app = typer.Typer()

ModuleId = Annotated[str, typer.Argument(metavar="MODULE", help="The module's id, the name of its folder.")]
Language = Annotated[str, typer.Argument(metavar="LANG", help="The language to translate into: fr.")]


class Format(StrEnum):
    """How the state is printed."""

    TEXT = "text"
    JSON = "json"


@app.command()
def translate(module: ModuleId, language: Language, content: Folder = None) -> None:
    """Write what a module still lacks in a language, as drafts to write over. What is there stays as it is."""
    from app.content.translate import NotThere
    from app.content.translate import translate as write
    from app.content.writing import NotWritable

    try:
        made = write(folder_of(content), module, language)
    except (NotThere, NotWritable) as fault:
        _end(fault)
    for file, count in made.items():
        typer.echo(f"{file}: {count} to translate")
    typer.echo("Nothing is missing." if not made else f"{sum(made.values())} drafts in {len(made)} files")


@app.command()
def status(
    language: Annotated[str, typer.Option("--language", help="Only this language.")] = "",
    form: Annotated[Format, typer.Option("--format", help="For people, or for programs.")] = Format.TEXT,
    content: Folder = None,
) -> None:
    """Print how far each module is translated, and name what is stale."""
    from app.content.coverage import coverage
    from app.content.load import load

    library = load(folder_of(content))
    if language and language not in library.course.languages:
        _end(f"`{language}` is no language of the course; course.yaml names: {', '.join(library.course.languages)}")
    found = [each for each in coverage(library) if language in ("", each.language)]
    if form is Format.JSON:
        typer.echo(json.dumps(list(map(_as_json, found)), ensure_ascii=False, indent=1))
        return
    for code, group in groupby(sorted(found, key=lambda each: each.language), lambda each: each.language):
        _print_table(code, list(group))


@app.command()
def export(
    module: ModuleId,
    language: Language,
    content: Folder = None,
) -> None:
    """Print a module's words and their translation as CSV, for a translator who works in a spreadsheet."""
    from app.content.phrases import phrases
    from app.content.translate import NotThere, open_draft
    from app.content.translation_csv import write_csv

    try:
        text = write_csv(phrases(open_draft(folder_of(content), module, language), language))
    except NotThere as fault:
        _end(fault)
    sys.stdout.buffer.write(text.encode())


@app.command(name="import")
def take_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The CSV file that came back.")],
    publish: Annotated[
        bool, typer.Option("--publish", help="All in it has been looked at: what is whole is shown to learners.")
    ] = False,
    content: Folder = None,
) -> None:
    """Write the changed words of a translator's CSV file. Ends with 1 where a line was refused; it says why."""
    from app.content.receive import receive

    try:
        received = receive(folder_of(content), file.read_bytes(), publish)
    except ValueError as fault:
        _end(f"{file}: {fault}")
    _print_received(file, received)
    raise typer.Exit(1 if received.refused else 0)


def _print_received(file: Path, received: Received) -> None:
    for name, count in received.written.items():
        typer.echo(f"{name}: {count} written")
    for name in received.published:
        typer.echo(f"{name}: published")
    for each in received.refused:
        typer.echo(f"{file}:{each.number}: refused: {each.id}: {each.reason}", err=True)
    written = sum(received.written.values())
    typer.echo(f"{written} written, {received.same} as before, {len(received.refused)} refused")


def _print_table(language: str, modules: Sequence[Coverage]) -> None:
    from rich.console import Console
    from rich.table import Table

    from app.content.pieces import STATES

    table = Table("Module", *(each.capitalize() for each in STATES), title=language, title_justify="left")
    for each in modules:
        table.add_row(each.module, *(str(each.count(state)) for state in STATES))
    Console().print(table)
    for state in ("stale", "orphan"):
        for each in modules:
            _print_named(state, (f"{piece.file}: {piece.name}" for piece in each.pieces if piece.state == state))


def _print_named(state: str, names: Iterable[str]) -> None:
    for name in names:
        typer.echo(f"{state}: {name}")


def _as_json(each: Coverage) -> dict[str, object]:
    from app.content.pieces import STATES

    return {"module": each.module, "language": each.language} | {state: each.named(state) for state in STATES}


def _end(fault: object) -> NoReturn:
    typer.echo(str(fault), err=True)
    raise typer.Exit(2)
