"""What answers are marked by, and whether an answer given to one wording of a question can be marked by another. Pure.

Stored answers name options by their keys, so a key has to go on naming the same words. Where an author has exchanged
the words of two keys instead of naming another answer, nobody can say any more what an old answer meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.questions.question import Answer, Question, Unfinished, Unreadable
from app.questions.revision import Revision

KEY_FIELDS = frozenset({"answer", "accept", "tolerance", "tolerance_pct", "partial", "start", "then", "points"})
"""The fields, at any depth, that decide how an answer is marked. A question's own `points` are only its weight."""
NAMING = KEY_FIELDS - {"tolerance", "tolerance_pct", "partial"}
"""Those that say what is right; a question with none of them is right in its author's order or pairs."""

Place = tuple[str, ...]


def same_key(one: Revision, other: Revision) -> bool:
    """Say whether two wordings of a question mark every answer alike, in all languages."""
    return _key(one) == _key(other) and not words_moved(one.question, other.question)


def words_moved(was: Question, now: Question) -> bool:
    """Say whether words stand at another option's key now, while that option is still there."""
    before, after = dict(_lines(was)), dict(_lines(now))
    replaced = {text for place, text in before.items() if after.get(place, text) != text}
    return any(text in replaced and before.get(place) != text for place, text in after.items())


def carried_mark(given_to: Revision, key: Revision, answer: Answer, seed: str) -> float | None:
    """Mark an answer that was given to one wording by the key of another, 0.0 to 1.0.

    None where that cannot be done: the answer names an option that is gone, is of another kind, or went a way through
    a story that leads elsewhere now.
    """
    was, now = given_to.question, key.question
    if words_moved(was, now) or not _takes(now, answer, seed) or was.steps_to(answer) != now.steps_to(answer):
        return None
    return key.mark(answer)


def _takes(question: Question, answer: Answer, seed: str) -> bool:
    """Say whether somebody could give this answer to the question: filled into its form, it reads the same."""
    try:
        read = question.read(question.fill(answer, seed), seed)
    except (Unreadable, Unfinished):
        return False
    return _unordered(read) == _unordered(answer)


def _unordered(answer: Answer) -> object:
    """Ticks are stored in the author's order, which may be another now. Of places in an order only one reads back."""
    return sorted(answer) if isinstance(answer, list) else answer


def _key(revision: Revision) -> frozenset[object]:
    found: set[object] = set()
    for question in revision.questions.values():
        fields = question.model_dump(exclude={"points", *Question.WORDS})
        leaves = [(place, leaf) for place, leaf in _leaves(fields) if KEY_FIELDS & {*place} or place == ("type",)]
        named = any(NAMING & {*place} for place, _ in leaves)
        found |= {*leaves} if named else {*leaves, ("right", _frozen(question.right_answer()))}
    return frozenset(found)


def _frozen(answer: Answer) -> object:
    return frozenset(answer.items()) if isinstance(answer, dict) else tuple(answer)


def _lines(question: Question) -> Iterator[tuple[Place, object]]:
    """Give the words that stand behind keys: options, choices, items, pairs; not the reasons, nor what can be typed."""
    words = {field: each for field, each in question.words().items() if field not in Question.WORDS}
    return ((place, leaf) for place, leaf in _leaves(words) if len(place) > 1 and not _is_no_line(place))


def _is_no_line(place: Place) -> bool:
    """Say whether the forms of a typed gap stand here, or why a choice in a story was no good."""
    return place[2:] == ("accept",) or place[4:] == ("why",)


def _leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Give every value with the names above it; those of a list all stand at one place."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, (*place, name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner, place)
    else:
        yield place, " ".join(value.casefold().split()) if isinstance(value, str) else value
