"""Skeletons: all that is missing, as drafts that no learner sees, and not a byte changed of what is there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.content.coverage import coverage
from app.content.load import load
from app.content.pieces import State
from app.content.stamping import stamp
from app.content.translate import NotThere, translate
from app.content.writing import NotWritable
from tests.content.tree import spoil

M = "modules/meeting/"
BANK = f"{M}questions.fr.yaml"
CHAIN = ("fr", "en")


def states(tree: Path, module: str = "meeting", language: str = "fr") -> dict[str, State]:
    (found,) = (each for each in coverage(load(tree)) if (each.module, each.language) == (module, language))
    return {piece.name: piece.state for piece in found.pieces}


def test_all_that_is_missing_becomes_a_draft(tree: Path) -> None:
    before = states(tree)
    made = translate(tree, "meeting", "fr")
    after = states(tree)
    assert sum(made.values()) == Counter(before.values())["missing"] == Counter(after.values())["draft"] == 7
    assert {name: state for name, state in after.items() if state == "fresh"} == {
        name: state for name, state in before.items() if state == "fresh"
    }


def test_a_second_time_nothing_is_written(tree: Path) -> None:
    translate(tree, "meeting", "fr")
    files = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    assert translate(tree, "meeting", "fr") == {}
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == files


@pytest.mark.parametrize("end", ["", "\n", "\n\n# the end", "\r\n"])
def test_not_a_byte_of_what_is_there_is_touched(tree: Path, end: str) -> None:
    text = (tree / BANK).read_bytes().rstrip(b"\n") + end.encode()
    if end == "\r\n":
        text = text[:-2].replace(b"\n", b"\r\n") + b"\r\n"
    (tree / BANK).write_bytes(text)
    daily = (tree / f"{M}lessons/daily.fr.md").read_bytes()
    translate(tree, "meeting", "fr")
    merged = (tree / BANK).read_bytes()
    assert merged.startswith(text)
    assert (b"\r\n" in merged) == (end == "\r\n")
    assert merged.count(b"\r\n") in (0, merged.count(b"\n"))
    assert (tree / f"{M}lessons/daily.fr.md").read_bytes() == daily
    assert load(tree).errors == ()


def test_a_skeleton_is_never_shown(tree: Path) -> None:
    for language in ("fr", "ar"):
        translate(tree, "meeting", language)
    meeting = load(tree).modules["meeting"]
    assert meeting.lessons["speak"].text(CHAIN).language == "en"
    assert meeting.lessons["speak"].text(CHAIN, drafts=True).language == "fr"
    assert meeting.text(("ar", "en")).language == "en"
    assert {language for each in meeting.bank.values() for language in each.questions} == {"en", "fr"}
    assert "ar" not in meeting.bank["q-order"].questions


def test_a_skeleton_is_not_shown_when_only_its_mark_is_taken_out(tree: Path) -> None:
    translate(tree, "meeting", "fr")
    for path in tree.rglob("*.fr.*"):
        path.write_text(path.read_text(encoding="utf-8").replace("status: draft\n", ""), encoding="utf-8")
    library = load(tree)
    meeting = library.modules["meeting"]
    assert meeting.lessons["speak"].text(CHAIN).language == "en"
    assert "fr" not in meeting.bank["q-lead"].questions
    assert {"same-text", "half-translated"} <= {each.code for each in library.findings}
    assert states(tree)["lessons/speak"] == states(tree)["q-lead"] == "draft"


def test_a_question_copied_word_for_word_is_not_shown(tree: Path) -> None:
    words = "q-lead:\n  ask: Who speaks first?\n  options:\n    team: The team\n    boss: The boss\n"
    spoil(tree, BANK, "q-order:", f"{words}  why:\n    boss: Then the others fall silent.\nq-order:")
    stamp(tree)
    assert states(tree)["q-lead"] == "draft"
    spoil(tree, BANK, "boss: The boss", "boss: Le chef")
    assert states(tree)["q-lead"] == "fresh"


def test_a_skeleton_written_over_is_fresh(tree: Path) -> None:
    translate(tree, "meeting", "fr")
    name = f"{M}lessons/speak.fr.md"
    spoil(tree, name, "Say it today.", "Dites-le aujourd'hui.")
    spoil(tree, name, "title: Speak up", "title: Parler")
    spoil(tree, name, "status: draft\n", "")
    assert states(tree)["lessons/speak"] == "fresh"
    spoil(tree, BANK, "# What do you say?\n  ask:", "# What do you say?\n  ask: Que dites-vous ?")
    spoil(tree, BANK, "accept: []", "accept: [stop, arrêt]")
    text = (tree / BANK).read_text(encoding="utf-8")
    head, _, tail = text.partition("q-speak:")
    (tree / BANK).write_text(head + "q-speak:" + tail.replace("  status: draft\n", "", 1), encoding="utf-8")
    assert states(tree)["q-speak"] == "fresh"
    assert load(tree).errors == ()


def test_a_file_with_faults_is_left_alone(tree: Path) -> None:
    spoil(tree, BANK, "q-order:", "q-order: [")
    (tree / f"{M}lessons/speak.fr.md").write_bytes(b"no front \xff")
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    with pytest.raises(NotWritable, match=r"questions\.fr\.yaml: the file has faults"):
        translate(tree, "meeting", "fr")
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("module", "language"), [("nothing", "fr"), ("", "fr"), ("..", "fr"), ("meeting", "en"), ("meeting", "xx")]
)
def test_an_unknown_module_or_language_is_said(tree: Path, module: str, language: str) -> None:
    with pytest.raises(NotThere, match=r"there is no module|is no language"):
        translate(tree, module, language)


def test_what_has_no_source_is_an_orphan(tree: Path) -> None:
    spoil(tree, BANK, "q-order:", "q-gone:\n  ask: Quoi ?\nq-order:")
    (tree / f"{M}lessons/gone.fr.md").write_text("---\ntitle: Parti\n---\n\nParti.\n", encoding="utf-8")
    found = states(tree)
    assert {name for name, state in found.items() if state == "orphan"} == {"q-gone", "lessons/gone"}


def test_one_edited_question_is_stale_and_no_other(tree: Path) -> None:
    spoil(tree, f"{M}questions.yaml", "One action", "One small action")
    spoil(tree, f"{M}questions.yaml", "tolerance: 1", "tolerance: 2")
    assert [name for name, state in states(tree).items() if state == "stale"] == ["q-order"]
