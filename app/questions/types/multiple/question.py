"""Several right answers among two to eight options."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations
from typing import Annotated, Literal

from pydantic import BeforeValidator

from app.questions.choices import OptionsQuestion
from app.questions.question import Answer, Form, Key, Mistake, Unreadable, YesNo


def several_keys(value: object) -> object:
    """Refuse a single word where a list is meant, in words that say what to write."""
    if isinstance(value, str):
        raise ValueError("must be a list of option keys, such as [what, who]; for one right answer write type: single")
    return value


class Multiple(OptionsQuestion):
    """A question with any number of right options. Answers are lists of option keys in the author's order."""

    type: Literal["multiple"]
    answer: Annotated[tuple[Key, ...], BeforeValidator(several_keys)]
    partial: YesNo = False

    def right_keys(self) -> tuple[str, ...]:
        """Give the right keys."""
        return self.answer

    def chosen_keys(self, answer: Answer | None) -> Collection[str]:
        """Give the keys ticked, each once."""
        whole = isinstance(answer, list) and all(isinstance(key, str) for key in answer)
        return set(answer) if answer and whole else set()

    def read(self, form: Form, seed: str) -> list[str]:
        """Read the numbers of at least one line. Raises Unreadable("choose-some") for none or an unknown one."""
        ticked = self.ticked(form, seed)
        if not ticked:
            raise Unreadable("choose-some")
        return [key for key in self.options if key in ticked]

    def guess_score(self) -> float:
        """Give the mean mark of all the ways to tick at least one option."""
        sizes = range(1, len(self.options) + 1)
        marks = [self.mark(list(ticked)) for size in sizes for ticked in combinations(self.options, size)]
        return sum(marks) / len(marks)

    def right_answer(self) -> list[str]:
        """Give all the right keys, in the author's order of the options."""
        return [key for key in self.options if key in self.answer]

    def mark(self, answer: Answer) -> float:
        """Give 1.0 for all the right keys and no other; if partial, (right ticks - wrong ticks) / number right."""
        right, ticked = set(self.answer), set(self.chosen_keys(answer))
        if not right or not ticked:
            return 0.0
        if not self.partial:
            return float(ticked == right)
        return max(0.0, (len(ticked & right) - len(ticked - right)) / len(right))

    def mistakes(self) -> Iterator[Mistake]:
        """Say whether the answers name options, some but not all, and what is wrong with the options."""
        yield from self._answer_mistakes()
        if set(self.answer) >= set(self.options):
            yield Mistake(
                ("answer",), "all-right", "Every option is right.", "Add a wrong option that people believe.", "warning"
            )
        yield from super().mistakes()

    def _answer_mistakes(self) -> Iterator[Mistake]:
        if not self.answer:
            yield Mistake(
                ("answer",), "no-answer", "No option is right.", "Name at least one: answer: [first, second]."
            )
        for place, key in enumerate(self.answer):
            if key not in self.options:
                yield self.unknown_answer(key, place)
            elif key in self.answer[:place]:
                yield Mistake(("answer", place), "answer-twice", f"{key!r} is named twice.", "Take out one of them.")
