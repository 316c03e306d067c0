"""Whatever a file holds, reading it ends with questions and findings, never with an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.content.document import read
from app.content.findings import Notes
from app.content.load import load
from app.interop.bank_yaml import bank_yaml
from app.interop.files import read_questions, written
from app.interop.losses import GIFT, MOODLE_XML, Format
from app.interop.outward import outward
from app.questions.types import question_from

SAMPLE = (Path(__file__).parent / "samples" / "bank.xml").read_text(encoding="utf-8")
GIFT_PIECES = (
    *"{}=~#:%\\\n >T1[]-",
    *(
        "->",
        "..",
        "::",
        "####",
        "//",
        "\n\n",
        "$CATEGORY:",
        "%50%",
        "%-1.%",
        "[html]",
        "<p>",
        "{#",
        "1:2",
        "1..",
        "=%1%",
    ),
    *("TRUE", "%50%", "{>", "\n// [id:", "a word", "5", "*", "نار", "\x00", "\ufeff"),
)
XML_PIECES = (
    *("<quiz>", "</quiz>", '<question type="', "multichoice", "numerical", "ordering", "matching", "truefalse", '">'),
    *("shortanswer", "</question>", "<text>", "</text>", "<answer>", '<answer fraction="', "100", "1e99", "</answer>"),
    *("cloze", "{1:SA:", "{:MULTICHOICE_S:", "=", "~", "}", "%50%", "&amp;#"),
    *("<questiontext>", "</questiontext>", "<subquestion>", "</subquestion>", "<units>", "<unit>", "&", "&#0;", "\x01"),
)
PYTHONS = settings(deadline=None, max_examples=150)
both_formats = pytest.mark.parametrize("form", [GIFT, MOODLE_XML], ids=lambda form: form.name)


def survives(raw: bytes, form: Format | None) -> None:
    notes = Notes("file")
    carried = read_questions(raw, notes, (), form)
    assert carried or notes.found
    assert all(each.line >= 1 and each.column >= 1 and each.sentence for each in notes.found)
    written_bank = Notes("questions.yaml")
    document = read(bank_yaml(carried), written_bank)
    assert not written_bank.broken
    ready = [each.raw for each in carried if each.ready]
    assert document is not None
    assert (document.value or []) == ready
    for raw_question in ready:
        assert not [each for each in question_from(raw_question).mistakes() if each.severity == "error"]


@both_formats
@PYTHONS
@given(raw=st.binary(max_size=300))
@example(raw=b"{#1e999999999}")
@example(raw=b"{#-..-}")
def test_bytes(form: Format, raw: bytes) -> None:
    survives(raw, form)


@PYTHONS
@given(pieces=st.lists(st.sampled_from(GIFT_PIECES) | st.text(max_size=3), max_size=40))
def test_gift_of_all_its_signs(pieces: list[str]) -> None:
    survives("".join(pieces).encode("utf-8", "surrogatepass"), GIFT)


@PYTHONS
@given(pieces=st.lists(st.sampled_from(XML_PIECES) | st.text(max_size=3), max_size=40))
def test_xml_of_all_its_tags(pieces: list[str]) -> None:
    survives("".join(pieces).encode("utf-8", "surrogatepass"), MOODLE_XML)


@PYTHONS
@given(start=st.integers(0, len(SAMPLE)), length=st.integers(0, 60), instead=st.text(max_size=4))
def test_a_good_file_with_a_hole_in_it(start: int, length: int, instead: str) -> None:
    survives((SAMPLE[:start] + instead + SAMPLE[start + length :]).encode("utf-8", "surrogatepass"), MOODLE_XML)


@both_formats
def test_elements_left_out_one_by_one(form: Format) -> None:
    library = load(Path(__file__).parents[1] / "course_files")
    text = written(outward(library.modules["board"], library.course, "en", form).bank, form)
    lines = text.split("\n")
    for gone in range(len(lines)):
        survives("\n".join(lines[:gone] + lines[gone + 1 :]).encode(), form)
