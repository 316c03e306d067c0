"""What every question type shares. A type is one folder beside this file: its fields, its key, its two templates.

A question is frozen. Its words are in one language; its key (the right answers) is the same in all of them.
What a learner's browser gets are the numbers of the lines as shown in this attempt, never the author's option keys,
because a key such as `best` betrays the answer.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Track = Literal["worker", "manager"]
TRACKS: tuple[Track, ...] = ("worker", "manager")
Form = Mapping[str, Sequence[str]]
"""A submitted form: each field's values, in the order they came."""

Answer = str | list[str] | dict[str, str]
"""A learner's answer as stored: option keys or typed text, in no language. "Not sure" is None."""

Path = tuple[str | int, ...]
"""Where in a question a value stands: ("options", "both")."""


def yes_or_no(value: object) -> object:
    """Read the author's word for a switch. Only `yes` and `no` are words of the format."""
    words = {"yes": True, "no": False}
    if isinstance(value, str):
        if value not in words:
            raise ValueError("must be yes or no")
        return words[value]
    return value


YesNo = Annotated[bool, BeforeValidator(yes_or_no)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,47}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,47}$")]


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a question as written, at the field where it is."""

    path: Path
    code: str
    sentence: str
    advice: str
    severity: Literal["error", "warning"] = "error"


class Unreadable(Exception):
    """The form holds no answer that this question can read. `problem` is one of PROBLEMS; pages put it into words."""

    PROBLEMS: ClassVar[tuple[str, ...]] = ("choose-one", "choose-some", "number", "text", "places", "pairs")

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def shuffled(keys: Iterable[str], seed: str) -> tuple[str, ...]:
    """Put keys in an order that only the seed decides, the same on every machine and Python, for ever."""
    return tuple(sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest()))


class Question(BaseModel, ABC):
    """One question in one language, with its key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    WORDS: ClassVar[tuple[str, ...]] = ("ask", "explain", "hint", "why", "alt")
    """The fields that hold words, which a translation may replace; a type adds its own."""

    id: Id
    type: str
    ask: Words
    explain: Words | None = None
    hint: Words | None = None
    see: Id | None = None
    why: dict[str, Words] = Field(default_factory=dict)
    audience: tuple[Track, ...] = ("worker", "manager")
    tags: tuple[Key, ...] = ()
    points: Annotated[int, Field(ge=1, le=10)] = 1
    shuffle: YesNo = True
    image: str | None = None
    alt: Words | None = None
    retired: YesNo = False

    @abstractmethod
    def mistakes(self) -> Iterable[Mistake]:
        """Say what the author must mend; nothing when all is well."""

    @abstractmethod
    def present(self, seed: str) -> Any:
        """Give what the form template shows before the answer: words and numbers only, nothing of the key."""

    @abstractmethod
    def read(self, form: Form, seed: str) -> Answer:
        """Read a submitted form into an answer. Raises Unreadable where there is none in it."""

    @abstractmethod
    def right_answer(self) -> Answer:
        """Give an answer that earns all points: what trainers see in the preview, and what demonstrations send."""

    @abstractmethod
    def fill(self, answer: Answer, seed: str) -> Form:
        """Fill the form with an answer as a browser would send it; `read` reads it back."""

    @abstractmethod
    def mark(self, answer: Answer) -> float:
        """Give the share of the points earned, from 0.0 to 1.0. An empty or foreign answer earns 0."""

    @abstractmethod
    def review(self, answer: Answer | None, seed: str) -> Any:
        """Give what the review template shows after the answer: what was chosen, what is right, and why."""
