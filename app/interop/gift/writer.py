"""Moodle questions as a GIFT file (docs.moodle.org/en/GIFT_format).

Texts are marked [plain], so that Moodle shows `<` and `&` as they were written. Our id is the title, and stands with
the tags in a remark before the question, as Moodle 3.8 and newer read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from app.interop.gift.marks import escaped
from app.interop.moodle import ALL, Answer, MoodleBank, MoodleQuestion, Words

WEIGHT = re.compile(r"%-*\d{1,2}\.?\d*%")
"""What Moodle takes for a weight at the beginning of an answer."""


def write_gift(bank: MoodleBank) -> str:
    """Write the file. A question of a kind that GIFT does not have must not be in the bank."""
    category = " ".join(bank.category.split()).replace("/", "//")
    return "\n".join([f"$CATEGORY: $course$/top/{category}\n", *map(_question, bank.questions)])


def _question(question: MoodleQuestion) -> str:
    remark = "".join(f" [tag:{tag}]" for tag in question.tags)
    head = f"// [id:{question.idnumber}]{remark}\n::{escaped(question.name)}::[plain]{escaped(question.text.text)} "
    lines = "".join(f"\t{line}\n" for line in (*KINDS[question.kind](question), *_general(question)))
    return f"{head}{{{'#' if question.kind == 'numerical' else ''}\n{lines}}}\n"


def _general(question: MoodleQuestion) -> Iterator[str]:
    if question.general.text:
        yield f"####{_text(question.general)}"


def _choices(question: MoodleQuestion) -> Iterator[str]:
    for answer in question.answers:
        right = question.single and answer.percent == ALL
        weight = "" if answer.percent == 0 and not WEIGHT.match(answer.words.text) else f"%{_plain(answer.percent)}%"
        yield f"{'=' if right else '~' + weight}{_text(answer.words)}{_feedback(answer)}"


def _truefalse(question: MoodleQuestion) -> Iterator[str]:
    right, wrong = sorted(question.answers, key=lambda answer: -answer.percent)
    yield right.words.text.upper() + _feedback(wrong)


def _numbers(question: MoodleQuestion) -> Iterator[str]:
    for answer in question.answers:
        yield f"=%{_plain(answer.percent)}%{answer.words.text}:{answer.tolerance}{_feedback(answer)}"


def _forms(question: MoodleQuestion) -> Iterator[str]:
    for answer in question.answers:
        yield f"=%{_plain(answer.percent)}%{_text(answer.words)}{_feedback(answer)}"


def _pairs(question: MoodleQuestion) -> Iterator[str]:
    for pair in question.pairs:
        yield f"={_text(pair.left)} -> {escaped(pair.right.text)}"


def _feedback(answer: Answer) -> str:
    return f"#{_text(answer.feedback)}" if answer.feedback.text else ""


def _text(words: Words) -> str:
    """A text that begins with a bracket would be taken for the name of a format."""
    text = escaped(words.text)
    return f"[plain]{text}" if text.startswith("[") else text


def _plain(number: Decimal) -> str:
    return f"{number:f}"


KINDS: Mapping[str, Callable[[MoodleQuestion], Iterator[str]]] = {
    "multichoice": _choices,
    "truefalse": _truefalse,
    "numerical": _numbers,
    "shortanswer": _forms,
    "matching": _pairs,
}
