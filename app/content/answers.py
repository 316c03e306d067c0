"""What an edit does to the answers that people have given: another key, other options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.content.draft import Draft
from app.content.findings import Finding, Notes
from app.questions.question import Path, Question

KEYS = ("type", "answer", "tolerance", "tolerance_pct", "partial", "points")
"""The fields by which an answer is marked."""
CHANGED = "if the old answer was wrong, have those who were marked by it marked again; attempts under way keep it"
OPTIONS = "attempts under way keep the old ones; for another question take another id"


def compare_answers(old: Draft, new: Draft) -> list[Finding]:
    """Say which questions are marked otherwise than before, and which have other options."""
    notes = Notes(new.bank.notes.file)
    for ident in old.bank.questions.keys() & new.bank.questions.keys():
        was, now = old.bank.questions[ident].question, new.bank.questions[ident]
        base = (now.position,)
        changed = _changed_key(was, now.question)
        if changed:
            spot = new.bank.document.field((*base, *changed))
            notes.warning(spot, "answer-changed", "the right answer is another than before", CHANGED, ident)
        for name in _other_options(was, now.question):
            spot = new.bank.document.key((*base, name))
            notes.warning(spot, "options-changed", f"`{name}` has other lines than before", OPTIONS, ident)
    return sorted(notes.found)


def _changed_key(was: Question, now: Question) -> Path | None:
    """Give the field by which a question is now marked otherwise; None where it is marked as before."""
    for name in KEYS:
        if _unordered(getattr(was, name, None)) != _unordered(getattr(now, name, None)):
            return (name,)
    accepted = {each.casefold() for each in getattr(was, "accept", ())}
    if accepted - {each.casefold() for each in getattr(now, "accept", ())}:
        return ("accept",)
    return _reordered(was, now) or _swapped(was, now)


def _reordered(was: Question, now: Question) -> Path | None:
    before, after = was.right_answer(), now.right_answer()
    if "answer" in type(now).model_fields or not (isinstance(before, list) and isinstance(after, list)):
        return None
    name = next(iter(_keyed(now)), "answer")
    return (name,) if [each for each in before if each in after] != [each for each in after if each in before] else None


def _swapped(was: Question, now: Question) -> Path | None:
    """Find words that stand at another key now: the key is the same, but says the opposite."""
    for name, lines in _keyed(now).items():
        before = {_plain(text): key for key, text in _keyed(was).get(name, {}).items()}
        for key, text in lines.items():
            other = before.get(_plain(text), key)
            if other != key and other in lines:
                return name, key
    return None


def _other_options(was: Question, now: Question) -> list[str]:
    before, after = _keyed(was), _keyed(now)
    return [name for name in after if name in before and before[name].keys() != after[name].keys()]


def _keyed(question: Question) -> dict[str, Mapping[str, Any]]:
    """Give the lines of a question by field and key: options, items, pairs; not the reasons."""
    fields = {name: getattr(question, name) for name in question.WORDS if name != "why"}
    return {name: value for name, value in fields.items() if isinstance(value, Mapping) and value}


def _plain(text: object) -> str:
    return " ".join(str(text).casefold().split())


def _unordered(value: object) -> object:
    return frozenset(value) if isinstance(value, tuple) else value
