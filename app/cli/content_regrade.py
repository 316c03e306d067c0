"""`score content regrade`: mark the answers to a question again after its key was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.act import run_act

if TYPE_CHECKING:
    from app.assessment.remarking import Outcome
    from app.content.models import Library
    from app.journeys.regrade_question import Effect
    from app.settings import Settings

SENTENCES: dict[Outcome, str] = {
    "rises": "get more points",
    "same": "get as many points as before",
    "waits": "are under way: the answer to come is marked by the new key",
    "kept": "would get fewer points, and keep theirs",
    "falls": "would not be passed: the result stays and is flagged",
    "left": "cannot be marked again, because an option is gone: they stay as they are",
}


def regrade(
    module: Annotated[str, typer.Argument(help="The module's id.")],
    question: Annotated[str, typer.Argument(help="The question's id.")],
    apply: Annotated[bool, typer.Option("--apply", help="Do it. Without this, it is only said what it means.")] = False,
) -> None:
    """Mark the answers to a question again by its present key. Nobody loses points, a result or a certificate.

    A server that runs waits with its writing until it is done: with thousands of attempts, use the admin's page.
    """
    from app.assessment.errors import NotInTheBank
    from app.clock import now
    from app.journeys.regrade_question import effect_of_regrade, regrade_question
    from app.settings import read_settings

    settings = read_settings()
    library = _live(settings)
    _refuse_if_broken(library, module)
    try:
        effect = run_act(effect_of_regrade, library, module, question)
    except NotInTheBank as unknown:
        typer.echo(f"The content has no question {module}/{question}.", err=True)
        raise typer.Exit(1) from unknown
    if apply:
        key = effect.revision.id
        effect = run_act(regrade_question, library, settings.issuer, module, question, key, None, now())
    typer.echo("\n".join(_report(effect, applied=apply)))


def _live(settings: Settings) -> Library:
    """Read what the server shows: the folder, or what it last showed of the followed branch."""
    from app.publishing.errors import CannotFollow, CommitRefused
    from app.publishing.place import read, source_of

    try:
        place = source_of(settings).first()
        assert place is not None, "a source has something to begin with"
        return read(place, lambda: None)
    except (CannotFollow, CommitRefused) as error:
        typer.echo(f"The content cannot be read. {error}", err=True)
        raise typer.Exit(1) from error


def _refuse_if_broken(library: Library, module: str) -> None:
    """The server keeps the last good version of a broken module; here there is none to mark by."""
    broken = [each for each in library.errors if each.file.startswith(f"modules/{module}/")]
    if broken:
        typer.echo(f"The module {module} has errors. Mend them first: {broken[0]}", err=True)
        raise typer.Exit(1)


def _report(effect: Effect, *, applied: bool) -> Iterator[str]:
    where = f"{effect.module.id}/{effect.revision.question.id}"
    if not effect.remarks:
        yield f"{where}: no answer is marked by an older key. There is nothing to do."
        return
    yield f"{where}: {len(effect.remarks)} attempts were marked by an older key."
    yield from (f"{effect.counts[outcome]:6} {said}" for outcome, said in SENTENCES.items() if effect.counts[outcome])
    yield f"{len(effect.passing):6} were failed and are passed by it; {len(effect.certified)} certificates"
    yield from (f"       certificate to look at: {number}" for number in effect.flagged)
    yield "Done." if applied else "Nothing was changed. Add --apply to do it."
