"""What the types share whose answers are never marked."""

from __future__ import annotations

from collections.abc import Iterator

from app.questions import wording
from app.questions.question import Answer, Mistake, Question


class Ungraded(Question):
    """A question without a right answer. It earns nothing, so it is in no quiz."""

    def right_answer(self) -> Answer:
        """Give the empty answer: there is no right one."""
        return ""

    def mark(self, answer: Answer) -> float:
        """Give 0.0."""
        return 0.0

    def mistakes(self) -> Iterator[Mistake]:
        """Say which fields of marked questions are written here in vain."""
        yield from wording.picture_mistakes(self)
        yield from wording.unused_why(self)
        for field, unused in (("points", self.points != 1), ("critical", self.critical), ("explain", self.explain)):
            if unused:
                yield Mistake(
                    (field,),
                    "never-marked",
                    f"A question of type {self.type} has no right answer.",
                    f"Take out `{field}:`.",
                )
