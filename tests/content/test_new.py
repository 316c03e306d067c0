"""New modules, lessons and questions: they pass the checker at once, teach by example, and no learner sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.load import load
from app.content.new import Taken, new_lesson, new_module, new_question
from app.content.translate import NotThere
from app.content.writing import NotWritable
from app.questions.types import TYPES
from tests.content.test_schema import faults
from tests.content.tree import spoil

BANK, COURSE = "modules/meeting/questions.yaml", "course.yaml"


def errors(tree: Path) -> list[str]:
    return [str(each) for each in load(tree).errors] + faults(tree)


def everything(tree: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}


def test_a_new_module_is_whole_and_a_draft(tree: Path) -> None:
    before = load(tree)
    made = new_module(tree, "tidy-store")
    library = load(tree)
    assert errors(tree) == []
    assert [each for each in library.findings if "tidy-store" in each.file] == []
    assert set(made) == {str(path.relative_to(tree)) for path in (tree / "modules/tidy-store").rglob("*.*")} | {COURSE}
    assert library.modules["tidy-store"].status == "draft"
    assert [each.id for each in library.published] == [each.id for each in before.published]
    assert list(library.modules) == [*before.modules, "tidy-store"]


@pytest.mark.parametrize(
    "listed",
    [
        "modules: [meeting, walk]",
        "modules:\n- meeting\n- walk   # the last\n",
        "modules:\n  - meeting\n  - walk",
    ],
)
def test_the_course_lists_it_last_and_is_else_as_it_was(tree: Path, listed: str) -> None:
    spoil(tree, COURSE, "modules: [meeting, walk]\n", listed)
    before = (tree / COURSE).read_text(encoding="utf-8")
    new_module(tree, "tidy-store")
    after = (tree / COURSE).read_text(encoding="utf-8")
    assert list(load(tree).modules)[-1] == "tidy-store"
    added = [", tidy-store", "\n- tidy-store", "\n  - tidy-store"]
    assert before in [after.replace(each, "") for each in added]


@pytest.mark.parametrize("kind", TYPES)
def test_a_new_question_of_each_type_is_asked_by_nobody_yet(tree: Path, kind: str) -> None:
    before = (tree / BANK).read_bytes()
    new_question(tree, "meeting", "q-new", kind)
    meeting = load(tree).modules["meeting"]
    assert errors(tree) == []
    assert meeting.bank["q-new"].question.type == kind
    assert meeting.bank["q-new"].question.explain or meeting.bank["q-new"].question.PURPOSE != "mark"
    assert "q-new" not in {
        each.question.id for track in ("worker", "manager") for each in (*meeting.pool(track), *meeting.survey(track))
    }
    assert (tree / BANK).read_bytes().startswith(before)
    assert b"# " in (tree / BANK).read_bytes().removeprefix(before)
    spoil(tree, BANK, "  retired: yes ", "  see: daily ")
    assert errors(tree) == []


def test_a_module_without_a_bank_gets_one(tree: Path) -> None:
    (tree / "modules/walk/questions.yaml").unlink()
    new_question(tree, "walk", "q-new", "single")
    assert "q-new" in (tree / "modules/walk/questions.yaml").read_text(encoding="utf-8")
    assert faults(tree) == []


def test_a_new_lesson_is_in_no_track_yet(tree: Path) -> None:
    assert new_lesson(tree, "meeting", "put-away") == "modules/meeting/lessons/put-away.en.md"
    meeting = load(tree).modules["meeting"]
    assert errors(tree) == []
    assert not any("put-away" in ids for ids in meeting.tracks.values())
    assert "put-away" in meeting.lessons


@pytest.mark.parametrize("ident", ["q-order", "daily", "q-old"])
def test_an_id_that_is_or_was_used_is_refused(tree: Path, ident: str) -> None:
    before = everything(tree)
    with pytest.raises(Taken, match=ident):
        new_question(tree, "meeting", ident, "single")
    with pytest.raises(Taken, match=ident):
        new_lesson(tree, "meeting", ident)
    assert everything(tree) == before


def test_a_module_that_is_or_was_is_refused(tree: Path) -> None:
    spoil(tree, COURSE, "modules:", "retired_ids: [old-days]\nmodules:")
    before = everything(tree)
    for ident in ("meeting", "old-days", "Tidy", "x", "../up", "a/b", ""):
        with pytest.raises(Taken):
            new_module(tree, ident)
    assert everything(tree) == before


def test_what_there_is_not_is_said(tree: Path) -> None:
    with pytest.raises(NotThere, match="there is no module `no`"):
        new_lesson(tree, "no", "put-away")
    with pytest.raises(NotThere, match="there is no question type `essay`"):
        new_question(tree, "meeting", "q-new", "essay")
    for ident in ("../up", "a/b", "Q"):
        with pytest.raises(Taken, match="is no id"):
            new_lesson(tree, "meeting", ident)


def test_files_with_faults_are_left_alone(tree: Path) -> None:
    spoil(tree, BANK, "- id: q-order", "- id: [q-order")
    spoil(tree, COURSE, "modules: [meeting, walk]", "modules: none")
    before = everything(tree)
    with pytest.raises(NotWritable):
        new_question(tree, "meeting", "q-new", "single")
    with pytest.raises(NotWritable):
        new_module(tree, "tidy-store")
    assert everything(tree) == before
