"""A sentence with gaps as Moodle embeds them: {1:SHORTANSWER:=air~=oxygen}.

The source is docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type.
Signs that the gap keeps for itself are written as HTML character references, which Moodle reads inside a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape, unescape
from typing import Any

from app.interop.arrival import Arrival
from app.interop.markup import read_words
from app.interop.moodle import Words
from app.interop.naming import keys
from app.questions.types.cloze.question import Cloze, Gap
from app.questions.types.cloze.sentence import pieces

KEPT = {ord(sign): f"&#{ord(sign)};" for sign in "~}{#\\=%"}
GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^\\}])*)\}", re.DOTALL)
BETWEEN = re.compile(r"((?:\\.|[^\\~])*)(?:~|$)", re.DOTALL)
PART = re.compile(
    r"\s*(?:%(?P<weight>-?[\d.]+)%|(?P<right>=))?(?P<text>(?:\\.|[^\\#]|(?<=&)#)*)(?:#(?P<said>.*))?", re.DOTALL
)
TYPED = re.compile(r"(SHORTANSWER|SA|MW)(_?C)?|NUMERICAL|NM")
CHOSEN = re.compile(r"(MULTICHOICE|MC)_?[VH]?S?")


def embedded(question: Cloze) -> Words:
    """Write the sentence with its gaps as HTML."""
    texts = pieces(question.ask)
    html = (_gap(question, text) if place % 2 else _signs(text) for place, text in enumerate(texts))
    return Words("".join(html), "html")


def _gap(question: Cloze, name: str) -> str:
    gap = question.gaps[name]
    kind = ("MULTICHOICE_S" if question.shuffle else "MULTICHOICE") if gap.options else "SHORTANSWER"
    return f"{{1:{kind}:{'~'.join(_alternatives(gap))}}}"


def _alternatives(gap: Gap) -> Iterator[str]:
    for form in gap.accept:
        yield f"={_signs(form.replace('*', chr(92) + '*'))}"
    for key, text in gap.options.items():
        yield f"{'=' if key == gap.answer else ''}{_signs(text)}"


def _signs(text: str) -> str:
    return escape(re.sub(r"\s+", " ", text), quote=False).translate(KEPT)


@dataclass(frozen=True)
class Alternative:
    """One filling of a gap: its words, its share of the points in percent, what is said to those who chose it."""

    text: str
    percent: Decimal
    said: str


def read_gaps(arrival: Arrival) -> dict[str, Any]:
    """Read a sentence with gaps. A gap that cannot be kept leaves the question to be mended."""
    source = arrival.question.text
    gaps: dict[str, Any] = {}

    def marked(found: re.Match[str]) -> str:
        name = f"gap-{len(gaps) + 1}"
        gaps[name] = _read_gap(arrival, found)
        return f"[[{name}]]"

    ask = read_words(replace(source, text=GAP.sub(marked, source.text)))[0]
    if not gaps:
        arrival.error(source.spot, "moodle-gap", "the sentence has no gap", "write [[gap-1]] and describe it")
    if len({found[1] or "1" for found in GAP.finditer(source.text)}) > 1:
        arrival.warning(source.spot, "moodle-weight", "Moodle weighs the gaps", "here each earns the same")
    return {"type": "cloze", "ask": ask, "gaps": gaps}


def _read_gap(arrival: Arrival, found: re.Match[str]) -> dict[str, Any]:
    kind, alternatives = found[2], list(_parts(found[3]))
    for each in alternatives:
        if each.said:
            sentence = f'"{each.said}" in a gap has no place here'
            arrival.warning(arrival.question.text.spot, "moodle-gap", sentence, "move it to `explain:`")
    if CHOSEN.fullmatch(kind):
        return _read_chosen(arrival, alternatives)
    if not TYPED.fullmatch(kind):
        sentence = f"a gap of type {kind} has no place here"
        arrival.error(arrival.question.text.spot, "moodle-gap", sentence, "write what it accepts under `accept:`")
    return {"accept": _read_typed(arrival, alternatives)}


def _parts(text: str) -> Iterator[Alternative]:
    for piece in BETWEEN.findall(text):
        part = PART.fullmatch(piece)
        if part and piece.strip():
            percent = Decimal(100) if part["right"] else _percent(part["weight"])
            yield Alternative(_words(part["text"]), percent, _words(part["said"] or ""))


def _percent(weight: str | None) -> Decimal:
    return Decimal(weight) if weight and re.fullmatch(r"-?\d{1,3}(\.\d{1,9})?", weight) else Decimal(0)


def _words(text: str) -> str:
    return read_words(Words(unescape(re.sub(r"\\([}#~/\"])", r"\1", text))))[0]


def _read_chosen(arrival: Arrival, alternatives: list[Alternative]) -> dict[str, Any]:
    options = dict(zip(keys([each.text for each in alternatives]), (each.text for each in alternatives), strict=True))
    rights = [key for key, each in zip(options, alternatives, strict=True) if each.percent == 100]
    if len(rights) != 1:
        sentence = f"{len(rights)} options of a gap are right"
        arrival.error(arrival.question.text.spot, "moodle-right", sentence, "name the one under `answer:`")
    return {"options": options, "answer": (rights or ["?"])[0]}


def _read_typed(arrival: Arrival, alternatives: list[Alternative]) -> list[str]:
    accept = []
    for each in alternatives:
        bare = each.text.replace(r"\*", "\0")
        if each.percent == 100 and "*" not in bare:
            accept.append(bare.replace("\0", "*"))
        else:
            sentence = f'"{each.text}" for {each.percent.normalize():f}% in a gap has no place here'
            arrival.warning(arrival.question.text.spot, "moodle-form", sentence, "it is left out")
    return list(dict.fromkeys(accept))
