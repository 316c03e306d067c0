"""How each kind of Moodle's questions becomes a type of ours, with the rules for what Moodle marks otherwise.

Half-right answers of a single choice are wrong here. Several right ones: `partial: yes` where Moodle gives parts and
wrong ticks cost, or cost nothing; all or nothing where one wrong tick takes everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from app.interop.arrival import Arrival
from app.interop.gaps import read_gaps
from app.interop.moodle import PARTIAL_ORDER, STRICT_ORDER, Answer, Words, amount
from app.interop.naming import keys

RIGHT = Decimal("99.9")
"""Percent from which on an answer is wholly right; shares are rounded."""
CLOSE = Decimal("0.01")
ANY = "*"


def _choices(arrival: Arrival) -> dict[str, Any]:
    answers = arrival.question.answers
    options = _keyed(arrival, "options", answers)
    named = dict(zip(options, answers, strict=True))
    rights = [key for key, each in named.items() if _is_right(each, arrival.question.single)]
    own: dict[str, Any] = {"type": "single", "options": options, "answer": rights[0] if rights else "?"}
    if arrival.question.single:
        _note_single(arrival, named, rights)
    else:
        own.update(type="multiple", answer=rights, partial="yes" if _is_partial(arrival, named, rights) else "")
    own["why"] = _reasons(arrival, named, rights)
    return {**own, "shuffle": "" if arrival.question.shuffle else "no"}


def _keyed(arrival: Arrival, field: str, answers: Sequence[Answer]) -> dict[str, str]:
    texts = [arrival.words(each.words) for each in answers]
    made = dict(zip(keys(texts), texts, strict=True))
    arrival.spots.update({(field, key): each.words.spot for key, each in zip(made, answers, strict=True)})
    return made


def _is_right(answer: Answer, single: bool) -> bool:
    return answer.percent >= RIGHT if single else answer.percent > 0


def _note_single(arrival: Arrival, named: Mapping[str, Answer], rights: Sequence[str]) -> None:
    if len(rights) != 1:
        sentence = "no answer gives all the points" if not rights else f"{len(rights)} answers give all the points"
        arrival.error(arrival.question.spot, "moodle-right", sentence, "name the one right option under `answer:`")
    for key, each in named.items():
        if key not in rights and each.percent != 0:
            sentence = f"{each.percent.normalize():f}% of the points have no place in a single choice"
            arrival.warning(each.words.spot, "moodle-weight", sentence, "the answer counts as wrong")


def _is_partial(arrival: Arrival, named: Mapping[str, Answer], rights: Sequence[str]) -> bool:
    """Say whether parts are given; note where Moodle's weights say something else than either rule of ours."""
    right = [named[key].percent for key in rights]
    wrong = [each.percent for key, each in named.items() if key not in rights]
    share = Decimal(100) / max(len(right), 1)
    even = all(abs(each - share) <= CLOSE for each in right)
    if wrong and even and all(each <= -RIGHT for each in wrong) and len(right) > 1:
        sentence = "Moodle gives a part for some of the right ticks"
        arrival.warning(arrival.question.spot, "moodle-parts", sentence, "here it is all or nothing")
        return False
    if not even or not all(abs(each + share) <= CLOSE for each in wrong):
        advice = "here each right tick earns the same, and each wrong one costs as much (`partial: yes`)"
        arrival.warning(arrival.question.spot, "moodle-weight", "Moodle weighs the ticks in its own way", advice)
    return len(right) > 1


def _reasons(arrival: Arrival, named: Mapping[str, Answer], rights: Iterable[str]) -> dict[str, str]:
    """Give the feedback to wrong answers; that to right ones goes to everybody."""
    said = {key: arrival.words(each.feedback) for key, each in named.items()}
    arrival.to_everybody += [said[key] for key in rights if said[key]]
    arrival.spots.update({("why", key): each.feedback.spot for key, each in named.items()})
    return {key: text for key, text in said.items() if text and key not in rights}


def _truefalse(arrival: Arrival) -> dict[str, Any]:
    """Old files have the two answers in the words of their language; the first is then the true one."""
    answers = arrival.question.answers
    said = [arrival.words(each.words).lower() for each in answers]
    sides = ("no", "yes") if said[:1] == ["false"] else ("yes", "no")
    named = dict(zip(sides, answers, strict=False))
    rights = [side for side, each in named.items() if each.percent >= RIGHT]
    if len(answers) != len(sides) or len(rights) != 1:
        sentence = "true or false needs two answers, one of them right"
        arrival.error(arrival.question.spot, "moodle-right", sentence, "write `answer: yes` or `answer: no`")
    return {"type": "truefalse", "answer": (rights or ["?"])[0], "why": _reasons(arrival, named, rights)}


def _numerical(arrival: Arrival) -> dict[str, Any]:
    answers = list(arrival.question.answers)
    right = next((each for each in answers if each.percent >= RIGHT and _number(each) is not None), None)
    if right is None:
        arrival.error(arrival.question.spot, "moodle-right", "no number gives all the points", "write it as `answer:`")
        return {"type": "number", "answer": "?"}
    said = arrival.words(right.feedback)
    arrival.to_everybody += [said] if said else []
    arrival.spots["answer",] = right.words.spot
    tolerance = _plain(right.tolerance)
    why = {}
    for each in answers:
        number, text = _number(each), arrival.words(each.feedback)
        if each is right:
            continue
        if number is None or each.percent != 0 or not text:
            _note_number(arrival, each, text)
        else:
            why[f"{number:f}"] = text
            arrival.spots["why", f"{number:f}"] = each.words.spot
            if _plain(each.tolerance) != tolerance:
                sentence = f"the tolerance {each.tolerance} of the wrong number {number:f} has no place here"
                arrival.warning(each.words.spot, "moodle-tolerance", sentence, "it shares that of the right one")
    return {
        "type": "number",
        "answer": f"{_number(right):f}",
        "tolerance": tolerance,
        "unit": _unit(arrival),
        "why": why,
    }


def _number(answer: Answer) -> Decimal | None:
    try:
        return amount(answer.words.text)
    except InvalidOperation:
        return None


def _plain(text: str) -> str:
    """Write an amount without needless noughts; what is none stays as it is, for our own checks to refuse."""
    try:
        number = amount(text or "0")
    except InvalidOperation:
        return text
    return f"{number.normalize():f}" if number else ""


def _note_number(arrival: Arrival, answer: Answer, text: str) -> None:
    value, share = answer.words.text or ANY, f"{answer.percent.normalize():f}%"
    said = f', and "{text}" with it' if text else ""
    advice = "a question here has one right number, and a `why` for each known wrong one"
    arrival.warning(answer.words.spot, "moodle-number", f"{value} for {share} has no place here{said}", advice)


def _unit(arrival: Arrival) -> str:
    units = arrival.question.units
    first = next((name for name, multiplier in units.items() if _plain(multiplier) == "1"), "")
    first = first or next(iter(units), "")
    for name in units:
        if name != first:
            arrival.warning(
                arrival.question.spot, "moodle-unit", f"a second unit, {name}, has no place here", "it is left out"
            )
    return arrival.words(Words(first, spot=arrival.question.spot))


def _shortanswer(arrival: Arrival) -> dict[str, Any]:
    question = arrival.question
    accept: list[str] = []
    if question.usecase:
        arrival.warning(question.spot, "moodle-case", "capitals count in Moodle", "here they do not")
    for each in question.answers:
        written, text = arrival.words(replace(each.words, markup="plain")), arrival.words(each.feedback)
        form = _form(written)
        if form is not None and each.percent >= RIGHT:
            arrival.spots["accept", len(accept)] = each.words.spot
            accept.append(form)
            arrival.to_everybody += [text] if text else []
        else:
            _note_form(arrival, each, written, text)
    if not accept:
        arrival.error(question.spot, "moodle-right", "no form gives all the points", "write them as `accept:`")
    return {"type": "text", "accept": list(dict.fromkeys(accept)) or ["?"]}


def _form(written: str) -> str | None:
    """Give the words of a form; None where a star in it stands for anything."""
    bare = written.replace(r"\*", "\0")
    return None if ANY in bare else bare.replace("\0", ANY)


def _note_form(arrival: Arrival, answer: Answer, form: str, text: str) -> None:
    said = f', and "{text}" with it' if text else ""
    share = f"{answer.percent.normalize():f}%"
    why = "a star cannot stand for any words here" if _form(form) is None else "a form is right or not"
    arrival.warning(answer.words.spot, "moodle-form", f'"{form}" for {share} has no place here{said}', why)


def _matching(arrival: Arrival) -> dict[str, Any]:
    question = arrival.question
    sides = [(arrival.words(each.left), arrival.words(each.right)) for each in question.pairs]
    rows = [(left, right) for left, right in sides if left]
    if len(rows) == len(sides) > 2 and [right for _, right in rows] == [str(n) for n in range(1, len(rows) + 1)]:
        arrival.warning(question.spot, "moodle-places", "this matching asks for places", "it is an `order` here")
        return _ordered(arrival, [left for left, _ in rows], partial=True)
    named = keys([right for _, right in sides])
    pairs, extra = {}, {}
    for key, each, (left, right) in zip(named, question.pairs, sides, strict=True):
        field: tuple[str, ...] = ("pairs", key, "right") if left else ("extra", key)
        arrival.spots[field] = arrival.spots["pairs", key, "left"] = each.left.spot
        if left:
            pairs[key] = {"left": left, "right": right}
        else:
            extra[key] = right
    return {"type": "match", "pairs": pairs, "extra": extra}


def _ordering(arrival: Arrival) -> dict[str, Any]:
    question = arrival.question
    answers = sorted(question.answers, key=lambda each: each.percent)
    for each in answers:
        said = arrival.words(each.feedback)
        if said:
            arrival.warning(each.feedback.spot, "moodle-item", f'"{said}" has no place in an order', "it is left out")
    grading = {"-1": STRICT_ORDER, "1": PARTIAL_ORDER}.get(question.grading, question.grading)
    if grading not in (STRICT_ORDER, PARTIAL_ORDER, ""):
        sentence = f"the marking {grading} has no place here"
        arrival.warning(question.spot, "moodle-marking", sentence, "right neighbours earn a part (`partial: yes`)")
    own = _ordered(arrival, [arrival.words(each.words) for each in answers], grading != STRICT_ORDER)
    arrival.spots.update({("items", key): each.words.spot for key, each in zip(own["items"], answers, strict=True)})
    return own


def _ordered(arrival: Arrival, texts: Sequence[str], partial: bool) -> dict[str, Any]:
    return {"type": "order", "items": dict(zip(keys(texts), texts, strict=True)), "partial": "yes" if partial else ""}


KINDS: Mapping[str, Callable[[Arrival], dict[str, Any]]] = {
    "multichoice": _choices,
    "truefalse": _truefalse,
    "numerical": _numerical,
    "shortanswer": _shortanswer,
    "matching": _matching,
    "ordering": _ordering,
    "cloze": read_gaps,
}
"""How each kind is carried; a kind that is not here has no place among ours."""
