"""Foreign questions as ours: what is carried, what is said of the rest, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.content.findings import Notes
from app.interop.files import LARGEST, MOST, guessed, read_questions
from app.interop.losses import GIFT, MOODLE_XML
from tests.interop.meaning import as_authored

SAMPLE = (Path(__file__).parent / "samples" / "bank.xml").read_bytes()


def arrived(raw: str | bytes, *taken: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Give what came in, and what was said: line, code."""
    notes = Notes("bank")
    carried = read_questions(raw.encode() if isinstance(raw, str) else raw, notes, taken)
    as_authored([each for each in carried if each.ready])
    return [each.raw for each in carried], [f"{each.line} {each.code}" for each in sorted(notes.found)]


def test_the_whole_sample() -> None:
    raws, _ = arrived(SAMPLE)
    exit_, three, true, length, name, signs, alarm, gaps = raws
    assert exit_ == {
        "id": "q-exit-1",
        "type": "single",
        "ask": "Which exit serves 5 m²?",
        "options": {"stairs": "The stairs & the ramp", "window": "The window", "lift": "The lift"},
        "answer": "stairs",
        "why": {"lift": "It may stop."},
        "shuffle": "no",
        "explain": "Stairs do not stop. Well chosen.",
        "hint": "Look for green.",
        "tags": ["fire-safety", "stairs"],
        "points": "2",
        "retired": "yes",
    }
    assert (three["answer"], three["partial"]) == (["a", "b", "three"], "yes")
    assert (true["answer"], true["why"]) == ("yes", {"no": "Watch a chimney."})
    assert (length["answer"], length["tolerance"], length["unit"]) == ("12.5", "0.5", "m")
    assert length["why"] == {"1250": "That is in centimetres."}
    assert name["accept"] == ["extinguisher", "C*2"]
    assert [(each["left"], each["right"]) for each in signs["pairs"].values()] == [
        ("Green", "A way out"),
        ("Red", "Fire & smoke"),
    ]
    assert list(signs["extra"].values()) == ["First aid"]
    assert list(alarm["items"].values()) == ["Press the alarm", "Walk out", "Be counted"]
    assert alarm["partial"] == "yes"
    assert (gaps["ask"], gaps["gaps"]) == ("Fire needs [[gap-1]] and heat.", {"gap-1": {"accept": ["air"]}})


def test_everything_that_is_lost_from_the_sample_is_told_at_its_line() -> None:
    _, said = arrived(SAMPLE)
    assert said == [
        "4 moodle-category",
        *["13 markup", "13 markup", "13 markup", "27 moodle-part"],
        *["31 moodle-weight", "32 moodle-weight", "35 moodle-hint"],
        *["39 moodle-weight", "41 markup"],
        *["56 moodle-unit", "60 moodle-number", "61 moodle-tolerance", "62 moodle-number"],
        *["69 moodle-case", "75 moodle-form", "76 moodle-form"],
        *["86 moodle-marking", "90 moodle-part", "96 moodle-item"],
        *["99 moodle-type", "105 moodle-type", "111 moodle-form", "111 moodle-gap", "113 moodle-type"],
    ]


@pytest.mark.parametrize(
    ("gift", "code"),
    [
        ("Which {~a ~%50%b =c =d}", "moodle-right"),
        ("Which {~%50%a}", "wrong-value"),
        ("Which {=a =a ~b}", "moodle-right"),
        ("Which {=a ~a}", "same-texts"),
        ("How many {#*}", "gift-number"),
        ("How many {#=%50%4}", "moodle-right"),
        ("Name it {=%50%fire}", "moodle-right"),
        ("Name it {=*}", "moodle-right"),
        ("Match {=a->b =a->c}", "same-texts"),
        ("Which {=a ~b ~c ~d ~e ~f ~g ~h ~i}", "wrong-value"),
        ("{T}", "missing-field"),
    ],
)
def test_what_cannot_be_asked_as_it_is_waits_to_be_mended(gift: str, code: str) -> None:
    notes = Notes("bank")
    carried = read_questions(gift.encode(), notes, ())
    assert notes.broken
    assert not any(each.ready for each in carried)
    assert code in [each.code for each in notes.found if each.severity == "error"]


def test_ids_are_valid_unique_and_never_used_again() -> None:
    text = "::q-fire::A {T}\n\n::q-fire::B {T}\n\n::Fire!::C {T}\n\n::نار::D {T}\n\n::نار::نار {T}\n\n{T}x"
    raws, said = arrived(text, "q-fire-2", "q-1")
    assert [each["id"] for each in raws] == ["q-fire", "q-fire-3", "q-fire-4", "q-d", "q-2", "q-x"]
    assert said == ["3 id-taken"]


def test_a_matching_of_places_is_an_order() -> None:
    (raw,), said = arrived("Order {=a -> 1 =b -> 2 =c -> 3}")
    assert (raw["type"], list(raw["items"].values())) == ("order", ["a", "b", "c"])
    assert said == ["1 moodle-places"]


def test_wrong_ticks_that_take_everything_mean_all_or_nothing() -> None:
    (raw,), said = arrived("Which {~%50%a ~%50%b ~%-100%c}")
    assert "partial" not in raw
    assert said == ["1 moodle-parts"]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>", MOODLE_XML),
        ("<quiz/>".encode("utf-16"), MOODLE_XML),
        (b"\n\n<!-- x --><quiz/>", MOODLE_XML),
        (b"::a::<p>Which</p> {T}", GIFT),
        (b"<p>Which</p> {T}", GIFT),
        (b"", GIFT),
    ],
)
def test_the_format_is_found_out(head: bytes, form: object) -> None:
    assert guessed(head) is form


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", ["1 no-questions"]),
        (b"// only a remark", ["1 no-questions"]),
        (b"Good {T}\nbad \xff", ["2 not-utf8"]),
        (b"x" * (LARGEST + 1), ["1 too-large"]),
        (b"<quiz></quiz>", ["1 no-questions"]),
    ],
)
def test_files_that_cannot_be_read(raw: bytes, said: list[str]) -> None:
    assert arrived(raw) == ([], said)


def test_no_more_questions_than_a_bank_can_have() -> None:
    notes = Notes("bank")
    assert len(read_questions(b"A {T}\n\n" * (MOST + 2), notes, ())) == MOST
    assert [(each.line, each.code) for each in notes.found if each.severity == "error"] == [(2 * MOST + 1, "too-many")]


def test_windows_line_ends_and_byte_order_marks() -> None:
    (raw,), said = arrived(b"\xef\xbb\xbfWhich\r\n{=yes\r\n~no}\r\n")
    assert (raw["ask"], raw["options"], said) == ("Which", {"a": "yes", "b": "no"}, [])
