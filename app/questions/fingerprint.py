"""Which wordings of a question can be counted together: those with the same key and the same things to choose.

Words may change freely: whoever mends a sentence keeps the answers given so far. What decides a mark, or offers another
choice, makes another item of it. As everywhere, an option's key has to go on naming the same thing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from app.questions.question import Path, Question

RECIPE = "1"
"""The version of the recipe; raise it when the recipe changes, never change it in place."""

BESIDE = {*Question.WORDS, "id", "see", "audience", "tags", "points", "shuffle", "image", "retired", "critical"}
"""Fields that neither mark an answer nor offer one. `points` only weigh: statistics are made of shares of them."""

DECIDING = frozenset({"answer", "accept", "points", "start", "then"})
"""Fields that decide marks wherever they stand, also among words."""


def fingerprint(question: Question) -> str:
    """Give the same short text for two wordings just where they can be counted together.

    Of the words only the keys count that they stand behind, not what they say; forms to type are taken without case
    and spaces. Where no field names the right answer, it is in how the author laid the question out: that counts too.
    """
    leaves = sorted({*_leaves(question)}, key=repr)
    named = any(DECIDING & {*map(str, path)} for path, _ in leaves)
    laid_out = None if named else question.right_answer()
    text = json.dumps([leaves, laid_out], ensure_ascii=False, sort_keys=True, default=str)
    return f"{RECIPE}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _leaves(question: Question) -> Iterator[tuple[Path, Any]]:
    for path, value in _flat(question.model_dump(exclude=BESIDE, exclude_none=True)):
        if path[0] not in question.WORDS or DECIDING & {*map(str, path)}:
            yield path, _plain(value)
        elif len(path) > 1:
            yield path, None


def _flat(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Give every value with its place; the members of a list all stand at the list's."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, (*path, name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _flat(inner, path)
    else:
        yield path, value


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.casefold().split())
    return value.normalize() if isinstance(value, Decimal) else value
