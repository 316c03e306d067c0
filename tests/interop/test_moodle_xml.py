"""Moodle XML as its documentation and importer have it, old files included; samples are our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.content.findings import Notes
from app.interop.moodle import MoodleQuestion
from app.interop.moodle_xml.nodes import DEEPEST
from app.interop.moodle_xml.reader import read_xml

SAMPLE = Path(__file__).parent / "samples" / "bank.xml"


def read(raw: str | bytes) -> list[MoodleQuestion]:
    notes = Notes("bank.xml")
    found = read_xml(raw.encode() if isinstance(raw, str) else raw, notes)
    assert [str(each) for each in notes.found] == []
    return found


def question(inside: str, kind: str = "multichoice") -> MoodleQuestion:
    (found,) = read(f'<quiz><question type="{kind}">{inside}</question></quiz>')
    return found


def fault(raw: str | bytes) -> tuple[int, int, str]:
    notes = Notes("bank.xml")
    assert read_xml(raw.encode() if isinstance(raw, str) else raw, notes) == []
    (found,) = notes.found
    return found.line, found.column, found.code


def test_every_kind_of_the_sample_is_read() -> None:
    found = read(SAMPLE.read_bytes())
    assert [each.kind for each in found] == [
        *("category", "multichoice", "multichoice", "truefalse", "numerical", "shortanswer", "matching", "ordering"),
        *("essay", "description", "cloze", "calculated"),
    ]


def test_what_all_kinds_share() -> None:
    found = read(SAMPLE.read_bytes())[1]
    assert (found.name, found.idnumber, found.points, found.hidden) == ("Which exit", "EXIT-1", "2.0000000", True)
    assert found.tags == ("Fire Safety", "stairs")
    assert (found.text.markup, found.text.files) == ("html", ("plan.png",))
    assert found.general.text == "<p>Stairs do not stop.</p>"
    assert [each.text for each in found.hints] == ["Look for green.", "It has steps."]
    assert list(found.others) == ["incorrectfeedback"]
    assert not found.shuffle


def test_a_bare_answer_of_an_old_file() -> None:
    found = question('<answer fraction="100">Yes<feedback><text>Good</text></feedback></answer><answer>No</answer>')
    assert [(each.words.text, each.percent, each.feedback.text) for each in found.answers] == [
        ("Yes", Decimal(100), "Good"),
        ("No", Decimal(0), ""),
    ]


def test_a_fraction_of_an_old_file() -> None:
    assert question("<answer>3<fraction>0.5</fraction></answer>", "numerical").answers[0].percent == Decimal(50)


def test_formats() -> None:
    found = question(
        '<questiontext format="plain_text"><text>a</text></questiontext>'
        '<generalfeedback format="markdown"><text>b</text></generalfeedback>'
        '<answer fraction="0"><text>c</text></answer><hint format="wiki_like"><text>d</text></hint>'
    )
    markups = [found.text.markup, found.general.markup, found.answers[0].words.markup, found.hints[0].markup]
    assert markups == ["plain", "markdown", "plain", "html"]


def test_a_question_alone_and_other_encodings() -> None:
    alone = '<question type="essay"><name><text>é</text></name></question>'
    assert read(alone)[0].name == "é"
    assert read(alone.encode("utf-16"))[0].name == "é"
    assert read(f'<?xml version="1.0" encoding="ISO-8859-1"?>{alone}'.encode("latin-1"))[0].name == "é"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", (1, 1, "xml-broken")),
        ("<quiz>\n<question>\n</quiz>", (3, 3, "xml-broken")),
        ("<quiz>\n  a & b\n</quiz>", (2, 6, "xml-broken")),
        ("<quiz>\n<question>", (2, 11, "xml-broken")),
        ("\n<?xml version='1.0'?><quiz/>", (2, 1, "xml-broken")),
        ("<quiz><question>&nbsp;</question></quiz>", (1, 17, "xml-broken")),
        ("<html/>", (1, 1, "xml-no-quiz")),
        ('<?xml version="1.0" encoding="klingon"?><quiz/>', (1, 1, "xml-encoding")),
        ("<a>" * (DEEPEST + 1), (1, 3 * DEEPEST + 1, "xml-deep")),
        (b"<quiz>\n\xff\xfe\xff</quiz>", (2, 1, "xml-broken")),
    ],
)
def test_what_is_wrong_is_told_at_its_place(raw: str | bytes, expected: tuple[int, int, str]) -> None:
    assert fault(raw) == expected


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd">',
    ],
)
def test_entities_are_refused_before_they_grow(head: str) -> None:
    raw = f"{head}<quiz><question type='essay'><name><text>&c;</text></name></question></quiz>"
    assert fault(raw)[2] == "xml-forbidden"


def test_what_stands_between_questions_is_told() -> None:
    notes = Notes("bank.xml")
    read_xml(b"<quiz>\n<quest/>\n</quiz>", notes)
    assert [(each.line, each.code) for each in notes.found] == [(2, "xml-unknown")]
