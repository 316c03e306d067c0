"""Moodle's embedded answers: gaps to type into and to choose for, and what a gap here cannot keep."""

from __future__ import annotations

from html import escape
from typing import Any

import pytest

from app.content.findings import Notes
from app.interop.files import read_questions, written
from app.interop.gaps import embedded
from app.interop.losses import GIFT, MOODLE_XML
from app.interop.moodle import MoodleBank
from app.interop.outward import moodle_question
from app.questions.types import question_from
from app.questions.types.cloze.question import Cloze

RAW: dict[str, Any] = {
    "id": "q-air",
    "type": "cloze",
    "ask": "Fire {1:SA:=x} needs [[gas]] & [[kind]] heat.",
    "gaps": {
        "gas": {"accept": ["air", "O*2 ~ }#"]},
        "kind": {"options": {"much": "much", "half": "50% = half"}, "answer": "much"},
    },
}


def arrived(text: str) -> tuple[dict[str, Any], bool, list[str]]:
    notes = Notes("bank")
    xml = f'<question type="cloze"><questiontext format="html"><text>{escape(text)}</text></questiontext></question>'
    (carried,) = read_questions(xml.encode(), notes, ())
    return carried.raw, carried.ready, [each.code for each in notes.found]


def test_what_is_written() -> None:
    question = question_from(RAW)
    assert isinstance(question, Cloze)
    assert embedded(question).text == (
        "Fire &#123;1:SA:&#61;x&#125; needs {1:SHORTANSWER:=air~=O&#92;*2 &#126; &#125;&#35;} &amp; "
        "{1:MULTICHOICE_S:=much~50&#37; &#61; half} heat."
    )


def test_there_and_back() -> None:
    question = moodle_question(question_from(RAW), MOODLE_XML)
    assert question is not None
    (carried,) = read_questions(written(MoodleBank("x", (question,)), MOODLE_XML).encode(), Notes("bank"), ())
    assert carried.raw["ask"] == "Fire {1:SA:=x} needs [[gap-1]] & [[gap-2]] heat."
    assert carried.raw["gaps"] == {
        "gap-1": {"accept": ["air", "O*2 ~ }#"]},
        "gap-2": {"options": {"much": "much", "half": "50% = half"}, "answer": "much"},
    }
    assert moodle_question(question_from(RAW), GIFT) is None


def test_escapes_weights_and_words_to_one_filling() -> None:
    raw, ready, said = arrived(r"Wash {2:SAC:=hands\~feet#Yes~%50%arms~%100%fingers} {1:MCH:~cold~=warm\}}")
    assert raw["gaps"] == {
        "gap-1": {"accept": ["hands~feet", "fingers"]},
        "gap-2": {"options": {"cold": "cold", "warm": "warm}"}, "answer": "warm"},
    }
    assert (ready, said) == (True, ["moodle-gap", "moodle-form", "moodle-weight"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("No gap", "moodle-gap"),
        ("{1:MULTIRESPONSE:=a~=b}", "moodle-gap"),
        ("Two {1:MC:=a~=b} rights", "moodle-right"),
        ("None {1:SA:*} fits", "gap-kind"),
        ("A mark [[x]] of ours {1:SA:=a}", "gap-undescribed"),
    ],
)
def test_what_waits_to_be_mended(text: str, code: str) -> None:
    _, ready, said = arrived(text)
    assert not ready
    assert code in said
