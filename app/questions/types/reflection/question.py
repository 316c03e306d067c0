"""Something to think about and to write down, for oneself alone."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Literal

from app.questions.forms import TYPED, one_value
from app.questions.question import Answer, Form, Purpose, Unreadable
from app.questions.ungraded import Ungraded

LONGEST = 2000
"""The most characters that are kept."""


@dataclass(frozen=True)
class Shown:
    """The most characters that the box takes."""

    limit: int = LONGEST


@dataclass(frozen=True)
class Reviewed:
    """What the learner wrote; None for those who look at the question only."""

    yours: str | None


class Reflection(Ungraded):
    """A question to oneself. Answers are the text as written; nobody but its writer is ever shown it."""

    PURPOSE: ClassVar[Purpose] = "reflect"

    type: Literal["reflection"]

    def present(self, seed: str) -> Shown:
        """Give the size of the box."""
        return Shown()

    def read(self, form: Form, seed: str) -> str:
        """Read what was written, its lines kept. Raises Unreadable("text") where there is nothing."""
        typed = one_value(form, TYPED).replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join(each for each in typed if each == "\n" or unicodedata.category(each) not in {"Cc", "Cs"})
        if not kept.strip():
            raise Unreadable("text")
        return kept.strip()[:LONGEST].rstrip()

    def fill(self, answer: Answer, seed: str) -> Form:
        """Write the answer into the box."""
        return {TYPED: [str(answer)]}

    def review(self, answer: Answer | None, seed: str) -> Reviewed:
        """Give what was written."""
        return Reviewed(answer if isinstance(answer, str) and answer else None)
