"""A short story in which each choice leads on, told step by step.

The choices made so far travel in the form as numbers. Nothing is stored before the story has come to an end, so there
is one answer for the whole of it, and the first whole way through is the one that counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from app.questions import wording
from app.questions.choices import Line, ReviewedLine
from app.questions.forms import numbered, one_value
from app.questions.question import (
    Answer,
    Form,
    Key,
    Mistake,
    Question,
    Unfinished,
    Unreadable,
    shuffled,
)
from app.questions.types.scenario.story import Choice, Step, best_way, link_mistakes, values, worth

STEP = "step-{}"
"""The form field that holds the number of the line chosen in the first, second, ... step of the way."""

AT = "at"
"""The form field that holds how far the story was told: the number of the step that the form asks about."""

MOST_STEPS = 20


@dataclass(frozen=True)
class Told:
    """A step that lies behind: what was said and done, and why it was no good, if so."""

    say: str
    done: str
    why: str | None


@dataclass(frozen=True)
class Shown:
    """A step of the story: its number on the way, what is said, what can be done, and what lies behind.

    `path` holds the numbers chosen before, which the form sends again.
    """

    number: int
    say: str
    lines: tuple[Line, ...]
    path: tuple[int, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class ReviewedStep:
    """A step after the answer, with its lines in this attempt's order."""

    say: str
    lines: tuple[ReviewedLine, ...]


@dataclass(frozen=True)
class Reviewed:
    """The steps on the learner's way; the best way where there is no answer."""

    steps: tuple[ReviewedStep, ...]


class Scenario(Question):
    """A branching story. Answers are the keys of the choices made, from the first step to an end: ["stop", "ask"]."""

    WORDS: ClassVar[tuple[str, ...]] = (*Question.WORDS, "steps")
    STEPWISE: ClassVar[bool] = True

    type: Literal["scenario"]
    start: Key
    steps: Annotated[dict[Key, Step], Field(min_length=1, max_length=MOST_STEPS)]

    def words(self) -> dict[str, Any]:
        """Give the words: what is said, the choices and their reasons; never points or links."""
        return {**super().words(), "steps": {name: _words(step) for name, step in self.steps.items()}}

    def reasons(self) -> Iterator[tuple[str, str]]:
        """Give all choices that have a reason with it, also those off the best way."""
        choices = (choice for step in self.steps.values() for choice in step.choices.values())
        yield from ((choice.text, choice.why) for choice in choices if choice.why)

    def order_in(self, step: str, seed: str) -> tuple[str, ...]:
        """Give the choices of a step in the order of this attempt."""
        choices = self.steps[step].choices
        return shuffled(choices, f"{seed}:{self.id}:{step}") if self.shuffle else tuple(choices)

    def present(self, seed: str) -> Shown:
        """Give the first step."""
        return self._shown([], self.start, seed)

    def read(self, form: Form, seed: str) -> list[str]:
        """Read the way through the story.

        Raises Unfinished with the next step to show, and Unreadable("choose-one") where nothing of the step that was
        shown is chosen; it shows that step again.
        """
        way: list[str] = []
        step: str | None = self.start
        while step is not None:
            lines = numbered(self.order_in(step, seed))
            chosen = lines.get(one_value(form, STEP.format(len(way) + 1)))
            if chosen is None:
                raise self._stopped(form, way, step, seed)
            way.append(chosen)
            step = self.steps[step].choices[chosen].then
        return way

    def _stopped(self, form: Form, way: list[str], step: str, seed: str) -> Unfinished | Unreadable:
        shown = self._shown(way, step, seed)
        asked_already = not way or one_value(form, AT) == str(shown.number)
        return Unreadable("choose-one", shown) if asked_already else Unfinished(shown)

    def _shown(self, way: list[str], step: str, seed: str) -> Shown:
        behind = list(self._walked(way))
        lines = enumerate(self.order_in(step, seed), start=1)
        texts = self.steps[step].choices
        return Shown(
            len(way) + 1,
            self.steps[step].say,
            tuple(Line(number, texts[key].text) for number, key in lines),
            tuple(self.order_in(name, seed).index(key) + 1 for name, key, _ in behind),
            tuple(Told(self.steps[name].say, choice.text, choice.why) for name, _, choice in behind),
        )

    def _walked(self, way: list[str]) -> Iterator[tuple[str, str, Choice]]:
        """Give the steps along a way with the choices made, as far as the way can be walked."""
        step: str | None = self.start
        for key in way:
            if step is None or key not in self.steps[step].choices:
                return
            choice = self.steps[step].choices[key]
            yield step, key, choice
            step = choice.then

    def right_answer(self) -> list[str]:
        """Give the best way."""
        return best_way(self.steps, self.start)

    def fill(self, answer: Answer, seed: str) -> Form:
        """Choose all along the way at once, as the last form of the story does."""
        walked = enumerate(self._walked(_way(answer)), start=1)
        return {
            STEP.format(number): [str(self.order_in(name, seed).index(key) + 1)] for number, (name, key, _) in walked
        }

    def steps_to(self, answer: Answer) -> tuple[str, ...]:
        """Name the steps along a way, as far as it can be walked."""
        return tuple(name for name, _, _ in self._walked(_way(answer)))

    def mark(self, answer: Answer) -> float:
        """Give the points on the way as a share of those of the best way; nothing for a way that comes to no end."""
        way = _way(answer)
        walked = list(self._walked(way))
        best = values(self.steps)[self.start]
        if not walked or len(walked) < len(way) or walked[-1][2].then is not None or not best:
            return 0.0
        return sum(choice.points for _, _, choice in walked) / best

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give the steps on the way with what was chosen, what would have been best, and why."""
        walked = list(self._walked(_way(answer)))
        by_step = values(self.steps)
        made = {name: key for name, key, _ in walked}
        shown = [name for name, _, _ in walked or self._walked(self.right_answer())]
        return Reviewed(tuple(self._reviewed(name, made.get(name), by_step, seed) for name in shown))

    def _reviewed(self, name: str, made: str | None, by_step: Mapping[str, int], seed: str) -> ReviewedStep:
        def line(number: int, key: str) -> ReviewedLine:
            choice = self.steps[name].choices[key]
            right = worth(choice, by_step) == by_step[name]
            return ReviewedLine(number, choice.text, key == made, right, choice.why, not right and choice.points > 0)

        lines = enumerate(self.order_in(name, seed), start=1)
        return ReviewedStep(self.steps[name].say, tuple(line(number, key) for number, key in lines))

    def mistakes(self) -> Iterator[Mistake]:
        """Say where links are broken; of a sound story also what is never earned, said twice or not explained."""
        yield from wording.picture_mistakes(self)
        yield from wording.unused_why(self)
        broken = list(link_mistakes(self.steps, self.start))
        yield from broken
        for name, step in self.steps.items():
            texts = ((("steps", name, "choices", key, "text"), choice.text) for key, choice in step.choices.items())
            yield from wording.same_texts(texts)
        if all(each.severity == "warning" for each in broken):
            yield from self._worth_mistakes()

    def _worth_mistakes(self) -> Iterator[Mistake]:
        by_step = values(self.steps)
        if not by_step[self.start]:
            yield Mistake(("steps",), "no-points", "No way earns a point.", "Add `points:` to the good choices.")
            return
        for name, step in self.steps.items():
            for key, choice in step.choices.items():
                if worth(choice, by_step) < by_step[name] and not choice.why:
                    yield Mistake(
                        ("steps", name, "choices", key),
                        "no-why",
                        f"Who chooses {key!r} is not told why it is not the best.",
                        "Add `why:`.",
                        "warning",
                    )


def _words(step: Step) -> dict[str, Any]:
    choices = {
        key: {"text": choice.text} | ({"why": choice.why} if choice.why else {}) for key, choice in step.choices.items()
    }
    return {"say": step.say, "choices": choices}


def _way(answer: Answer | None) -> list[str]:
    whole = isinstance(answer, list) and all(isinstance(key, str) for key in answer)
    return list(answer) if answer and whole else []
