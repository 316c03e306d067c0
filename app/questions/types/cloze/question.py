"""A sentence with gaps to fill: with a word to type, or with one chosen from a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from app.questions import wording
from app.questions.accepted import accepts, form_mistakes, with_others
from app.questions.choices import Line
from app.questions.folding import folded
from app.questions.forms import LIMIT, numbered, one_value, typed_text
from app.questions.question import Answer, Form, Key, Mistake, Question, Unreadable, Words, shuffled
from app.questions.types.cloze.sentence import blanked, pieces, sentence_mistakes

GAP_FIELD = "gap-{}"
"""The form field of the gap with this number, counted in the author's order, which is the same in all languages."""


class Gap(BaseModel):
    """What fills a gap: any of the accepted forms, or the option named by `answer`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    accept: Annotated[tuple[Words, ...], Field(max_length=40)] = ()
    options: Annotated[dict[Key, Words], Field(max_length=8)] = Field(default_factory=dict)
    answer: Key | None = None

    def takes(self, filled: object) -> bool:
        """Say whether this fills the gap rightly."""
        if self.options:
            return filled == self.answer and filled in self.options
        return accepts(self.accept, filled)

    def right(self) -> str:
        """Give what fills the gap, in words."""
        return self.options.get(self.answer or "", "") if self.options else (*self.accept, "")[0]

    def written(self, filled: object) -> str:
        """Give in words what the gap was filled with; "" for nothing."""
        if not isinstance(filled, str):
            return ""
        return self.options.get(filled, "") if self.options else filled.strip()

    def mistakes(self, name: str) -> Iterator[Mistake]:
        """Say what is wrong with the gap of this name."""
        place = ("gaps", name)
        if bool(self.accept) == bool(self.options):
            yield Mistake(
                place, "gap-kind", f"{name!r} needs either `accept` or `options`.", "Write one of the two, not both."
            )
        yield from form_mistakes((*place, "accept"), self.accept)
        yield from wording.same_texts(((*place, "options", key), text) for key, text in self.options.items())
        yield from self._answer_mistakes(place)

    def _answer_mistakes(self, place: tuple[str, ...]) -> Iterator[Mistake]:
        known = ", ".join(self.options)
        if len(self.options) == 1:
            yield Mistake((*place, "options"), "one-option", "There is nothing to choose.", "Add a second option.")
        if self.options and self.answer is None:
            yield Mistake(place, "no-answer", "No option is right.", f"Add `answer:` with one of: {known}.")
        elif self.options and self.answer not in self.options:
            yield Mistake(
                (*place, "answer"), "unknown-answer", f"The answer {self.answer!r} is no option.", f"Use: {known}."
            )
        elif self.answer is not None and not self.options:
            yield Mistake(
                (*place, "answer"), "unused-answer", "A typed gap has no answer key.", "Put the word under `accept:`."
            )


@dataclass(frozen=True)
class ShownGap:
    """A gap in the form: its number, and the lines to choose from, none where a word is typed."""

    number: int
    lines: tuple[Line, ...]
    limit: int = LIMIT


@dataclass(frozen=True)
class Shown:
    """The sentence in reading order: texts and gaps."""

    pieces: tuple[str | ShownGap, ...]


@dataclass(frozen=True)
class Filled:
    """A gap after the answer; `yours` is "" where nothing was filled in."""

    yours: str
    answer: str
    right: bool


@dataclass(frozen=True)
class Reviewed:
    """The sentence in reading order with what each gap was filled with."""

    pieces: tuple[str | Filled, ...]


class Cloze(Question):
    """A sentence with gaps. Answers are {gap: text as typed, or option key}."""

    WORDS: ClassVar[tuple[str, ...]] = (*Question.WORDS, "gaps")

    type: Literal["cloze"]
    gaps: Annotated[dict[Key, Gap], Field(min_length=1, max_length=8)]

    @property
    def title(self) -> str:
        """The sentence with a line for every gap."""
        return blanked(self.ask)

    def words(self) -> dict[str, Any]:
        """Give the words: of each gap the accepted forms or the options, never the answer."""
        gaps = {
            name: {"options": gap.options} if gap.options else {"accept": gap.accept} for name, gap in self.gaps.items()
        }
        return {**super().words(), "gaps": gaps}

    def accepting(self, others: Iterable[Question]) -> Self:
        """Take in each typed gap the forms of all languages; the own ones come first."""
        versions = [each for each in others if isinstance(each, Cloze)]
        return self.model_copy(
            update={"gaps": {name: self._with_forms(gap, name, versions) for name, gap in self.gaps.items()}}
        )

    def _with_forms(self, gap: Gap, name: str, versions: Iterable[Cloze]) -> Gap:
        forms = [form for each in versions for form in each.gaps[name].accept]
        return gap.model_copy(update={"accept": with_others(gap.accept, forms)})

    def order(self, seed: str) -> dict[str, tuple[str, ...]]:
        """Give the option keys of each gap in the order of this attempt."""
        return {
            name: shuffled(gap.options, f"{seed}:{self.id}:{name}") if self.shuffle else tuple(gap.options)
            for name, gap in self.gaps.items()
        }

    def present(self, seed: str) -> Shown:
        """Give the sentence with numbered gaps, options without their keys."""
        order, numbers = self.order(seed), {name: number for number, name in enumerate(self.gaps, start=1)}

        def gap(name: str) -> ShownGap:
            lines = enumerate(order[name], start=1)
            texts = self.gaps[name].options
            return ShownGap(numbers[name], tuple(Line(number, texts[key]) for number, key in lines))

        return Shown(tuple(gap(each) if self._is_gap(each, place) else each for place, each in self._pieces()))

    def _pieces(self) -> Iterator[tuple[int, str]]:
        return enumerate(pieces(self.ask))

    def _is_gap(self, piece: str, place: int) -> bool:
        return place % 2 == 1 and piece in self.gaps

    def read(self, form: Form, seed: str) -> dict[str, str]:
        """Read what fills every gap. Raises Unreadable("gaps") where one is empty or has an unknown number."""
        order = self.order(seed)
        filled = {name: self._read_gap(form, number, order[name]) for number, name in enumerate(self.gaps, start=1)}
        if not all(filled.values()):
            raise Unreadable("gaps")
        return filled

    def _read_gap(self, form: Form, number: int, keys: tuple[str, ...]) -> str:
        field = GAP_FIELD.format(number)
        if keys:
            return numbered(keys).get(one_value(form, field), "")
        typed = typed_text(form, field)
        return typed if folded(typed) else ""

    def right_answer(self) -> dict[str, str]:
        """Give the option key or the first accepted form of every gap."""
        return {name: (gap.answer or "") if gap.options else gap.right() for name, gap in self.gaps.items()}

    def fill(self, answer: Answer, seed: str) -> Form:
        """Fill every gap with what the answer has for it."""
        given, order = answer if isinstance(answer, dict) else {}, self.order(seed)
        form = {}
        for number, name in enumerate(self.gaps, start=1):
            lines = {key: line for line, key in numbered(order[name]).items()}
            value = given.get(name, "")
            form[GAP_FIELD.format(number)] = [lines.get(value, "") if lines else value]
        return form

    def mark(self, answer: Answer) -> float:
        """Give the share of gaps filled rightly."""
        if not isinstance(answer, dict):
            return 0.0
        return sum(gap.takes(answer.get(name)) for name, gap in self.gaps.items()) / len(self.gaps)

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give the sentence with what each gap was filled with and what fills it rightly."""
        given = answer if isinstance(answer, dict) else {}

        def filled(name: str) -> Filled:
            gap = self.gaps[name]
            return Filled(gap.written(given.get(name)), gap.right(), gap.takes(given.get(name)))

        return Reviewed(tuple(filled(each) if self._is_gap(each, place) else each for place, each in self._pieces()))

    def mistakes(self) -> Iterator[Mistake]:
        """Say whether sentence and gaps fit each other, and what is wrong with each gap."""
        yield from wording.picture_mistakes(self)
        yield from wording.unused_why(self)
        yield from sentence_mistakes(self.ask, self.gaps)
        for name, gap in self.gaps.items():
            yield from gap.mistakes(name)
