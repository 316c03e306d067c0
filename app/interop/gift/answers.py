"""What stands between the braces of a GIFT question, by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from app.content.findings import Notes
from app.interop.gift.blocks import Block
from app.interop.gift.marks import first, places
from app.interop.moodle import ALL, NOTHING, PARTIAL_ORDER, Answer, Markup, MoodleQuestion, Pair, Words, amount

WEIGHT = re.compile(r"\s*%(-*\d{1,2}\.?\d*)%")
RANGE = re.compile(r"(?P<low>.+?)\.\.(?P<high>.+)", re.DOTALL)
ORDERING = re.compile(r">\s*(?:\d+|all)?(?P<settings>[^\n]*)\n", re.IGNORECASE)
ORDER_WORDS = re.compile(
    r"\s*(?:EXACT|REL(?:ATIVE)?(?:_\w+)?|ABS(?:OLUTE)?(?:_\w+)?|ALL_OR_NOTHING|LONGEST_\w+|VERT\w*|HORI\w*|RANDOM|CONTIG\w*"
    r"|ALL|SHOW|HIDE|none|abc|ABCD|123|iii|IIII|\s)*",
    re.IGNORECASE,
)
GRADING = re.compile(r"ALL_OR_NOTHING|(?:ABS|REL|LONGEST)\w*", re.IGNORECASE)


@dataclass(frozen=True)
class Answers:
    """The text from `start` to `end` of a block. `markup` is that of the question, which its answers share."""

    block: Block
    start: int
    end: int
    markup: Markup
    notes: Notes
    name: str

    @property
    def text(self) -> str:
        """What stands there."""
        return self.block.text[self.start : self.end]

    def has(self, mark: str) -> bool:
        """Say whether the mark stands there and means itself."""
        return first(mark, self.text) >= 0

    def words(self, start: int, end: int) -> Words:
        """Give a piece as words."""
        return self.block.words(start, end, self.markup)

    def pieces(self, marks: str, start: int | None = None) -> Iterator[tuple[str, int, int]]:
        """Give each piece with the mark that it begins with: the mark, where its text begins, where it ends.

        What stands before the first mark is a piece with the mark "" unless it is blank.
        """
        begin = self.start if start is None else start
        text = self.block.text[: self.end]
        found = sorted(place for mark in marks for place in places(mark, text, begin))
        if text[begin : found[0] if found else self.end].strip():
            yield "", begin, found[0] if found else self.end
        for place, after in pairwise([*found, self.end]):
            yield text[place], place + 1, after

    def answer(self, start: int, end: int, percent: Decimal) -> Answer:
        """Read an answer with its feedback; a weight before it stands for `percent`."""
        weight = WEIGHT.match(self.block.text, start, end)
        if weight:
            percent, start = Decimal(re.sub("^-+", "-", weight[1])), weight.end()
        return self.unweighted(start, end, percent)

    def unweighted(self, start: int, end: int, percent: Decimal) -> Answer:
        """Read an answer with its feedback, in which %50% is a text like any other."""
        hash_at = first("#", self.block.text[:end], start)
        cut = end if hash_at < 0 else hash_at
        feedback = NOTHING if hash_at < 0 else self.words(hash_at + 1, end)
        return Answer(self.words(start, cut), percent, feedback)

    def error(self, place: int, code: str, sentence: str, advice: str) -> None:
        """Note what keeps the question from being read."""
        self.notes.error(self.block.spot(place), code, sentence, advice, self.name)


def choices(answers: Answers, question: MoodleQuestion) -> MoodleQuestion:
    """Read =right and ~wrong lines. Without any `=` there may be several right ones, by their weights."""
    found = [
        answers.unweighted(start, end, ALL) if mark == "=" else answers.answer(start, end, Decimal(0))
        for mark, start, end in answers.pieces("=~")
    ]
    return replace(question, kind="multichoice", answers=tuple(found), single=answers.has("="))


def forms(answers: Answers, question: MoodleQuestion) -> MoodleQuestion:
    """Read the accepted forms of a short answer."""
    found = tuple(answers.answer(start, end, ALL) for _, start, end in answers.pieces("="))
    return replace(question, kind="shortanswer", answers=found)


def truefalse(answers: Answers, question: MoodleQuestion) -> MoodleQuestion:
    """Read T or F, then what is said to those who are wrong, then to those who are right."""
    cuts = list(places("#", answers.block.text[: answers.end], answers.start))[:2]
    ends = [*cuts, answers.end]
    true = answers.text[: ends[0] - answers.start].strip() in ("T", "TRUE")
    wrong = answers.words(cuts[0] + 1, ends[1]) if cuts else NOTHING
    right = answers.words(cuts[1] + 1, answers.end) if len(cuts) > 1 else NOTHING
    sides = (("true", true), ("false", not true))
    found = (Answer(Words(side), ALL if here else Decimal(0), right if here else wrong) for side, here in sides)
    return replace(question, kind="truefalse", answers=tuple(found))


def pairs(answers: Answers, question: MoodleQuestion) -> MoodleQuestion | None:
    """Read =left -> right lines. Moodle shows right sides as HTML whatever the format of the rest."""
    found = []
    for _, start, end in answers.pieces("="):
        arrow = answers.block.text.find("->", start, end)
        if arrow < 0:
            answers.error(start, "gift-pair", "this line of a matching has no ->", "write =left -> right")
            return None
        found.append(Pair(answers.words(start, arrow), answers.block.unmarked(arrow + 2, end, "html")))
    return replace(question, kind="matching", pairs=tuple(found))


def numbers(answers: Answers, question: MoodleQuestion) -> MoodleQuestion | None:
    """Read numbers: 5, 5:0.1 (give or take), 4.9..5.1, several with weights after `=`; `~` speaks to all others."""
    found = []
    for mark, start, end in answers.pieces("=~", answers.start + 1):
        answer = answers.answer(start, end, ALL)
        if mark == "~":
            found.append(replace(answer, words=replace(answer.words, text="*"), percent=Decimal(0)))
            continue
        try:
            found.append(_number(answer))
        except InvalidOperation:
            advice = "write 5, 5:0.1 or 4.9..5.1, with a point"
            answers.error(start, "gift-number", f"`{answer.words.text[:40]}` is no number", advice)
            return None
    if not found:
        answers.error(answers.start, "gift-number", "a number is wanted after #", "write {#5} or {#5:0.1}")
        return None
    return replace(question, kind="numerical", answers=tuple(found))


def _number(answer: Answer) -> Answer:
    text = answer.words.text
    between = RANGE.fullmatch(text)
    if between:
        low, high = amount(between["low"]), amount(between["high"])
        number, tolerance = (low + high) / 2, abs(high - low) / 2
    else:
        said, _, margin = text.partition(":")
        number, tolerance = amount(said), amount(margin or "0")
    return replace(answer, words=replace(answer.words, text=f"{number:f}"), tolerance=f"{tolerance:f}")


def ordering(answers: Answers, question: MoodleQuestion) -> MoodleQuestion | None:
    """Read {>settings, then one item a line: what Moodle's ordering question writes."""
    head = ORDERING.match(answers.text)
    if not head or not ORDER_WORDS.fullmatch(head["settings"]):
        answers.error(
            answers.start, "gift-order", "an ordering has one item a line", "begin it with {>, then new lines"
        )
        return None
    found: list[Answer] = []
    place = answers.start + head.end()
    for line in answers.block.text[place : answers.end].split("\n"):
        if line.strip():
            words = answers.words(place, place + len(line))
            found.append(Answer(words, Decimal(len(found) + 1)))
        place += len(line) + 1
    grading = GRADING.search(head["settings"])
    graded = grading[0].upper() if grading else PARTIAL_ORDER
    return replace(question, kind="ordering", answers=tuple(found), grading=graded)
