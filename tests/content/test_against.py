"""What an edit does to ids, told by comparing two states of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.against import against
from app.content.snapshot import take_snapshot
from tests.content.seeded import BANK, DAILY, TASK, YAML, M, Row, names, seed, told
from tests.content.tree import FILES, spoil

LEAD = FILES[BANK][FILES[BANK].index("- id: q-lead") :]
OTHER = """\
- id: ‸q-lead
  type: single
  ask: Where should heavy boxes be stored?
  options:
    low: Below, between knee and shoulder
    high: Above the shelf
  answer: low
  why:
    high: Lifting overhead strains backs.
  see: lead
  audience: [manager]
"""
OTHER_PAGE = """\
Noise hurts ears. Measure it where machines run. Cover loud parts with foam. Hand out plugs that fit.
Rotate shifts near presses. Check hearing every year. Mark zones in yellow. Repair worn bearings early.
"""

ERRORS: list[Row] = [
    (BANK, LEAD, "", f"id-gone:{YAML}:18:14"),
    (BANK, "- id: q-lead", "- id: q-leader", f"id-gone:{YAML}:18:14"),
    (YAML, "assignment: first-board\n", "assignment: second-board\n", f"id-gone:{YAML}:18:14"),
    (YAML, "retired_ids: [q-old]\n", "", f"retired-dropped:{YAML}:1:1"),
    (YAML, "retired_ids: [q-old]", "retired_ids: ‸[q-other]", "retired-dropped"),
    (BANK, LEAD, OTHER, "id-reused"),
]
WARNINGS: list[Row] = [
    (DAILY, "title: Ten minutes", "title: ‸A word about noise", "title-changed"),
    (TASK, "title: Your first board", "title: ‸Walk through the halls", "title-changed"),
    (f"{M}module.en.md", "title: The meeting", "title: ‸Working hours", "title-changed"),
    (BANK, "answer: team", "answer: ‸boss", "answer-changed"),
    (BANK, "answer: [what, who]", "answer: ‸[what, who, blame]", "answer-changed"),
    (BANK, "answer: 10\n", "answer: ‸12\n", "answer-changed"),
    (BANK, "  tolerance: 1\n", "  tolerance: ‸2\n", "answer-changed"),
    (BANK, "accept: [stop]", "accept: ‸[halt]", "answer-changed"),
    (BANK, "    safety: Safety\n    today: Today\n", "    today: Today\n    safety: Safety\n", "answer-changed:5:3"),
    (
        BANK,
        "    team: The team\n    boss: The boss\n",
        "    team: ‸The boss\n    boss: The team\n",
        "answer-changed",
    ),
    (BANK, "    boss: The boss\n", "    boss: The boss\n    all: Anybody\n", "options-changed:55:3"),
    (BANK, "    today: Today\n", "    today: Today\n    later: Later\n", "options-changed:5:3"),
    (BANK, "    two:\n      left", "    three:\n      left", "options-changed:43:3"),
]
HARMLESS: list[Row] = [
    (BANK, "accept: [stop]", "accept: [stop, halt]", ""),
    (BANK, "answer: [what, who]", "answer: [who, what]", ""),
    (BANK, "ask: Who speaks first?", "ask: Who is the first to speak?", ""),
    (BANK, "    team: The team\n    boss: The boss\n", "    boss: The boss\n    team: The team\n", ""),
    (BANK, LEAD, "", f"q-lead {YAML}"),
    (DAILY, "title: Ten minutes", "title: Ten minutes a day", ""),
    (DAILY, "id: daily", "id: daily: broken", ""),
    (BANK, "ask: What do you say?", "ask: What: do: you say?", ""),
    (YAML, "status: published", "status: published: yes", ""),
    (YAML, "status: published", "status: draft", ""),
]


@pytest.mark.parametrize("row", ERRORS, ids=names(ERRORS))
def test_what_harms_people_is_an_error(tree: Path, row: Row) -> None:
    before = take_snapshot(tree)
    wanted = seed(tree, row)
    assert told(against(before, take_snapshot(tree)), "error") == {wanted}


@pytest.mark.parametrize("row", WARNINGS, ids=names(WARNINGS))
def test_what_people_should_know_is_a_warning(tree: Path, row: Row) -> None:
    before = take_snapshot(tree)
    wanted = seed(tree, row)
    found = against(before, take_snapshot(tree))
    assert told(found, "warning") == {wanted}
    assert told(found, "error") == set()


@pytest.mark.parametrize("row", HARMLESS, ids=names(HARMLESS))
def test_other_edits_are_nobodys_business(tree: Path, row: Row) -> None:
    before = take_snapshot(tree)
    spoil(tree, *row[:3])
    if row[3]:
        spoil(tree, YAML, "retired_ids: [q-old]", "retired_ids: [q-old, q-lead]")
    assert against(before, take_snapshot(tree)) == []


def test_a_lesson_that_became_another_one_is_told(tree: Path) -> None:
    before = take_snapshot(tree)
    text = (tree / DAILY).read_text(encoding="utf-8")
    front = text[: text.index("Amina")].replace("Ten minutes", "Quiet machines").replace("Take part in a", "Measure")
    (tree / DAILY).write_text(front + OTHER_PAGE, encoding="utf-8")
    assert told(against(before, take_snapshot(tree)), "error") == {f"id-reused {DAILY}:2:5"}


def test_a_module_that_went_must_be_retired(tree: Path) -> None:
    before = take_snapshot(tree)
    for file in (tree / "modules/walk").rglob("*.*"):
        file.unlink()
    assert told(against(before, take_snapshot(tree)), "error") == {"id-gone course.yaml:6:10"}
    spoil(tree, "course.yaml", "modules: [meeting, walk]", "modules: [meeting]\nretired_ids: [walk]")
    after = take_snapshot(tree)
    assert against(before, after) == []
    spoil(tree, "course.yaml", "retired_ids: [walk]", "retired_ids: []")
    assert told(against(after, take_snapshot(tree)), "error") == {"retired-dropped course.yaml:6:10"}


def test_nothing_changed_is_nothing_to_say(tree: Path) -> None:
    assert against(take_snapshot(tree), take_snapshot(tree)) == []
