"""What the types share whose options are ticked: the options, their order, their lines before and after the answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from app.questions import wording
from app.questions.forms import numbered
from app.questions.question import Answer, Form, Key, Mistake, Question, Words, shuffled

CHOICE = "choice"
"""The form field that holds the numbers of the ticked lines."""


@dataclass(frozen=True)
class Line:
    """A line as shown: its number in this attempt, counted from 1, and its words."""

    number: int
    text: str


@dataclass(frozen=True)
class ReviewedLine(Line):
    """A line after the answer. `why` says why it is wrong; None where it is right or the author says nothing.

    `partly` says of a line that is not right that it earns points all the same.
    """

    chosen: bool
    right: bool
    why: str | None
    partly: bool = False


@dataclass(frozen=True)
class Shown:
    """The options in this attempt's order."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Reviewed:
    """The options in this attempt's order, each with its verdict."""

    lines: tuple[ReviewedLine, ...]


class OptionsQuestion(Question):
    """A question whose author writes options, and names the right ones by their keys."""

    WORDS: ClassVar[tuple[str, ...]] = (*Question.WORDS, "options")

    options: Annotated[dict[Key, Words], Field(min_length=2, max_length=8)]

    @abstractmethod
    def right_keys(self) -> tuple[str, ...]:
        """Give the keys that the author calls right, known or not."""

    @abstractmethod
    def chosen_keys(self, answer: Answer | None) -> Collection[str]:
        """Give the keys in a stored answer; none where it is of another shape."""

    def choices(self) -> dict[str, str]:
        """Give the options."""
        return self.options

    def order(self, seed: str) -> tuple[str, ...]:
        """Give the option keys in the order of this attempt."""
        return shuffled(self.options, f"{seed}:{self.id}") if self.shuffle else tuple(self.options)

    def present(self, seed: str) -> Shown:
        """Give the options as lines without their keys."""
        order = enumerate(self.order(seed), start=1)
        return Shown(tuple(Line(number, self.options[key]) for number, key in order))

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give the options as lines with what was chosen, what is right, and why the wrong ones are wrong."""
        chosen = self.chosen_keys(answer)
        order = enumerate(self.order(seed), start=1)
        return Reviewed(tuple(self._reviewed(number, key, key in chosen) for number, key in order))

    def _reviewed(self, number: int, key: str, chosen: bool) -> ReviewedLine:
        right = key in self.right_keys()
        return ReviewedLine(number, self.options[key], chosen, right, None if right else self.why.get(key))

    def reasons(self) -> Iterator[tuple[str, str]]:
        """Give the wrong options with what is said to those who choose them."""
        yield from ((self.options.get(key, key), why) for key, why in self.why.items())

    def ticked(self, form: Form, seed: str) -> set[str] | None:
        """Give the keys of the lines ticked in the form; None where a number is of no line."""
        keys = numbered(self.order(seed))
        values = form.get(CHOICE, ())
        return {keys[value] for value in values} if all(value in keys for value in values) else None

    def fill(self, answer: Answer, seed: str) -> Form:
        """Tick the lines of the keys in the answer."""
        chosen = self.chosen_keys(answer)
        return {CHOICE: [str(number) for number, key in enumerate(self.order(seed), start=1) if key in chosen]}

    def mistakes(self) -> Iterator[Mistake]:
        """Say what is wrong with the options, the key and the reasons."""
        right = [key for key in self.right_keys() if key in self.options]
        wrong = [key for key in self.options if key not in right]
        yield from wording.picture_mistakes(self)
        yield from wording.negative_ask(self)
        yield from wording.same_texts((("options", key), text) for key, text in self.options.items())
        yield from wording.catch_all(self.options)
        yield from wording.far_longest(self.options, right)
        yield from wording.why_mistakes(self, wrong, right)
        if right:
            yield from wording.unexplained(self, {key: ("options", key) for key in wrong})

    def unknown_answer(self, key: str, *place: str | int) -> Mistake:
        """Say that the key at this place names no option."""
        return Mistake(
            ("answer", *place),
            "unknown-answer",
            f"The answer {key!r} is no option.",
            f"Use one of: {', '.join(self.options)}.",
        )
