"""Moodle's questions as ours: what fits is carried, what does not is noted at its place in the foreign file.

Of how Moodle shows a question and lets people try again (penalty, numbering, number of lines) nothing is said: no
question of ours has anything of the kind. Everything else is either carried or noted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from app.content.document import Document
from app.content.findings import Notes, Spot
from app.content.question_faults import note_faults
from app.interop.arrival import Arrival
from app.interop.kinds import KINDS
from app.interop.moodle import MoodleQuestion, amount
from app.interop.naming import question_id, slug
from app.questions.types import TYPES, question_from

NO_PLACE = {
    "essay": "nobody marks by hand here; ask for it in the assignment",
    "description": "put these words into a lesson, or into the question itself",
}
MOST_POINTS = 10


@dataclass(frozen=True)
class Carried:
    """A question as our authors write it. `ready` is no where something must be mended before it can be asked."""

    raw: dict[str, Any]
    ready: bool


def inward(questions: Iterable[MoodleQuestion], notes: Notes, taken: Collection[str]) -> list[Carried]:
    """Give our questions for Moodle's. No id is given that is `taken`, or twice."""
    used, carried = set(taken), []
    for question in questions:
        if question.kind == "category":
            sentence = f'the category "{question.text.text}" has no place here'
            notes.warning(question.spot, "moodle-category", sentence, "its questions go into the module that you name")
            continue
        arrival = Arrival(question, notes.about(question.name or question.idnumber))
        raw = _raw(arrival, used)
        if raw is not None:
            used.add(raw["id"])
            carried.append(Carried(raw, _is_ready(arrival, raw)))
    return carried


def _raw(arrival: Arrival, used: Collection[str]) -> dict[str, Any] | None:
    question = arrival.question
    carry = KINDS.get(question.kind)
    if carry is None:
        advice = NO_PLACE.get(question.kind, "write it anew")
        shown = " ".join(question.text.text.split())[:60]
        arrival.error(question.spot, "moodle-type", f'type {question.kind} has no place here: "{shown}"', advice)
        return None
    ask = arrival.words(question.text)
    own = carry(arrival)
    names = [question.idnumber, question.name, ask]
    raw = {"id": _id(arrival, names, used), "type": own.pop("type"), "ask": ask, **own}
    raw.update(_ends(arrival))
    return {name: value for name, value in raw.items() if value not in ("", [], {})}


def _id(arrival: Arrival, names: list[str], used: Collection[str]) -> str:
    made, name = question_id(names, used)
    if name in used:
        spot = arrival.question.spot
        arrival.warning(spot, "id-taken", f"the id {name} is or was another question's", f"it is called {made} now")
    return made


def _ends(arrival: Arrival) -> Iterator[tuple[str, Any]]:
    question = arrival.question
    for name, spot in question.others.items():
        arrival.warning(spot, "moodle-part", f"<{name}> has no place here", "it is left out")
    explain = [arrival.words(question.general), *arrival.to_everybody]
    yield "explain", " ".join(dict.fromkeys(each for each in explain if each))
    hints = [arrival.words(hint) for hint in question.hints]
    yield "hint", next(iter(hints), "")
    for hint, text in list(zip(question.hints, hints, strict=True))[1:]:
        arrival.warning(hint.spot, "moodle-hint", f'a question here has one hint, not "{text}" too', "it is left out")
    yield "tags", list(dict.fromkeys(_tags(arrival)))
    yield "points", _points(arrival)
    yield "retired", "yes" if question.hidden else ""


def _tags(arrival: Arrival) -> Iterator[str]:
    for tag in arrival.question.tags:
        made = slug(tag)[:48].strip("-")
        if made:
            yield made
        else:
            spot, sentence = arrival.question.spot, f'the tag "{tag}" has no Latin letters'
            arrival.warning(spot, "moodle-tag", sentence, "add one under `tags:`")


def _points(arrival: Arrival) -> str:
    """Give the points, which are whole and from 1 to 10; 1, which goes without saying, is ""."""
    question = arrival.question
    try:
        points = amount(question.points)
    except InvalidOperation:
        points = Decimal(1)
    whole = min(max(round(points), 1), MOST_POINTS)
    if whole != points:
        sentence = f"{question.points} points are not a whole number from 1 to {MOST_POINTS}"
        arrival.warning(question.spot, "moodle-points", sentence, f"it gives {whole}")
    return str(whole) if whole != 1 else ""


def _is_ready(arrival: Arrival, raw: dict[str, Any]) -> bool:
    """Say whether the question passes the checks that every question of ours passes; note what it does not."""
    document = Document(raw, {(): arrival.question.spot, **arrival.spots})
    notes = arrival.notes.about(raw["id"])
    try:
        question = question_from(raw)
    except ValidationError as fault:
        note_faults(fault, TYPES[raw["type"]], document, (), notes)
        return False
    wrong = [mistake for mistake in question.mistakes() if mistake.severity == "error"]
    for mistake in wrong:
        spot: Spot = document.at(mistake.path)
        notes.error(spot, mistake.code, mistake.sentence, mistake.advice)
    return not wrong and not arrival.unfit
