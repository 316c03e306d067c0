"""GIFT read as Moodle reads it (docs.moodle.org/en/GIFT_format), with the place of everything in the file.

A title and a text, then the answers in braces, whose signs say the kind of the question. Remarks are not read, but
for the ids and tags that Moodle puts there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from app.content.findings import Notes
from app.interop.gift.answers import Answers, choices, forms, numbers, ordering, pairs, truefalse
from app.interop.gift.blocks import Block, blocks
from app.interop.gift.marks import first, places, unescaped
from app.interop.moodle import MoodleQuestion, Words

CATEGORY = "$CATEGORY:"
GAP = "_____"
"""What stands for answers in the middle of a sentence ("missing word")."""
LONGEST = 50_000
"""Characters of one question; what is longer has lost its empty lines, or is no GIFT at all."""
TRUTHS = frozenset({"T", "TRUE", "F", "FALSE"})
ARROWS = re.compile("->")


class Braces(NamedTuple):
    """Where the answers of a block begin and end, braces and general feedback not counted."""

    opened: int
    end: int
    closed: int


def read_gift(text: str, notes: Notes) -> list[MoodleQuestion]:
    """Read a file. What is no question is noted at its line and left out."""
    return [question for block in blocks(text) for question in _block(block, notes)]


def _block(block: Block, notes: Notes) -> Iterator[MoodleQuestion]:
    if len(block.text) > LONGEST:
        advice = "part questions by an empty line"
        notes.error(block.spot(0), "gift-long", f"a question of more than {LONGEST} characters is not read", advice)
        return
    start = len(block.text) - len(block.text.lstrip())
    if block.text.startswith(CATEGORY, start):
        yield _category(block, start + len(CATEGORY))
        after = block.text.find("\n", start)
        rest = block.text[after:] if after >= 0 else ""
        if rest.strip():
            yield from _block(Block(rest.removeprefix("\n"), block.spot(after + 1).line, block.remarks), notes)
        return
    name, start = _title(block, start)
    question = _question(block, start, name, notes)
    if question:
        yield question


def _category(block: Block, start: int) -> MoodleQuestion:
    line = block.text[start:].partition("\n")[0]
    return MoodleQuestion("category", text=Words(line.strip()), spot=block.spot(start))


def _title(block: Block, start: int) -> tuple[str, int]:
    """Read ::title:: and give where the text begins."""
    if not block.text.startswith("::", start):
        return "", start
    end = first("::", block.text, start + 2)
    if end < 0:
        return "", start + 2
    return " ".join(unescaped(block.text[start + 2 : end]).split()), end + 2


def _question(block: Block, start: int, name: str, notes: Notes) -> MoodleQuestion | None:
    opened, closed = first("{", block.text, start), first("}", block.text, start)
    question = MoodleQuestion(
        "description",
        name=name,
        idnumber=next(iter(block.remarked("id")), ""),
        tags=block.remarked("tag"),
        spot=block.spot(start + len(block.text[start:]) - len(block.text[start:].lstrip())),
    )
    if opened < 0 and closed < 0:
        return replace(question, text=block.words(start, len(block.text), "moodle"))
    if not 0 <= opened < closed:
        _note_braces(block, opened, closed, name, notes)
        return None
    text = _asked(block, start, opened, closed)
    separator = max(places("####", block.text[:closed], opened), default=closed)
    general = block.words(min(separator + 4, closed), closed, text.markup)
    question = replace(question, text=text, general=general)
    return _answered(block, question, Braces(opened + 1, separator, closed), notes)


def _note_braces(block: Block, opened: int, closed: int, name: str, notes: Notes) -> None:
    if closed < 0:
        advice = "close it with }; an empty line ends a question; write \\{ for the sign itself"
        notes.error(block.spot(opened), "gift-open", "this { is never closed", advice, name)
    else:
        advice = "open it with {, or write \\} for the sign itself"
        notes.error(block.spot(closed), "gift-closed", "this } closes nothing", advice, name)


def _asked(block: Block, start: int, opened: int, closed: int) -> Words:
    """Give the text around the answers; where it goes on after them, with a gap in their place."""
    before, after = block.words(start, opened, "moodle"), block.text[closed + 1 :]
    if not after.strip():
        return before
    rest = unescaped(after.strip())
    space = " " if block.text[:opened][-1:].isspace() else ""
    close = " " if after[:1].isspace() else ""
    return replace(before, text=f"{before.text}{space}{GAP}{close}{rest}")


def _answered(block: Block, question: MoodleQuestion, braces: Braces, notes: Notes) -> MoodleQuestion | None:
    inside = block.text[braces.opened : braces.end]
    begin = braces.opened + len(inside) - len(inside.lstrip())
    answers = Answers(block, begin, braces.end, question.text.markup, notes, question.name)
    kind = _kind(answers)
    if kind == "essay":
        return replace(question, kind=kind)
    return READERS[kind](answers, question)


def _kind(answers: Answers) -> str:
    """Say the kind by the signs in the answers, in the order in which Moodle looks for them."""
    text = answers.text
    if not text.strip():
        return "essay"
    if text.startswith("#"):
        return "numerical"
    if text.startswith(">"):
        return "ordering"
    if answers.has("~"):
        return "multichoice"
    if answers.has("=") and ARROWS.search(text):
        return "matching"
    return "truefalse" if text[: _end_of_word(answers)].strip() in TRUTHS else "shortanswer"


def _end_of_word(answers: Answers) -> int:
    end = first("#", answers.text)
    return len(answers.text) if end < 0 else end


READERS: Mapping[str, Callable[[Answers, MoodleQuestion], MoodleQuestion | None]] = {
    "numerical": numbers,
    "ordering": ordering,
    "multichoice": choices,
    "matching": pairs,
    "truefalse": truefalse,
    "shortanswer": forms,
}
