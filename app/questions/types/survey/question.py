"""A question about the module itself, at its end, answered without a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.questions import wording
from app.questions.choices import Line
from app.questions.forms import numbered, one_value
from app.questions.question import Answer, Form, Key, Mistake, Purpose, Unreadable, Words
from app.questions.ungraded import Ungraded

POINTS = ("1", "2", "3", "4", "5")
"""The points of a scale, the lowest first."""


class Scale(BaseModel):
    """The words at the two ends of a scale of five."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: Words
    high: Words


@dataclass(frozen=True)
class Shown:
    """The lines in the author's order, and the form field of this question, since a page holds several."""

    field: str
    lines: tuple[Line, ...]


class Survey(Ungraded):
    """A question to count opinions. Answers are option keys, or "1" to "5" on a scale."""

    WORDS: ClassVar[tuple[str, ...]] = (*Ungraded.WORDS, "scale", "options")
    PURPOSE: ClassVar[Purpose] = "survey"

    type: Literal["survey"]
    scale: Scale | None = None
    options: Annotated[dict[Key, Words], Field(max_length=8)] = Field(default_factory=dict)

    def choices(self) -> dict[str, str]:
        """Give what can be answered, by key."""
        if self.scale is None:
            return self.options
        ends = {POINTS[0]: f"{POINTS[0]}: {self.scale.low}", POINTS[-1]: f"{POINTS[-1]}: {self.scale.high}"}
        return {point: ends.get(point, point) for point in POINTS}

    def present(self, seed: str) -> Shown:
        """Give the lines."""
        return Shown(
            self.id, tuple(Line(int(number), text) for number, text in numbered(self.choices().values()).items())
        )

    def read(self, form: Form, seed: str) -> str:
        """Read the number of one line. Raises Unreadable("choose-one") for none, several or an unknown one."""
        key = numbered(self.choices()).get(one_value(form, self.id))
        if key is None:
            raise Unreadable("choose-one")
        return key

    def fill(self, answer: Answer, seed: str) -> Form:
        """Tick the line of the key."""
        return {self.id: [number for number, key in numbered(self.choices()).items() if key == answer]}

    def review(self, answer: Answer | None, seed: str) -> Shown:
        """Give the lines; what anybody chose is known to nobody."""
        return self.present(seed)

    def mistakes(self) -> Iterator[Mistake]:
        """Say whether there is one way to answer, and what is wrong with the options."""
        yield from super().mistakes()
        if (self.scale is None) == (not self.options):
            yield Mistake(
                ("options" if self.options else "ask",),
                "survey-kind",
                "A survey needs either `scale` or `options`.",
                "Write `scale:` with `low:` and `high:`, or `options:`.",
            )
        if len(self.options) == 1:
            yield Mistake(("options",), "one-option", "There is nothing to choose.", "Add a second option.")
        yield from wording.same_texts((("options", key), text) for key, text in self.options.items())
