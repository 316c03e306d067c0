"""Our questions as Moodle's: what becomes of each type, and what is said of the rest."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.content.load import load
from app.interop.files import written
from app.interop.losses import GIFT, MOODLE_XML, Format, question_losses
from app.interop.moodle import MoodleBank, MoodleQuestion
from app.interop.outward import CARRIED, moodle_question, outward
from app.questions.types import TYPES, question_from
from tests.questions.bank import MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, TEXT, TRUEFALSE

COURSE = Path(__file__).parents[1] / "course_files"


def carried(raw: dict[str, Any], form: Format = MOODLE_XML) -> MoodleQuestion:
    found = moodle_question(question_from(raw), form)
    assert found is not None
    return found


def losses(raw: dict[str, Any], form: Format) -> list[str]:
    return [str(each).partition(": ")[2] for each in question_losses(question_from(raw), form)]


def test_the_kinds() -> None:
    kinds = [carried(raw).kind for raw in (SINGLE, MULTIPLE, TRUEFALSE, NUMBER, TEXT, ORDER, MATCH)]
    assert kinds == [
        *("multichoice", "multichoice", "truefalse", "numerical", "shortanswer", "ordering", "matching"),
    ]
    assert carried(ORDER, GIFT).kind == "matching"
    assert {each.__name__ for each in CARRIED} <= {each.__name__ for each in TYPES.values()}


def test_what_moodle_gives_for_ticks() -> None:
    third = Decimal("33.33333")
    assert [each.percent for each in carried({**MULTIPLE, "partial": "yes"}).answers] == [*[third] * 3, -third, -third]
    assert [each.percent for each in carried(MULTIPLE).answers] == [*[third] * 3, -100, -100]


def test_a_tolerance_in_percent_is_worked_out() -> None:
    raw = {key: value for key, value in NUMBER.items() if key != "tolerance"}
    assert carried({**raw, "answer": "200", "tolerance_pct": "2.5"}).answers[0].tolerance == "5"


def test_a_star_is_a_star() -> None:
    assert carried({**TEXT, "accept": ["5 * 3"]}).answers[0].words.text == r"5 \* 3"


def test_what_gift_has_no_place_for() -> None:
    raw = {**NUMBER, "hint": "Divide.", "points": "3", "see": "goal", "audience": ["worker"]}
    assert losses(raw, GIFT) == [
        "audience worker has no place in GIFT -> left out",
        "see goal has no place in GIFT -> left out",
        'hint "Divide." has no place in GIFT -> left out',
        "points 3 has no place in GIFT -> 1 point",
        "unit hours has no place in GIFT -> say it in the question",
    ]
    assert losses(raw, MOODLE_XML) == [
        "audience worker has no place in Moodle XML -> left out",
        "see goal has no place in Moodle XML -> left out",
    ]


@pytest.mark.parametrize(
    ("raw", "form", "said"),
    [
        ({**SINGLE, "image": "a.svg", "alt": "A"}, MOODLE_XML, "picture a.svg has no place in Moodle XML"),
        ({**SINGLE, "shuffle": "no"}, GIFT, "shuffle: no (fixed order) has no place in GIFT"),
        ({**SINGLE, "retired": "yes"}, GIFT, "a retired question has no place in GIFT"),
        (ORDER, GIFT, "type order has no place in GIFT -> a matching of lines and places"),
        (MULTIPLE, MOODLE_XML, "all or nothing has no place in Moodle"),
        (TEXT, MOODLE_XML, "Moodle compares letter by letter"),
        ({**TEXT, "accept": ["a -> b"]}, GIFT, "the sign -> has no place in GIFT"),
    ],
)
def test_what_is_said_of_each_loss(raw: dict[str, Any], form: Format, said: str) -> None:
    assert [each for each in losses(raw, form) if each.startswith(said)]


def test_a_type_without_a_place_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    library = load(COURSE)
    monkeypatch.delitem(CARRIED, TYPES["match"])
    out = outward(library.modules["board"], library.course, "en", GIFT)
    named = [each.subject for each in out.losses if each.what == "type match has no place in GIFT"]
    bank = library.modules["board"].bank
    assert named == [ident for ident, each in bank.items() if each.question.type == "match"] != []
    assert not {*named} & {each.name for each in out.bank.questions}


def test_the_quiz_rule_and_missing_translations_are_named() -> None:
    library = load(COURSE)
    out = outward(library.modules["board"], library.course, "fr", MOODLE_XML)
    said = [str(each) for each in out.losses]
    assert said[0].startswith("board: the quiz rule (draw 7, pass mark ")
    assert any(each.endswith(": not translated into fr -> in en") for each in said)
    assert len(out.bank.questions) == len(library.modules["board"].bank)


def test_right_to_left_is_marked() -> None:
    question = MoodleQuestion(**{**carried(TEXT).__dict__, "rtl": True})
    assert '<p dir="rtl">' in written(MoodleBank("x", (question,)), MOODLE_XML)
    assert "dir=" not in written(MoodleBank("x", (carried(TEXT),)), MOODLE_XML)
