"""What differs between two states of the course for those who learn from it. Pure: it knows no learner yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.content.models import Library, Module
from app.questions.keys import same_key
from app.questions.question import TRACKS

ModuleChange = Literal["added", "changed", "hidden", "gone"]
QuestionChange = Literal["added", "key", "words", "retired", "gone"]


@dataclass(frozen=True)
class ChangedQuestion:
    """A question with another key, other words or options under the same key, no longer asked, or not there."""

    id: str
    change: QuestionChange


@dataclass(frozen=True)
class ChangedModule:
    """A module that is not as it was, by the ids of its parts.

    `again` are lessons whose revision was raised, with the new number; `new` and `dropped` are lessons that have come
    into or gone from a track. A `hidden` module is not published any more.
    """

    id: str
    change: ModuleChange
    questions: tuple[ChangedQuestion, ...] = ()
    again: tuple[tuple[str, int], ...] = ()
    new: tuple[tuple[str, str], ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()


def changes(before: Library, after: Library) -> list[ChangedModule]:
    """Compare two states of the course, in the order of the newer one; what is gone comes last."""
    idents = dict.fromkeys((*after.modules, *before.modules))
    compared = (_compared(ident, before.modules.get(ident), after.modules.get(ident)) for ident in idents)
    return [each for each in compared if each]


def _compared(ident: str, was: Module | None, now: Module | None) -> ChangedModule | None:
    if now is None:
        return ChangedModule(ident, "gone")
    if was is None:
        return ChangedModule(ident, "added")
    if was == now:
        return None
    hidden = was.status == "published" and now.status != "published"
    new, dropped = _in_tracks(now) - _in_tracks(was), _in_tracks(was) - _in_tracks(now)
    return ChangedModule(
        ident,
        "hidden" if hidden else "changed",
        tuple(_questions(was, now)),
        tuple(_again(was, now)),
        tuple(sorted(new)),
        tuple(sorted(dropped)),
    )


def _in_tracks(module: Module) -> set[tuple[str, str]]:
    return {(track, lesson) for track in TRACKS for lesson in module.tracks.get(track, ())}


def _again(was: Module, now: Module) -> Iterator[tuple[str, int]]:
    for lesson in now.lessons.values():
        if lesson.id in was.lessons and lesson.revision > was.lessons[lesson.id].revision:
            yield lesson.id, lesson.revision


def _questions(was: Module, now: Module) -> Iterator[ChangedQuestion]:
    for ident in dict.fromkeys((*now.bank, *was.bank)):
        change = _question(was, now, ident)
        if change:
            yield ChangedQuestion(ident, change)


def _question(was: Module, now: Module, ident: str) -> QuestionChange | None:
    old, new = was.bank.get(ident), now.bank.get(ident)
    if new is None:
        return "gone"
    if old is None:
        return "added"
    if old.id == new.id:
        return None
    if not same_key(old, new):
        return "key"
    return "retired" if new.question.retired and not old.question.retired else "words"
