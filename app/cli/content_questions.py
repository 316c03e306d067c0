"""`score content export-questions` and `import-questions`: banks of questions for Moodle, and from there."""

from __future__ import annotations

import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from app.content.models import Library, Module
    from app.interop.inward import Carried

Folder = Annotated[Path | None, typer.Option("--content", help="The content folder; SCORE_CONTENT_DIR without it.")]


class FormatName(StrEnum):
    """The formats that Moodle reads and writes."""

    GIFT = "gift"
    MOODLE_XML = "moodle-xml"


def export_questions(
    module: Annotated[str, typer.Argument(help="The id of the module.")],
    form: Annotated[FormatName, typer.Option("--format", help="What to write.")] = FormatName.MOODLE_XML,
    language: Annotated[str, typer.Option(help="The language; the authors' own without it.")] = "",
    content: Folder = None,
) -> None:
    """Print a module's questions for Moodle; what cannot be carried is said line by line on standard error."""
    from app.interop.files import FORMATS, written
    from app.interop.outward import outward

    library, chosen = _loaded(content, module)
    wanted = language or library.course.source
    if wanted not in library.course.languages:
        _stop(f"There is no language {wanted}; the languages are {', '.join(library.course.languages)}.")
    out = outward(chosen, library.course, wanted, FORMATS[form.value])
    for loss in out.losses:
        typer.echo(str(loss), err=True)
    typer.echo(f"{len(out.bank.questions)} of {len(chosen.bank)} questions written.", err=True)
    typer.echo(written(out.bank, FORMATS[form.value]).encode(), nl=False)


def import_questions(
    file: Annotated[Path, typer.Argument(help="A file in GIFT or Moodle XML.")],
    module: Annotated[str, typer.Option(help="The id of the module that the questions are for.")],
    form: Annotated[FormatName | None, typer.Option("--format", help="Found out from the file without it.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Add them to the module's questions.yaml.")] = False,
    content: Folder = None,
) -> None:
    """Print questions from Moodle as ours, or add them to a bank; what is lost is said on standard error.

    Ends with 1 where something must be mended.
    """
    from app.content.findings import Notes
    from app.interop.bank_yaml import bank_yaml
    from app.interop.files import FORMATS, read_questions

    path = _module_folder(content, module) / "questions.yaml"
    notes = Notes(str(file))
    carried = read_questions(_bytes(file), notes, _taken(content, module), FORMATS[form.value] if form else None)
    for finding in sorted(notes.found):
        typer.echo(str(finding), err=True)
    typer.echo(_summary(carried), err=True)
    text = bank_yaml(carried)
    if write and carried:
        _append(path, text)
        typer.echo(f"Added to {path}. Now run: score content check", err=True)
    else:
        typer.echo(text.encode(), nl=False)
    raise typer.Exit(1 if notes.broken else 0)


def _loaded(content: Path | None, module: str) -> tuple[Library, Module]:
    from app.content.load import load

    library = load(_folder(content))
    found = library.modules.get(module)
    if found is None:
        _stop(f"There is no module {module}, or it has errors; run: score content check")
    return library, found


def _taken(content: Path | None, module: str) -> set[str]:
    """Give the ids that are or were a question's in this module."""
    from app.content.draft import read_draft
    from app.content.shared import read_shared
    from app.content.snapshot import Snapshot, take_snapshot

    files = take_snapshot(_folder(content))
    draft = read_draft(files.below("modules").get(module, Snapshot({})), module, read_shared(files, None))
    if not draft.bank.readable:
        _stop(f"questions.yaml of {module} cannot be read; mend it first: score content check")
    return {*draft.bank.ids, *draft.outline.retired}


def _module_folder(content: Path | None, module: str) -> Path:
    path = _folder(content) / "modules" / module
    if not module or Path(module).name != module or not path.is_dir():
        _stop(f"There is no module {module}.")
    return path


def _bytes(file: Path) -> bytes:
    from app.interop.files import LARGEST

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as fault:
        _stop(f"{file} cannot be read: {fault.strerror}.")


def _append(path: Path, text: str) -> None:
    """Add to a bank. The file is whole at every moment: either the old one or the new one."""
    from app.content.document import read
    from app.content.findings import Notes

    before = path.read_text(encoding="utf-8").rstrip("\n") if path.is_file() else ""
    whole = f"{before}\n\n{text}" if before else text
    if read(whole, Notes(path.name)) is None:
        _stop(f"Nothing was added: {path} is no list that goes on at its end. Look at it, or print without --write.")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as new:
        new.write(whole)
    if path.is_file():
        os.chmod(new.name, path.stat().st_mode & 0o777)
    os.replace(new.name, path)


def _summary(carried: list[Carried]) -> str:
    to_mend = sum(not each.ready for each in carried)
    return f"{len(carried)} questions read, {to_mend} of them to be mended first."


def _folder(given: Path | None) -> Path:
    from app.settings import Settings

    return given or Settings().content_dir


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(2)
