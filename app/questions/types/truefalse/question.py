"""A statement that is true or false."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from app.questions import wording
from app.questions.choices import CHOICE
from app.questions.forms import numbered, one_value
from app.questions.question import Answer, Form, Mistake, Question, Unreadable

SIDES = ("yes", "no")
"""The two answers as stored, in the order in which they are always shown."""


@dataclass(frozen=True)
class Side:
    """One of the two lines: its number, and whether it says "true". The template has the words."""

    number: int
    true: bool


@dataclass(frozen=True)
class ReviewedSide(Side):
    """One of the two lines after the answer."""

    chosen: bool
    right: bool
    why: str | None


@dataclass(frozen=True)
class Shown:
    """The two lines, "true" first."""

    lines: tuple[Side, ...]


@dataclass(frozen=True)
class Reviewed:
    """The two lines, each with its verdict."""

    lines: tuple[ReviewedSide, ...]


class TrueFalse(Question):
    """A statement to judge. Answers are "yes" (it is true) and "no"."""

    type: Literal["truefalse"]
    answer: Literal["yes", "no"]

    def present(self, seed: str) -> Shown:
        """Give the two lines; their order never changes."""
        return Shown(tuple(Side(number, side == "yes") for number, side in enumerate(SIDES, start=1)))

    def read(self, form: Form, seed: str) -> str:
        """Read the number of one line. Raises Unreadable("choose-one") for none, several or an unknown one."""
        side = numbered(SIDES).get(one_value(form, CHOICE))
        if side is None:
            raise Unreadable("choose-one")
        return side

    def choices(self) -> dict[str, str]:
        """Give the two sides; their words are the template's."""
        return {side: side for side in SIDES}

    def right_keys(self) -> tuple[str, ...]:
        """Give the right side."""
        return (self.answer,)

    def chosen_keys(self, answer: Answer | None) -> Collection[str]:
        """Give the side chosen, or none."""
        return (answer,) if isinstance(answer, str) else ()

    def guess_score(self) -> float:
        """Give one in two."""
        return 1 / len(SIDES)

    def right_answer(self) -> str:
        """Give the right side."""
        return self.answer

    def fill(self, answer: Answer, seed: str) -> Form:
        """Tick the line of the side."""
        return {CHOICE: [str(number) for number, side in enumerate(SIDES, start=1) if side == answer]}

    def mark(self, answer: Answer) -> float:
        """Give 1.0 for the right side, else 0.0."""
        return float(answer == self.answer)

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give the two lines with what was chosen, what is right, and why the other is wrong."""
        return Reviewed(tuple(self._reviewed(number, side, answer) for number, side in enumerate(SIDES, start=1)))

    def _reviewed(self, number: int, side: str, answer: Answer | None) -> ReviewedSide:
        right = side == self.answer
        return ReviewedSide(number, side == "yes", side == answer, right, None if right else self.why.get(side))

    def mistakes(self) -> Iterator[Mistake]:
        """Say whether the wrong side, and only it, is explained."""
        wrong = "no" if self.answer == "yes" else "yes"
        yield from wording.picture_mistakes(self)
        yield from wording.why_mistakes(self, [wrong], [self.answer])
        yield from wording.unexplained(self, {wrong: ("answer",)})
