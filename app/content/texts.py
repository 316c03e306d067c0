"""Words in one language, frozen, and the way to choose among languages.

Words are looked up along a chain of languages such as ("mfe", "fr", "en"): the first language that has them wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.content.body import Check, Heading, Meaning, Part, checks_in
from app.questions.question import TRACKS, Track


class Text(Protocol):
    """Words in one language. A draft is for reviewers only."""

    @property
    def language(self) -> str: ...
    @property
    def stale(self) -> bool: ...
    @property
    def draft(self) -> bool: ...


T = TypeVar("T", bound=Text)


def first_text(texts: Mapping[str, T], chain: Sequence[str], drafts: bool = False) -> T:
    """Give the words in the first language of `chain` that has them. Raises LookupError where none has."""
    for language in chain:
        text = texts.get(language)
        if text and (drafts or not text.draft):
            return text
    raise LookupError(f"no words in any of {', '.join(chain)}")


@dataclass(frozen=True)
class LessonText:
    """A lesson's words in one language. `terms` are the glossary entries to list at its end."""

    language: str
    title: str
    goal: str
    parts: tuple[Part, ...]
    headings: tuple[Heading, ...] = ()
    terms: tuple[Meaning, ...] = ()
    facts: tuple[str, ...] = ()
    stale: bool = False
    draft: bool = False

    @property
    def checks(self) -> tuple[Check, ...]:
        """The questions asked inside the lesson, in reading order."""
        return tuple(checks_in(self.parts))


@dataclass(frozen=True)
class ModuleText:
    """A module's title, its aim in one sentence, when one needs it ("" where its author does not say), its welcome."""

    language: str
    title: str
    summary: str
    need: str
    welcome: tuple[Part, ...]
    stale: bool = False
    draft: bool = False


@dataclass(frozen=True)
class Criterion:
    """One line by which a task is judged, as safe HTML, and whom it is for."""

    html: str
    audience: tuple[Track, ...] = TRACKS


@dataclass(frozen=True)
class AssignmentText:
    """A task at work in one language. `criteria` are the lines of its last section ("Done when")."""

    language: str
    title: str
    goal: str
    parts: tuple[Part, ...]
    criteria: tuple[Criterion, ...]
    stale: bool = False
    draft: bool = False

    def criteria_for(self, track: Track) -> tuple[str, ...]:
        """Give the lines that a track is judged by: those for all and its own, in their order."""
        return tuple(each.html for each in self.criteria if track in each.audience)
