"""A word or a few to type, in any of the accepted forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from app.questions import wording
from app.questions.accepted import accepts, form_mistakes, with_others
from app.questions.folding import folded
from app.questions.forms import LIMIT, TYPED, typed_text
from app.questions.question import Answer, Form, Mistake, Question, Unreadable, Words


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

    def guess_score(self) -> float:
        """Give 0.0: nobody types the right answer by chance."""
        return 0.0

    def right_answer(self) -> str:
        """Give the form that the author names first, as one would type it."""
        return self.accept[0]

    def fill(self, answer: Answer, seed: str) -> Form:
        """Type the answer."""
        return {TYPED: [str(answer)]}

    def mark(self, answer: Answer) -> float:
        """Give 1.0 for an accepted form, whatever its case, accents, spaces, dashes and punctuation, else 0.0."""
        return float(accepts(self.accept, answer))

    def accepting(self, others: Iterable[Question]) -> Self:
        """Take the forms of all languages; the own ones come first, and the first of them is shown as right."""
        forms = [form for each in others if isinstance(each, Text) for form in each.accept]
        return self.model_copy(update={"accept": with_others(self.accept, forms)})

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give what was typed and the form that the author names first."""
        return Reviewed(answer if isinstance(answer, str) and answer else None, self.accept[0])

    def mistakes(self) -> Iterator[Mistake]:
        """Say which accepted forms can never be given."""
        yield from wording.picture_mistakes(self)
        yield from wording.unused_why(self)
        yield from form_mistakes(("accept",), self.accept)
