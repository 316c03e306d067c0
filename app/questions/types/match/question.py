"""Two columns to match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.questions import wording
from app.questions.choices import Line
from app.questions.forms import numbered, one_value
from app.questions.question import Answer, Form, Key, Mistake, Question, Unreadable, Words, shuffled

MATCH = "match-{}"
"""The form field that holds the number of the right side chosen for the row shown under this number."""


class Pair(BaseModel):
    """A left side and the right side that fits it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left: Words
    right: Words


@dataclass(frozen=True)
class Shown:
    """The left sides in the author's order, and the right sides, extra ones among them, in this attempt's order."""

    rows: tuple[Line, ...]
    sides: tuple[Line, ...]


@dataclass(frozen=True)
class Matched:
    """A row after the answer; `yours` is None where nothing was chosen."""

    left: str
    answer: str
    yours: str | None
    right: bool


@dataclass(frozen=True)
class Reviewed:
    """The rows in the author's order."""

    rows: tuple[Matched, ...]


class Match(Question):
    """A question whose rows each have one fitting right side. Answers are {pair id: pair id or extra id}."""

    WORDS: ClassVar[tuple[str, ...]] = (*Question.WORDS, "pairs", "extra")

    type: Literal["match"]
    pairs: Annotated[dict[Key, Pair], Field(min_length=2, max_length=8)]
    extra: Annotated[dict[Key, Words], Field(max_length=4)] = Field(default_factory=dict)

    def sides(self) -> dict[str, str]:
        """Give the right sides by id, the extra ones last."""
        return {**self.extra, **{key: pair.right for key, pair in self.pairs.items()}}

    def order(self, seed: str) -> tuple[str, ...]:
        """Give the ids of the right sides in the order of this attempt."""
        return shuffled(self.sides(), f"{seed}:{self.id}")

    def present(self, seed: str) -> Shown:
        """Give the rows and the right sides as lines without their ids."""
        sides = self.sides()
        rows = tuple(Line(number, pair.left) for number, pair in enumerate(self.pairs.values(), start=1))
        return Shown(rows, tuple(Line(number, sides[key]) for number, key in enumerate(self.order(seed), start=1)))

    def read(self, form: Form, seed: str) -> dict[str, str]:
        """Read the side chosen in every row. Raises Unreadable("pairs") where a row has none or an unknown one."""
        sides = numbered(self.order(seed))
        chosen = {key: sides.get(one_value(form, MATCH.format(number))) for number, key in numbered(self.pairs).items()}
        answer = {key: side for key, side in chosen.items() if side is not None}
        if len(answer) < len(self.pairs):
            raise Unreadable("pairs")
        return answer

    def guess_score(self) -> float:
        """Give one in so many sides, which is the share of rows that are right by chance."""
        return 1 / len(self.sides())

    def right_answer(self) -> dict[str, str]:
        """Give every row its own right side."""
        return {key: key for key in self.pairs}

    def fill(self, answer: Answer, seed: str) -> Form:
        """Choose in every row the side in the answer."""
        chosen = answer if isinstance(answer, dict) else {}
        numbers = {key: str(number) for number, key in enumerate(self.order(seed), start=1)}
        rows = enumerate(self.pairs, start=1)
        return {MATCH.format(row): [numbers.get(chosen.get(key, ""), "")] for row, key in rows}

    def mark(self, answer: Answer) -> float:
        """Give the share of right rows."""
        if not isinstance(answer, dict):
            return 0.0
        return sum(answer.get(key) == key for key in self.pairs) / len(self.pairs)

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give the rows with the right side and the one chosen."""
        chosen = answer if isinstance(answer, dict) else {}
        return Reviewed(tuple(self._matched(key, pair, chosen.get(key)) for key, pair in self.pairs.items()))

    def _matched(self, key: str, pair: Pair, chosen: str | None) -> Matched:
        yours = self.sides().get(chosen) if isinstance(chosen, str) else None
        return Matched(pair.left, pair.right, yours, chosen == key)

    def mistakes(self) -> Iterator[Mistake]:
        """Say which ids or sides are there twice, and what this type does not use."""
        yield from wording.picture_mistakes(self)
        yield from wording.unused_why(self)
        yield from wording.always_shuffled(self)
        yield from wording.same_texts((("pairs", key, "left"), pair.left) for key, pair in self.pairs.items())
        yield from wording.same_texts(self._placed_sides())
        for key in self.extra.keys() & self.pairs.keys():
            yield Mistake(("extra", key), "id-twice", f"{key!r} is a pair already.", "Give the extra side another id.")

    def _placed_sides(self) -> Iterator[tuple[tuple[str, ...], str]]:
        yield from ((("pairs", key, "right"), pair.right) for key, pair in self.pairs.items())
        yield from ((("extra", key), text) for key, text in self.extra.items())
