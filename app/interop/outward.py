"""Our questions as Moodle's: what fits is carried, what does not is named, question by question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape
from typing import Any

from app.content.models import Course, Module
from app.interop.gaps import embedded
from app.interop.losses import ARROW, GIFT, Format, Loss, question_losses, quiz_losses
from app.interop.moodle import ALL, PARTIAL_ORDER, STRICT_ORDER, Answer, MoodleBank, MoodleQuestion, Pair, Words
from app.questions.question import Question
from app.questions.types.cloze.question import Cloze
from app.questions.types.match.question import Match
from app.questions.types.multiple.question import Multiple
from app.questions.types.number.numerals import readings
from app.questions.types.number.question import Number
from app.questions.types.order.question import Order
from app.questions.types.single.question import Single
from app.questions.types.text.question import Text
from app.questions.types.truefalse.question import SIDES, TrueFalse


@dataclass(frozen=True)
class Outward:
    """What goes to Moodle, and all that does not."""

    bank: MoodleBank
    losses: tuple[Loss, ...]


def outward(module: Module, course: Course, language: str, form: Format) -> Outward:
    """Make Moodle's bank of a module, each question in `language` or in the first it falls back on."""
    chain, losses = course.chain(language), list(quiz_losses(module, form))
    questions: list[MoodleQuestion] = []
    for revision in module.bank.values():
        spoken, question = revision.in_language(chain)
        losses += _losses(question, form)
        if spoken != language:
            losses.append(Loss(question.id, f"not translated into {language}", f"in {spoken}"))
        carried = moodle_question(question, form)
        if carried:
            questions.append(replace(carried, rtl=course.direction(spoken) == "rtl"))
    title = module.text(chain, drafts=True).title
    return Outward(MoodleBank(title, tuple(questions)), tuple(losses))


def _losses(question: Question, form: Format) -> Iterator[Loss]:
    if type(question) in CARRIED and question.type not in form.lacks:
        return question_losses(question, form)
    return iter([Loss(question.id, f"type {question.type} has no place in {form.name}")])


def moodle_question(question: Question, form: Format) -> MoodleQuestion | None:
    """Give the question as Moodle's; None where its type, or its being retired, has no place there."""
    carry = CARRIED.get(type(question))
    if carry is None or question.type in form.lacks or (question.retired and "retired" in form.lacks):
        return None
    common = MoodleQuestion(
        kind="",
        name=question.id,
        idnumber=question.id,
        text=Words(question.ask),
        general=Words(question.explain or ""),
        hints=(Words(question.hint),) if question.hint and "hint" not in form.lacks else (),
        tags=question.tags,
        points=str(question.points),
        shuffle=question.shuffle,
        hidden=question.retired,
    )
    return replace(common, **carry(question, form))


def _single(question: Single, form: Format) -> dict[str, Any]:
    return {"kind": "multichoice", "answers": _options(question, {question.answer: ALL}, Decimal(0))}


def _multiple(question: Multiple, form: Format) -> dict[str, Any]:
    share = _share(len(question.right_answer()))
    rights = dict.fromkeys(question.right_answer(), share)
    wrong = -share if question.partial else -ALL
    return {"kind": "multichoice", "single": False, "answers": _options(question, rights, wrong)}


def _share(parts: int) -> Decimal:
    """Give 100/parts as Moodle writes its fractions: 33.33333."""
    return (ALL / max(parts, 1)).quantize(Decimal("0.00001")).normalize()


def _options(question: Single | Multiple, rights: Mapping[str, Decimal], wrong: Decimal) -> tuple[Answer, ...]:
    return tuple(
        Answer(Words(text), rights.get(key, wrong), Words("" if key in rights else question.why.get(key, "")))
        for key, text in question.options.items()
    )


def _truefalse(question: TrueFalse, form: Format) -> dict[str, Any]:
    return {"kind": "truefalse", "answers": tuple(_side(question, side) for side in SIDES)}


def _side(question: TrueFalse, side: str) -> Answer:
    right = side == question.answer
    words = Words("true" if side == "yes" else "false")
    return Answer(words, ALL if right else Decimal(0), Words("" if right else question.why.get(side, "")))


def _number(question: Number, form: Format) -> dict[str, Any]:
    margin = f"{question.margin.normalize():f}"
    known = tuple(
        Answer(Words(f"{number:f}"), Decimal(0), Words(why), margin)
        for key, why in question.why.items()
        for number in sorted(readings(key, question.unit))
    )
    right = Answer(Words(f"{question.answer:f}"), tolerance=margin)
    units = {question.unit: "1"} if question.unit else {}
    return {"kind": "numerical", "answers": (right, *known), "units": units}


def _text(question: Text, form: Format) -> dict[str, Any]:
    """In a short answer `*` stands for anything, unless a backslash stands before it."""
    forms = tuple(Answer(Words(_carried(each, form).replace("*", r"\*"))) for each in question.accept)
    return {"kind": "shortanswer", "answers": forms}


def _order(question: Order, form: Format) -> dict[str, Any]:
    if "ordering" in form.lacks:
        places = enumerate(question.items.values(), start=1)
        return {"kind": "matching", "pairs": tuple(_pair(text, str(place), form) for place, text in places)}
    answers = tuple(Answer(Words(text), Decimal(place)) for place, text in enumerate(question.items.values(), start=1))
    return {"kind": "ordering", "answers": answers, "grading": PARTIAL_ORDER if question.partial else STRICT_ORDER}


def _match(question: Match, form: Format) -> dict[str, Any]:
    pairs = [_pair(pair.left, pair.right, form) for pair in question.pairs.values()]
    return {"kind": "matching", "pairs": (*pairs, *(_pair("", text, form) for text in question.extra.values()))}


def _cloze(question: Cloze, form: Format) -> dict[str, Any]:
    return {"kind": "cloze", "text": embedded(question)}


def _pair(left: str, right: str, form: Format) -> Pair:
    """Moodle shows a right side as HTML, whatever the format of the question."""
    return Pair(Words(_carried(left, form)), Words(escape(right, quote=False), "html"))


def _carried(text: str, form: Format) -> str:
    return text.replace(ARROW, "→") if form is GIFT else text


CARRIED: Mapping[type[Question], Callable[[Any, Format], dict[str, Any]]] = {
    Single: _single,
    Multiple: _multiple,
    TrueFalse: _truefalse,
    Number: _number,
    Text: _text,
    Order: _order,
    Match: _match,
    Cloze: _cloze,
}
"""How each of our types becomes Moodle's; a type that is not here has no place there."""
