"""What of our questions has no place in Moodle's formats, and what happens instead: said question by question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.content.models import Module
from app.questions.question import TRACKS, Question
from app.questions.types.cloze.question import Cloze
from app.questions.types.match.question import Match
from app.questions.types.multiple.question import Multiple
from app.questions.types.order.question import Order
from app.questions.types.text.question import Text

ARROW = "->"
"""What GIFT always takes for the middle of a pair; there is no way to write it otherwise."""


@dataclass(frozen=True)
class Format:
    """One of the two formats, with what it has no place for although Moodle has."""

    name: str
    lacks: frozenset[str] = frozenset()


GIFT = Format("GIFT", frozenset({"hint", "points", "shuffle", "unit", "ordering", "cloze", "retired"}))
MOODLE_XML = Format("Moodle XML")


@dataclass(frozen=True)
class Loss:
    """What of a question (or of the module, under its own id) is not carried as it is, and what happens instead."""

    subject: str
    what: str
    instead: str = "left out"

    def __str__(self) -> str:
        return f"{self.subject}: {self.what} -> {self.instead}"


def question_losses(question: Question, form: Format) -> Iterator[Loss]:
    """Say what of a question has no place in the format."""
    name = question.id
    if question.retired and "retired" in form.lacks:
        yield Loss(name, f"a retired question has no place in {form.name}")
        return
    for field, value, instead in _fields(question, form):
        if value:
            yield Loss(name, f"{field} {value} has no place in {form.name}", instead)
    yield from _type_losses(question, form)


def _fields(question: Question, form: Format) -> Iterator[tuple[str, str, str]]:
    lacks = form.lacks
    yield "picture", question.image or "", "add it in Moodle"
    yield "audience", "" if set(question.audience) == set(TRACKS) else ", ".join(question.audience), "left out"
    yield "see", question.see or "", "left out"
    yield "hint", f'"{question.hint}"' if question.hint and "hint" in lacks else "", "left out"
    yield "points", str(question.points) if question.points > 1 and "points" in lacks else "", "1 point"
    yield "shuffle: no", "" if question.shuffle or "shuffle" not in lacks else "(fixed order)", "set it in Moodle"
    unit = getattr(question, "unit", None)
    yield "unit", unit if unit and "unit" in lacks else "", "say it in the question"


def _type_losses(question: Question, form: Format) -> Iterator[Loss]:
    name, gift = question.id, form is GIFT
    if isinstance(question, Multiple) and not question.partial:
        yield Loss(name, "all or nothing has no place in Moodle", "part of the ticks earns part, a wrong one nothing")
    if isinstance(question, Cloze):
        yield Loss(name, "the points of gaps cannot be shared in Moodle", "each gap gives a point")
    if isinstance(question, Text | Cloze):
        yield Loss(
            name, "Moodle compares letter by letter but for case", "add accents, dashes and plurals that you accept"
        )
    if isinstance(question, Order) and "ordering" in form.lacks:
        yield Loss(name, f"type order has no place in {form.name}", "a matching of lines and places")
    if gift and any(ARROW in text for text in _before_arrow(question)):
        yield Loss(name, f"the sign {ARROW} has no place in {form.name}", "the sign →")


def _before_arrow(question: Question) -> Sequence[str]:
    if isinstance(question, Match):
        return [pair.left for pair in question.pairs.values()]
    return question.accept if isinstance(question, Text) else list(getattr(question, "items", {}).values())


def quiz_losses(module: Module, form: Format) -> Iterator[Loss]:
    if module.quiz:
        kept = f", must_include {', '.join(module.quiz.must_include)}" if module.quiz.must_include else ""
        rule = f"the quiz rule (draw {module.quiz.draw}, pass mark {module.quiz.pass_mark}%{kept})"
        yield Loss(module.id, f"{rule} has no place in {form.name}", "set it in Moodle's quiz")
