"""A story of linked steps: what its choices are worth, and where its links are broken. Pure, on keys alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.questions.question import Key, Mistake, Words


class Choice(BaseModel):
    """Something to do in a step: what it earns, why it is no good if it is not, and the step that follows, if any."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Words
    points: Annotated[int, Field(ge=0, le=10)] = 0
    why: Words | None = None
    then: Key | None = None


class Step(BaseModel):
    """A moment of the story and what one can do in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: Words
    choices: Annotated[dict[Key, Choice], Field(min_length=2, max_length=6)]


Steps = Mapping[str, Step]


def values(steps: Steps) -> dict[str, int]:
    """Give for each step the points of the best way from it to an end. The story must be sound."""
    found: dict[str, int] = {}

    def value(name: str) -> int:
        if name not in found:
            found[name] = max(choice.points + (value(choice.then) if choice.then else 0) for choice in choices(name))
        return found[name]

    def choices(name: str) -> Iterable[Choice]:
        return steps[name].choices.values()

    return {name: value(name) for name in steps}


def worth(choice: Choice, by_step: Mapping[str, int]) -> int:
    """Give the points of a choice with the best way after it."""
    return choice.points + (by_step[choice.then] if choice.then else 0)


def best_way(steps: Steps, start: str) -> list[str]:
    """Give the keys of the choices of the best way; of equal ones the author's first."""
    way: list[str] = []
    by_step, step = values(steps), steps.get(start)
    while step is not None:
        choices = step.choices
        way.append(max(choices, key=lambda key: worth(choices[key], by_step)))
        step = steps.get(choices[way[-1]].then or "")
    return way


def link_mistakes(steps: Steps, start: str) -> Iterator[Mistake]:
    """Say which links lead nowhere or back, and what is never reached. Nothing else may be asked of a broken story."""
    known = f"Use one of: {', '.join(steps)}."
    if start not in steps:
        yield Mistake(("start",), "unknown-step", f"There is no step {start!r}.", known)
    for name, step in steps.items():
        for key, choice in step.choices.items():
            if choice.then is not None and choice.then not in steps:
                yield Mistake(
                    ("steps", name, "choices", key, "then"), "unknown-step", f"There is no step {choice.then!r}.", known
                )
    yield from _loops(steps)
    yield from _ends(steps, start)


def _loops(steps: Steps) -> Iterator[Mistake]:
    for name, step in steps.items():
        for key, choice in step.choices.items():
            if choice.then in steps and name in reached(steps, choice.then):
                yield Mistake(
                    ("steps", name, "choices", key, "then"),
                    "loop",
                    f"{choice.then!r} leads back to {name!r}: one could go round for ever.",
                    "Lead on to a later step, or take out `then:`.",
                )


def _ends(steps: Steps, start: str) -> Iterator[Mistake]:
    if start not in steps:
        return
    met = reached(steps, start)
    if not any(choice.then is None for name in met for choice in steps[name].choices.values()):
        yield Mistake(("steps",), "no-end", "The story never ends.", "Leave out `then:` in the last choices.")
    for name in steps:
        if name not in met:
            yield Mistake(
                ("steps", name),
                "unreachable-step",
                f"No choice leads to {name!r}.",
                "Link it, or take it out.",
                "warning",
            )


def reached(steps: Steps, start: str | None) -> set[str]:
    """Give the steps that can be reached from one, itself among them."""
    met: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in steps and name not in met and name is not None:
            met.add(name)
            waiting += [choice.then for choice in steps[name].choices.values()]
    return met
