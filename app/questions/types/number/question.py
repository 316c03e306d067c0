"""A number to work out and type, right within a tolerance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.questions import wording
from app.questions.forms import LIMIT, TYPED, typed_text
from app.questions.question import Answer, Form, Mistake, Question, Unreadable, Words
from app.questions.types.number.numerals import readings

Amount = Annotated[Decimal, Field(ge=Decimal("-1e15"), le=Decimal("1e15"))]
Margin = Annotated[Decimal, Field(ge=0, le=Decimal("1e15"))]


@dataclass(frozen=True)
class Shown:
    """What stands beside the box: the unit, if any, and the most characters it takes."""

    unit: str | None
    limit: int = LIMIT


@dataclass(frozen=True)
class Reviewed:
    """What was typed (None: nothing), the right number, their unit, and why the typed number is a known mistake.

    `read_as` is the number that a text with two readings was taken for; None where there was no choice.
    """

    yours: str | None
    right: str
    unit: str | None
    why: str | None
    read_as: str | None = None


class Number(Question):
    """A question whose answer is a number. Answers are the text as typed: "8,33".

    `tolerance` is in the answer's own unit, `tolerance_pct` in percent of it. `why` is keyed by known wrong numbers.
    """

    WORDS: ClassVar[tuple[str, ...]] = (*Question.WORDS, "unit")

    type: Literal["number"]
    answer: Amount
    tolerance: Margin | None = None
    tolerance_pct: Margin | None = None
    unit: Words | None = None

    @property
    def margin(self) -> Decimal:
        """How far from the answer a number may be, in the answer's unit."""
        if self.tolerance is not None:
            return self.tolerance
        return abs(self.answer) * (self.tolerance_pct or Decimal(0)) / 100

    def present(self, seed: str) -> Shown:
        """Give the unit."""
        return Shown(self.unit)

    def read(self, form: Form, seed: str) -> str:
        """Read what was typed. Raises Unreadable("number") where it is no number."""
        typed = typed_text(form)
        if not readings(typed, self.unit):
            raise Unreadable("number")
        return typed

    def guess_score(self) -> float:
        """Give 0.0: nobody types the right answer by chance."""
        return 0.0

    def right_answer(self) -> str:
        """Give the right number, as one would type it."""
        return f"{self.answer:f}"

    def fill(self, answer: Answer, seed: str) -> Form:
        """Type the answer."""
        return {TYPED: [str(answer)]}

    def mark(self, answer: Answer) -> float:
        """Give 1.0 where any reading of the text is near enough to the answer, else 0.0.

        "1,250" can be read as 1.25 and as 1250; learners get the benefit of the doubt.
        """
        return float(self._near(self.answer, self._numbers(answer)))

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give what was typed and the right number, and the reason if the typed one is a known mistake."""
        yours = answer if isinstance(answer, str) and answer else None
        numbers = self._numbers(answer)
        return Reviewed(yours, f"{self.answer:f}", self.unit, self._reason(numbers), self._read_as(numbers))

    def _read_as(self, numbers: frozenset[Decimal]) -> str | None:
        near = (each for each in numbers if len(numbers) > 1 and self._near(self.answer, [each]))
        return next((f"{each:f}" for each in near), None)

    def _numbers(self, answer: Answer | None) -> frozenset[Decimal]:
        return readings(answer[:LIMIT], self.unit) if isinstance(answer, str) else frozenset()

    def _near(self, number: Decimal, others: Iterable[Decimal]) -> bool:
        return any(abs(other - number) <= self.margin for other in others)

    def _reason(self, numbers: frozenset[Decimal]) -> str | None:
        if self._near(self.answer, numbers):
            return None
        known = ((readings(key, self.unit), why) for key, why in self.why.items())
        return next((why for wrong, why in known if any(self._near(each, numbers) for each in wrong)), None)

    def mistakes(self) -> Iterator[Mistake]:
        """Say what is wrong with the tolerance, the known mistakes and the sign."""
        yield from wording.picture_mistakes(self)
        if self.tolerance is not None and self.tolerance_pct is not None:
            yield Mistake(
                ("tolerance_pct",),
                "two-tolerances",
                "There are two tolerances.",
                "Keep `tolerance` or `tolerance_pct`.",
            )
        if self.answer < 0:
            yield Mistake(
                ("answer",),
                "negative-number",
                "The number keys of some phones have no minus sign.",
                "Ask so that the answer is above zero.",
                "warning",
            )
        yield from self._why_mistakes()

    def _why_mistakes(self) -> Iterator[Mistake]:
        for key in self.why:
            numbers = readings(key, self.unit)
            if not numbers:
                yield Mistake(("why", key), "why-not-a-number", f"{key!r} is no number.", "Write a wrong number here.")
            elif self._near(self.answer, numbers):
                yield Mistake(
                    ("why", key),
                    "known-mistake-is-right",
                    f"{key} is called a mistake, but counts as right.",
                    "Make the tolerance smaller, or take this number out.",
                )
