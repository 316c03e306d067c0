"""Typed words and the forms that count as right, for the types that ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.questions.folding import folded
from app.questions.forms import LIMIT
from app.questions.question import Mistake, Path


def accepts(forms: Sequence[str], typed: object) -> bool:
    """Say whether what was typed is one of the forms, whatever its case, accents, spaces, dashes and punctuation."""
    word = folded(typed[:LIMIT]) if isinstance(typed, str) else ""
    return word != "" and word in map(folded, forms)


def with_others(forms: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Give the forms and those of other languages, the own ones first."""
    return tuple(dict.fromkeys((*forms, *others)))


def form_mistakes(path: Path, forms: Sequence[str]) -> Iterator[Mistake]:
    """Say which of the accepted forms in the list at `path` can never be given."""
    for place, form in enumerate(forms):
        if not folded(form):
            yield Mistake((*path, place), "empty-form", f"{form!r} has no letter or digit.", "Write a word.")
        elif len(form) > LIMIT:
            yield Mistake((*path, place), "long-form", "Nobody can type so much.", f"Keep to {LIMIT} characters.")
