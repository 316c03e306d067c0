"""Steps to put in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import factorial
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.questions import wording
from app.questions.choices import Line
from app.questions.forms import numbered, one_value
from app.questions.question import Answer, Form, Key, Mistake, Question, Unreadable, Words, YesNo, shuffled

PLACE = "place-{}"
"""The form field that holds the place chosen for the line shown under this number."""


@dataclass(frozen=True)
class Shown:
    """The lines in this attempt's order, which is never the right one."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Placed:
    """A line after the answer: its right place and the learner's, counted from 1; `yours` is None without an answer."""

    place: int
    text: str
    yours: int | None

    @property
    def right(self) -> bool:
        """Say whether the learner put it there."""
        return self.place == self.yours


@dataclass(frozen=True)
class Reviewed:
    """The lines in the right order."""

    lines: tuple[Placed, ...]


class Order(Question):
    """A question whose items the author writes in the right order. Answers are lists of all the item keys."""

    WORDS: ClassVar[tuple[str, ...]] = (*Question.WORDS, "items")

    type: Literal["order"]
    items: Annotated[dict[Key, Words], Field(min_length=3, max_length=8)]
    partial: YesNo = False

    def order(self, seed: str) -> tuple[str, ...]:
        """Give the item keys in the order of this attempt; backwards where chance gave the right order."""
        order = shuffled(self.items, f"{seed}:{self.id}")
        return order if order != tuple(self.items) else order[::-1]

    def present(self, seed: str) -> Shown:
        """Give the items as lines without their keys."""
        return Shown(tuple(Line(number, self.items[key]) for number, key in enumerate(self.order(seed), start=1)))

    def read(self, form: Form, seed: str) -> list[str]:
        """Read the place of every line. Raises Unreadable("places") unless each place is taken once."""
        lines = numbered(self.order(seed))
        placed = {one_value(form, PLACE.format(number)): key for number, key in lines.items()}
        if placed.keys() != lines.keys():
            raise Unreadable("places")
        return [placed[place] for place in lines]

    def guess_score(self) -> float:
        """Give one in so many orders; if partial, the chance that of two items one follows the other."""
        return 1 / len(self.items) if self.partial else 1 / factorial(len(self.items))

    def right_answer(self) -> list[str]:
        """Give the items in the author's order."""
        return list(self.items)

    def fill(self, answer: Answer, seed: str) -> Form:
        """Give every line its place in the answer."""
        places = {key: place for place, key in enumerate(answer, start=1)}
        lines = enumerate(self.order(seed), start=1)
        return {PLACE.format(number): [str(places.get(key, ""))] for number, key in lines}

    def mark(self, answer: Answer) -> float:
        """Give 1.0 for the right order; if partial, the share of right neighbours (what follows what)."""
        if not self._is_order(answer):
            return 0.0
        if not self.partial:
            return float(answer == list(self.items))
        right = set(pairwise(self.items))
        return sum(pair in right for pair in pairwise(answer)) / len(right)

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give the items in the right order, each with the place that the learner gave it."""
        places = {key: place for place, key in enumerate(answer, start=1)} if answer and self._is_order(answer) else {}
        return Reviewed(
            tuple(Placed(place, text, places.get(key)) for place, (key, text) in enumerate(self.items.items(), start=1))
        )

    def _is_order(self, answer: Answer) -> bool:
        return (
            isinstance(answer, list)
            and len(answer) == len(self.items)
            and all(isinstance(each, str) for each in answer)
            and set(answer) == self.items.keys()
        )

    def mistakes(self) -> Iterator[Mistake]:
        """Say which items are the same, and what this type does not use."""
        yield from wording.picture_mistakes(self)
        yield from wording.unused_why(self)
        yield from wording.same_texts((("items", key), text) for key, text in self.items.items())
        yield from wording.always_shuffled(self)
