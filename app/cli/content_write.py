"""`score content new` and `score content schema`: a good beginning, and help from the editor."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from app.cli.content import Folder, folder_of

app = typer.Typer()


class What(StrEnum):
    """What can be begun from a template."""

    MODULE = "module"
    LESSON = "lesson"
    QUESTION = "question"


@app.command()
def new(
    what: Annotated[What, typer.Argument(help="What to begin.")],
    ident: Annotated[str, typer.Argument(metavar="ID", help="A short word for it that never changes.")],
    module: Annotated[str, typer.Option("--module", help="The module of the lesson or question.")] = "",
    kind: Annotated[str, typer.Option("--type", help="The type of the question.")] = "single",
    content: Folder = None,
) -> None:
    """Begin a module, a lesson or a question from a template. Learners do not see it yet."""
    from app.content.new import Taken, new_lesson, new_module, new_question
    from app.content.translate import NotThere
    from app.content.writing import NotWritable

    folder = folder_of(content)
    try:
        match what:
            case What.MODULE:
                made = new_module(folder, ident)
            case What.LESSON:
                made = [new_lesson(folder, module, ident)]
            case What.QUESTION:
                made = [new_question(folder, module, ident, kind)]
    except (Taken, NotThere, NotWritable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(2) from None
    typer.echo("\n".join(made))
    typer.echo("Edit this, then run: score content check")


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="A kind of file; without it, their names.")] = "",
    write: Annotated[bool, typer.Option("--write", help="Write all of them below the content folder.")] = False,
    content: Folder = None,
) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from app.content.schema import KINDS
    from app.content.schema import schema as of_kind
    from app.content.schema_files import write_schemas

    if write:
        changed = write_schemas(folder_of(content))
        typer.echo("\n".join(changed) if changed else "All schemas are up to date.")
    elif kind in KINDS:
        typer.echo(json.dumps(of_kind(kind), indent=1))
    elif kind:
        typer.echo(f"there is no kind `{kind}`; there are: {', '.join(KINDS)}", err=True)
        raise typer.Exit(2)
    else:
        typer.echo("\n".join(f"{name}: {made.__doc__}" for name, made in KINDS.items()))
