"""What the statistics of a question say in words: where an author should look. Pure.

The thresholds are Moodle's (docs.moodle.org, "Quiz report statistics"). Nothing is said of fewer than ENOUGH answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.reporting.question_statistics import ENOUGH, Group, QuestionStatistics

HARD, EASY = 5.0, 95.0
"""Facility, in per cent: at or beyond these a question tells little about anybody."""

WEAK = 15.0
"""Discriminative efficiency below which a question hardly tells who knows the rest."""

LUCKY = 40.0
"""Guess score, in per cent, above which luck counts for too much."""

APART = 30.0
"""Points of facility between two languages that the words must be suspected for."""

Code = Literal[
    "better-wrong", "key-suspect", "translation-suspect", "too-hard", "weak", "unused-option", "too-easy", "guessable"
]
CODES: tuple[Code, ...] = (
    "better-wrong", "key-suspect", "translation-suspect", "too-hard", "weak", "unused-option", "too-easy", "guessable",
)  # fmt: skip
"""The most serious first: a wrong key does harm, an option that nobody takes only wastes its place."""


@dataclass(frozen=True)
class Flag:
    """One thing to look at. `about` is an option's key or a language; the two numbers are what it rests on.

    better-wrong: mean rest of those who chose the option, and of those who were right. translation-suspect: facility in
    the language, and in `other`, where it is highest. guessable: the guess score. Else the figure itself, in `value`.
    """

    code: Code
    about: str = ""
    value: float = 0.0
    against: float = 0.0
    other: str = ""


def flags(found: QuestionStatistics) -> list[Flag]:
    """Give what is to be looked at in a question, the most serious first."""
    if found.figures.n < ENOUGH:
        return []
    seen = [*_options(found), *_index(found), *_facility(found), *_languages(found), *_guessing(found)]
    return sorted(seen, key=lambda flag: CODES.index(flag.code))


def _options(found: QuestionStatistics) -> Iterator[Flag]:
    right = next((each for each in found.outcomes if each.key == "right"), None)
    for option in found.options:
        if not option.n:
            yield Flag("unused-option", option.key)
        elif right and not option.is_key and _did_better(option, right):
            yield Flag("better-wrong", option.key, option.rest or 0.0, right.rest or 0.0)


def _did_better(option: Group, right: Group) -> bool:
    """Say whether the one did better in the rest than the other. Of groups too small to show there is no mean."""
    return option.rest is not None and right.rest is not None and option.rest > right.rest


def _index(found: QuestionStatistics) -> Iterator[Flag]:
    index, efficiency = found.figures.discrimination, found.figures.efficiency
    if index is not None and index < 0:
        yield Flag("key-suspect", value=index)
    elif efficiency is not None and efficiency < WEAK:
        yield Flag("weak", value=efficiency)


def _facility(found: QuestionStatistics) -> Iterator[Flag]:
    facility = found.figures.facility
    if facility is not None and facility <= HARD:
        yield Flag("too-hard", value=facility)
    elif facility is not None and facility >= EASY:
        yield Flag("too-easy", value=facility)


def _languages(found: QuestionStatistics) -> Iterator[Flag]:
    enough = {
        language: each.facility
        for language, each in found.languages.items()
        if each.n >= ENOUGH and each.facility is not None
    }
    best = max(enough, key=lambda each: enough[each], default="")
    for language, facility in enough.items():
        if enough[best] - facility >= APART:
            yield Flag("translation-suspect", language, facility, enough[best], best)


def _guessing(found: QuestionStatistics) -> Iterator[Flag]:
    if found.guess is not None and found.guess > LUCKY:
        yield Flag("guessable", value=found.guess)
