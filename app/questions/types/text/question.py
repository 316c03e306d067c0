"""A word or a few to type, in any of the accepted forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from app.questions import wording
from app.questions.forms import LIMIT, TYPED, typed_text
from app.questions.question import Answer, Form, Mistake, Question, Unreadable, Words
from app.questions.types.text.folding import folded


@dataclass(frozen=True)
class Shown:
    """The most characters that the box takes."""

    limit: int = LIMIT


@dataclass(frozen=True)
class Reviewed:
    """What was typed (None: nothing), and the form that the author names first."""

    yours: str | None
    right: str


class Text(Question):
    """A question answered in words. Answers are the text as typed: "Near miss"."""

    WORDS: ClassVar[tuple[str, ...]] = (*Question.WORDS, "accept")

    type: Literal["text"]
    accept: Annotated[tuple[Words, ...], Field(min_length=1, max_length=40)]

    def present(self, seed: str) -> Shown:
        """Give the size of the box."""
        return Shown()

    def read(self, form: Form, seed: str) -> str:
        """Read what was typed. Raises Unreadable("text") where there is no letter or digit in it."""
        typed = typed_text(form)
        if not folded(typed):
            raise Unreadable("text")
        return typed

    def right_answer(self) -> str:
        """Give the form that the author names first, as one would type it."""
        return self.accept[0]

    def fill(self, answer: Answer, seed: str) -> Form:
        """Type the answer."""
        return {TYPED: [str(answer)]}

    def mark(self, answer: Answer) -> float:
        """Give 1.0 for an accepted form, whatever its case, accents, spaces, dashes and punctuation, else 0.0."""
        word = folded(answer[:LIMIT]) if isinstance(answer, str) else ""
        return float(word != "" and word in map(folded, self.accept))

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give what was typed and the form that the author names first."""
        return Reviewed(answer if isinstance(answer, str) and answer else None, self.accept[0])

    def mistakes(self) -> Iterator[Mistake]:
        """Say which accepted forms can never be given."""
        yield from wording.picture_mistakes(self)
        yield from wording.unused_why(self)
        for place, form in enumerate(self.accept):
            if not folded(form):
                yield Mistake(("accept", place), "empty-form", f"{form!r} has no letter or digit.", "Write a word.")
            elif len(form) > LIMIT:
                yield Mistake(
                    ("accept", place), "long-form", "Nobody can type so much.", f"Keep to {LIMIT} characters."
                )
