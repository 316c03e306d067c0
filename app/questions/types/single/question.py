"""One right answer among two to eight options."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator

from app.questions.choices import OptionsQuestion
from app.questions.question import Answer, Form, Key, Mistake, Unreadable


def one_key(value: object) -> object:
    """Refuse a list where one key is meant, in words that say what to write."""
    if isinstance(value, list | tuple):
        raise ValueError("must be the key of one option; for several right answers write type: multiple")
    return value


class Single(OptionsQuestion):
    """A question with exactly one right option. Answers are option keys: "both"."""

    type: Literal["single"]
    answer: Annotated[Key, BeforeValidator(one_key)]

    def right_keys(self) -> tuple[str, ...]:
        """Give the one right key."""
        return (self.answer,)

    def chosen_keys(self, answer: Answer | None) -> Collection[str]:
        """Give the one key chosen, or none."""
        return (answer,) if isinstance(answer, str) else ()

    def read(self, form: Form, seed: str) -> str:
        """Read the number of one line. Raises Unreadable("choose-one") for none, several or an unknown one."""
        ticked = self.ticked(form, seed)
        if not ticked or len(ticked) > 1:
            raise Unreadable("choose-one")
        return ticked.pop()

    def guess_score(self) -> float:
        """Give one in so many options."""
        return 1 / len(self.options)

    def right_answer(self) -> str:
        """Give the right key."""
        return self.answer

    def mark(self, answer: Answer) -> float:
        """Give 1.0 for the right key, else 0.0."""
        return float(answer == self.answer and self.answer in self.options)

    def mistakes(self) -> Iterator[Mistake]:
        """Say whether the answer names an option, and what is wrong with the options."""
        if self.answer not in self.options:
            yield self.unknown_answer(self.answer)
        yield from super().mistakes()
