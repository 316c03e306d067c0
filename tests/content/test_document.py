"""YAML as text: nothing is turned into something else, and everything has its place."""

from __future__ import annotations

from app.content.document import read
from app.content.findings import Notes, Spot

TRAPS = "no: No\ntime: 8:30\nlong: 1:30:00\nversion: 1.10\nagent: 007\nday: 2024-05-01\nempty:\nnull: ~\ntrue: true\n"


def test_every_value_stays_as_typed() -> None:
    document = read(TRAPS, Notes("x.yaml"))
    assert document is not None
    assert document.value == {
        "no": "No",
        "time": "8:30",
        "long": "1:30:00",
        "version": "1.10",
        "agent": "007",
        "day": "2024-05-01",
        "empty": "",
        "null": "~",
        "true": "true",
    }


def test_places_are_those_of_the_file() -> None:
    document = read("a: 1\nb:\n  - x\n  - c: é y\n    d: z\n", Notes("x.yaml"), line=10)
    assert document is not None
    assert document.at(("b", 1, "d")) == Spot(14, 8)
    assert document.key(("b", 1, "d")) == Spot(14, 5)
    assert document.at(("b", 0)) == Spot(12, 5)
    assert document.at(("b", 1, "missing")) == Spot(13, 5)
    assert document.at(("nothing", "here")) == Spot(10, 1)


def test_several_faults_of_one_file_are_told_together() -> None:
    notes = Notes("x.yaml")
    assert read("a: 1\na: 2\nb: &x y\nc: {d: e, and f, g: h}\n---\ni: j\n", notes) is None
    assert [(each.line, each.column, each.code) for each in notes.found] == [
        (2, 1, "key-twice"),
        (3, 4, "yaml-trick"),
        (4, 11, "comma-in-braces"),
        (5, 1, "yaml-two"),
    ]


def test_remarks_are_no_lost_words() -> None:
    notes = Notes("x.yaml")
    read('a: one   # a remark\nb: "see #3"\nc: C# is one\n', notes)
    assert notes.found == []


def test_the_end_of_a_value_is_where_a_remark_may_cut_it() -> None:
    notes = Notes("x.yaml")
    read("a: see #3\nb: [one #2\n  , two]\nc: >\n  a #4\nd: 'x' #5\nfive:\n  see #5 #6\n", notes, line=5)
    assert [(each.line, each.column, each.code) for each in notes.found] == [
        (5, 8, "hash-cut"),
        (6, 9, "hash-cut"),
        (12, 7, "hash-cut"),
    ]


def test_what_is_inside_too_many_things_is_told() -> None:
    notes = Notes("x.yaml")
    assert read("[" * 3000, notes) is None
    assert [each.code for each in notes.found] == ["yaml-deep"]
