"""A bank of questions as Moodle keeps it, whichever of its two formats spells it.

The names are Moodle's own (docs.moodle.org/en/Moodle_XML_format, docs.moodle.org/en/GIFT_format).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal

from app.content.findings import TOP, Spot

Markup = Literal["plain", "html", "moodle", "markdown"]
"""How a text is to be read; `moodle` is HTML in which line ends count too."""

ALL = Decimal(100)
PARTIAL_ORDER = "RELATIVE_NEXT_EXCLUDE_LAST"
"""The grading of an ordering that gives the share of right neighbours."""
STRICT_ORDER = "ALL_OR_NOTHING"

LARGEST, DECIMALS = Decimal("1e15"), 30
"""The largest amount that a question of ours may have, and the most decimals that one is read with."""


def amount(text: str) -> Decimal:
    """Read a number. Raises decimal.InvalidOperation where it is none, or is beyond all measure."""
    number = Decimal(text.strip())
    if not number.is_finite() or number.copy_abs() > LARGEST or int(number.as_tuple().exponent) < -DECIMALS:
        raise InvalidOperation
    return number


@dataclass(frozen=True)
class Words:
    """A text where it stands in its file, with the names of the files (pictures) that it carries."""

    text: str = ""
    markup: Markup = "plain"
    spot: Spot = TOP
    files: tuple[str, ...] = ()


NOTHING = Words()


@dataclass(frozen=True)
class Answer:
    """An answer with its share of the points in percent. `tolerance` is for numbers, in the number's own unit."""

    words: Words
    percent: Decimal = ALL
    feedback: Words = NOTHING
    tolerance: str = ""


@dataclass(frozen=True)
class Pair:
    """A row of a matching. An empty left side makes the right one an extra."""

    left: Words
    right: Words


@dataclass(frozen=True)
class MoodleQuestion:
    """One question. `kind` is Moodle's name of its type; what a kind does not use keeps its default.

    `units` are names with their multipliers. `others` are parts of the file that no field here stands for, with their
    places. `rtl` asks a writer to mark the text as written from right to left.
    """

    kind: str
    name: str = ""
    idnumber: str = ""
    text: Words = NOTHING
    general: Words = NOTHING
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    hints: tuple[Words, ...] = ()
    tags: tuple[str, ...] = ()
    points: str = "1"
    single: bool = True
    shuffle: bool = True
    hidden: bool = False
    usecase: bool = False
    grading: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, Spot] = field(default_factory=dict)
    rtl: bool = False
    spot: Spot = TOP


@dataclass(frozen=True)
class MoodleBank:
    """Questions in the order of their file, to be put into one of Moodle's categories."""

    category: str
    questions: tuple[MoodleQuestion, ...]
