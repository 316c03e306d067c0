"""What every question type shares. A type is one folder beside this file: its fields, its key, its two templates.

A question is frozen. Its words are in one language; its key (the right answers) is the same in all of them.
What a learner's browser gets are the numbers of the lines as shown in this attempt, never the author's option keys,
because a key such as `best` betrays the answer.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Track = Literal["worker", "manager"]
TRACKS: tuple[Track, ...] = ("worker", "manager")
Form = Mapping[str, Sequence[str]]
"""A submitted form: each field's values, in the order they came."""

Answer = str | list[str] | dict[str, str]
"""A learner's answer as stored: option keys or typed text, in no language. "Not sure" is None."""

Purpose = Literal["mark", "reflect", "survey"]
"""What an answer is for: to be marked, for the learner's own eyes, or to be counted without a name."""

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
    """The form holds no answer that this question can read. `problem` is one of PROBLEMS; pages put it into words.

    `shown` is what the form template shows again; None for what it shows at first.
    """

    PROBLEMS: ClassVar[tuple[str, ...]] = ("choose-one", "choose-some", "number", "text", "places", "pairs", "gaps")

    def __init__(self, problem: str, shown: Any = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.shown = shown


class Unfinished(Exception):
    """The form holds the beginning of an answer and no fault: `shown` is what the form template shows next."""

    def __init__(self, shown: Any) -> None:
        super().__init__()
        self.shown = shown


def shuffled(keys: Iterable[str], seed: str) -> tuple[str, ...]:
    """Put keys in an order that only the seed decides, the same on every machine and Python, for ever."""
    return tuple(sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest()))


class Question(BaseModel, ABC):
    """One question in one language, with its key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    WORDS: ClassVar[tuple[str, ...]] = ("ask", "explain", "hint", "why", "alt")
    """The fields that hold words, which a translation may replace; a type adds its own."""

    PURPOSE: ClassVar[Purpose] = "mark"
    """Only questions whose answers are marked are drawn for a quiz."""

    STEPWISE: ClassVar[bool] = False
    """Whether answering takes several forms, one after the other: `read` then raises Unfinished until the last."""

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
    critical: YesNo = False

    @property
    def title(self) -> str:
        """The question in one line, for lists of questions."""
        return self.ask

    def words(self) -> dict[str, Any]:
        """Give what a translation may replace, by field and key: nothing of the key is in it."""
        return self.model_dump(include=set(self.WORDS), exclude_none=True)

    def reasons(self) -> Iterator[tuple[str, str]]:
        """Give what learners are told of single answers, as (answer, why), for those who look at the whole bank."""
        yield from self.why.items()

    def accepting(self, others: Iterable[Question]) -> Self:
        """Give the question taking what its translations take as well. Only types that accept typed words differ."""
        return self

    @abstractmethod
    def mistakes(self) -> Iterable[Mistake]:
        """Say what the author must mend; nothing when all is well."""

    @abstractmethod
    def present(self, seed: str) -> Any:
        """Give what the form template shows before the answer: words and numbers only, nothing of the key."""

    @abstractmethod
    def read(self, form: Form, seed: str) -> Answer:
        """Read a submitted form into an answer. Raises Unreadable where there is none in it, Unfinished for a part."""

    @abstractmethod
    def right_answer(self) -> Answer:
        """Give an answer that earns all points: what trainers see in the preview, and what demonstrations send."""

    @abstractmethod
    def fill(self, answer: Answer, seed: str) -> Form:
        """Fill the form with an answer as a browser would send it; `read` reads it back."""

    def steps_to(self, answer: Answer) -> tuple[str, ...]:
        """Name the steps on the way to an answer, each of which reads its own part of it. Only stories have any."""
        return ()

    @abstractmethod
    def mark(self, answer: Answer) -> float:
        """Give the share of the points earned, from 0.0 to 1.0. An empty or foreign answer earns 0."""

    def choices(self) -> Mapping[str, str]:
        """Give the words of what can be ticked, by key; nothing where answers are of another kind."""
        return {}

    def right_keys(self) -> tuple[str, ...]:
        """Give the keys of the choices that the author calls right, known or not."""
        return ()

    def chosen_keys(self, answer: Answer | None) -> Collection[str]:
        """Give the keys of the choices in a stored answer; none where it is of another shape."""
        return ()

    def guess_score(self) -> float | None:
        """Give the share of the points, 0.0 to 1.0, that blind guessing earns on average; None where nobody can say."""
        return None

    @abstractmethod
    def review(self, answer: Answer | None, seed: str) -> Any:
        """Give what the review template shows after the answer: what was chosen, what is right, and why."""
