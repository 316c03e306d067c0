"""What a question says and asks, whatever its keys are called: what must be the same after a journey to Moodle."""

from __future__ import annotations

from typing import Any

from app.content.document import read
from app.content.findings import Notes
from app.interop.bank_yaml import bank_yaml
from app.interop.files import read_questions, written
from app.interop.inward import Carried
from app.interop.losses import ARROW, GIFT, Format
from app.interop.moodle import MoodleBank
from app.interop.outward import moodle_question
from app.questions.question import Question
from app.questions.types import question_from
from app.questions.types.cloze.sentence import pieces


def fold(text: str | None) -> str:
    """White space says nothing."""
    return " ".join((text or "").split())


def meaning(question: Any, form: Format) -> dict[str, Any]:
    """Give what the format can carry of a question."""
    gift = form is GIFT
    common = {
        "id": question.id,
        "ask": fold(question.ask),
        "explain": fold(question.explain),
        "tags": question.tags,
        "hint": "" if gift else fold(question.hint),
        "points": 1 if gift else question.points,
        "shuffle": gift or question.shuffle or question.type not in ("single", "multiple"),
    }
    return {**common, **OWN[question.type](question, gift)}


def _choices(question: Any, gift: bool) -> dict[str, Any]:
    rights = question.right_keys()
    lines = [(fold(text), key in rights, fold(question.why.get(key))) for key, text in question.options.items()]
    partial = question.type == "multiple" and (question.partial or len(rights) == 1)
    return {"type": question.type, "lines": lines, "partial": partial}


def _truefalse(question: Any, gift: bool) -> dict[str, Any]:
    return {"answer": question.answer, "why": {key: fold(text) for key, text in question.why.items()}}


def _number(question: Any, gift: bool) -> dict[str, Any]:
    why = {key: fold(text) for key, text in question.why.items()}
    unit = None if gift else question.unit and fold(question.unit)
    return {"answer": question.answer, "margin": question.margin, "unit": unit, "why": why}


def _text(question: Any, gift: bool) -> dict[str, Any]:
    return {"accept": list(dict.fromkeys(_arrowless(fold(each), gift) for each in question.accept))}


def _order(question: Any, gift: bool) -> dict[str, Any]:
    items = [_arrowless(fold(each), gift) for each in question.items.values()]
    return {"items": items, "partial": gift or question.partial}


def _match(question: Any, gift: bool) -> dict[str, Any]:
    rows = [(_arrowless(fold(pair.left), gift), fold(pair.right)) for pair in question.pairs.values()]
    return {"rows": rows, "extra": [fold(each) for each in question.extra.values()]}


def _cloze(question: Any, gift: bool) -> dict[str, Any]:
    """Gaps have no names in Moodle: they are told apart by where they stand."""
    texts = pieces(question.ask)
    gaps = [question.gaps[name] for name in texts[1::2]]
    filled = [[(fold(text), key == gap.answer) for key, text in gap.options.items()] for gap in gaps]
    accepted = [list(dict.fromkeys(fold(each) for each in gap.accept)) for gap in gaps]
    return {"ask": fold("[[]]".join(texts[::2])), "options": filled, "accept": accepted}


def _arrowless(text: str, gift: bool) -> str:
    return text.replace(ARROW, "→") if gift else text


OWN = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _truefalse,
    "number": _number,
    "text": _text,
    "order": _order,
    "match": _match,
    "cloze": _cloze,
}


def there_and_back(questions: list[Question], form: Format) -> tuple[list[Carried], Notes]:
    """Write questions for Moodle, and read that file as anybody's."""
    carried = [each for question in questions if (each := moodle_question(question, form))]
    notes = Notes("file")
    return read_questions(written(MoodleBank("A bank", tuple(carried)), form).encode(), notes, ()), notes


def as_authored(carried: list[Carried]) -> list[Question]:
    """Write what came back into a bank, and read the bank as every bank is read."""
    if not carried:
        return []
    notes = Notes("questions.yaml")
    document = read(bank_yaml(carried), notes)
    assert [each for each in notes.found if each.code != "hash-cut"] == []  # which looks into quotes too
    assert document is not None
    assert document.value == [each.raw for each in carried]
    return [question_from(raw) for raw in document.value]
