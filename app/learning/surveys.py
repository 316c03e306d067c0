"""Counting the answers to a survey so that no answer can be told to be anybody's. Pure.

Answers are counted by option, and wait until there are enough of them; only then are they shown, all at once. Who looks
at the figures before and after somebody answers learns nothing: they change by a whole group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

GROUP = 5
"""The fewest answers that are shown together."""


@dataclass(frozen=True)
class Count:
    """How often an option was chosen: in the figures that are shown, and since."""

    question_id: str
    option: str
    shown: int = 0
    waiting: int = 0


def counted(counts: Iterable[Count], chosen: Mapping[str, str], offered: Collection[tuple[str, str]]) -> list[Count]:
    """Count one person's answers, {question id: option}, and show what waits for each question once it is a group.

    `offered` are the (question id, option) that are asked today. What was chosen of others waits on: those figures are
    on no page, so it cannot be what makes a group of the rest.
    """
    added = [
        replace(each, waiting=each.waiting + 1) if chosen.get(each.question_id) == each.option else each
        for each in sorted(counts, key=lambda each: (each.question_id, each.option))
    ]
    asked = [each for each in added if (each.question_id, each.option) in offered]
    groups = (list(group) for _, group in groupby(asked, lambda each: each.question_id))
    others = [each for each in added if (each.question_id, each.option) not in offered]
    return [*(each for group in groups for each in _shown_if_enough(group)), *others]


def _shown_if_enough(group: list[Count]) -> list[Count]:
    if sum(each.waiting for each in group) < GROUP:
        return group
    return [replace(each, shown=each.shown + each.waiting, waiting=0) for each in group]
