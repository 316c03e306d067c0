"""Mistakes in what holds the lessons together: module.yaml, course.yaml, facts, glossary, and every translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.load import load
from tests.content.seeded import BANK, DAILY, DAILY_FR, FRENCH, TASK, YAML, M, Row, names, seed, told
from tests.content.tree import PIXEL, spoil

ERRORS: list[Row] = [
    # Modules
    (YAML, "worker: [daily, speak]", "worker: [daily, ‸speek]", "unknown-lesson"),
    (YAML, "worker: [daily, speak]", "worker: [daily, ‸lead]", "track-audience"),
    (YAML, "worker: [daily, speak]", "worker: [daily, ‸daily]", "id-twice"),
    (YAML, "draw: 2", "draw: ‸5", "draw-too-many"),
    (YAML, "must_include: [q-order]", "must_include: [‸q-oder]", "unknown-question"),
    (YAML, "    action: 1", "    ‸actions: 1", "unknown-tag"),
    (YAML, "    action: 1", "    action: ‸3", "from-too-many"),
    (YAML, "prerequisites: []", "prerequisites: [‸wlk]", "unknown-module"),
    (YAML, "prerequisites: []", "prerequisites: [‸walk]", "circle"),
    ("course.yaml", "modules: [meeting, walk]", "modules: [meeting, ‸wlk]", "unknown-module"),
    ("course.yaml", "fr: [en]", "fr: [‸de]", "unknown-language"),
    ("facts.yaml", "standing: read", "standing: ‸red", "wrong-value"),
    ("glossary.yaml", "  meaning: A place", "  ‸meening: A place", "unknown-field"),
    (YAML, "  worker: [daily, speak]", "  worker: ‸[]", "track-empty"),
    (YAML, "must_include: [q-order]", "must_include: ‸[q-order, q-parts, q-match]", "must-too-many"),
    (BANK, "- id: q-order\n", "- id: q-order\n  retired: yes\n", f"retired-question:{YAML}:12:18"),
    (YAML, "retired_ids: [q-old]", "retired_ids: [q-old, ‸first-board]", "retired-id"),
    (YAML, "retired_ids: [q-old]", "retired_ids: ‸q-old", "wrong-value"),
    (YAML, "feedback: at_end", "feedback: ‸sometimes", "wrong-value"),
    (YAML, "assignment_required: yes", "assignment_required: ‸perhaps", "wrong-value"),
    (YAML, "assignment: first-board", "assignment: ‸first board", "wrong-value"),
    (YAML, "tracks:\n", "tracks: ‸everyone\nother:\n", "not-fields"),
    (TASK, "id: first-board", "id: ‸second-board", "id-file"),
    (YAML, "prerequisites: []", "prerequisites: [‸meeting]", "circle"),
    (f"{M}module.en.md", "summary: You", "‸sumary: You", "unknown-field"),
    ("course.yaml", "source: en", "source: ‸de", "wrong-value"),
    ("course.yaml", "  fr: [en]", "  ‸French: [en]", "unknown-language"),
    ("course.yaml", "modules: [meeting, walk]", "modules: [meeting, walk, ‸walk]", "id-twice"),
    ("course.yaml", "modules: [meeting, walk]", "modules: [meeting, ‸walk]\nretired_ids: [walk]", "retired-id"),
    ("course.yaml", "modules:", "‸moduls:", "unknown-field"),
    ("facts.yaml", "  year: 2023", "  year: ‸last year", "wrong-value"),
    ("facts.yaml", "checked: 2026-11-22", "checked: ‸22 November", "wrong-value"),
    ("facts.yaml", "checked: 2026-11-22", "checked: ‸2026-02-30", "wrong-value"),
    ("facts.yaml", "number: 395", "number: ‸many", "wrong-value"),
    ("facts.yaml", "f-hurt:", "‸F hurt:", "bad-id"),
    ("facts.yaml", "  source: ILO, a report\n", "", "missing-field:2:3"),
    ("glossary.yaml", "board:\n  word: Board\n", "board:\n  word: ‸[Board]\n", "wrong-value"),
    ("glossary.yaml", "board:\n", "‸board: A place\nbord:\n", "not-fields:1:8"),
    ("glossary.fr.yaml", "word: Tableau", "‸wrod: Tableau", "unknown-field"),
    # Translations
    (FRENCH, "q-parts:", "‸q-part:", "orphan"),
    (
        FRENCH,
        "    blame: La faute de qui\n",
        "    blame: La faute de qui\n  ‸answer: [what, who]\n",
        "answer-in-translation",
    ),
    (FRENCH, "    blame: La faute de qui\n", "    blame: La faute de qui\n    ‸cost: Le prix\n", "foreign-word"),
    (FRENCH, "  explain: La sécurité vient d'abord.\n", "", "half-translated:1:1"),
    (DAILY_FR, "[[check: q-parts]]\n", "", "mark-missing:3:8"),
    (DAILY_FR, "[[check: q-parts]]", "‸[[check: q-match]]", "mark-foreign"),
    ("glossary.fr.yaml", "board:", "‸bord:", "orphan"),
    (DAILY_FR, "title: Dix minutes", "‸minutes: 5\ntitle: Dix minutes", "structure-in-translation"),
    (DAILY_FR, "title: Dix minutes", "‸audience: [worker]\ntitle: Dix minutes", "structure-in-translation"),
    (DAILY_FR, "title: Dix minutes\n", "", "missing-field:2:1"),
    (DAILY_FR, "title: Dix minutes", "status: ‸finished\ntitle: Dix minutes", "wrong-value"),
    (DAILY_FR, "[[fact: f-hurt]]\n", "", "mark-missing:3:8"),
    (DAILY_FR, "[[term: board]]", "‸[[term: tableau]]", "unknown-term"),
    (
        f"{M}lessons/parler.fr.md",
        "",
        "---\n‸source: pending\ntitle: Parler\ngoal: Parlez.\n---\n\nBonjour.\n",
        "orphan",
    ),
    (FRENCH, "    who: Qui\n", "    who: ‸[Qui]\n", "wrong-value"),
    (FRENCH, "    who: Qui\n", "    ‸whom: Qui\n", "foreign-word"),
    (FRENCH, "  ask: Mettez", "  ‸aks: Mettez", "foreign-word"),
    (FRENCH, "    who: Qui\n", "", "half-translated:12:3"),
    (FRENCH, "    who: Qui\n", "    ‸who:\n", "half-translated"),
    (BANK, "ask: Put them in order.", "ask: Put [[things]] in order.", f"mark-missing:{FRENCH}:3:8"),
    (FRENCH, "ask: Mettez-les dans l'ordre.", "ask: ‸Mettez [[choses]] dans l'ordre.", "mark-foreign"),
]

WARNINGS: list[Row] = [
    (YAML, "draw: 2", "draw: ‸4", "bank-small"),
    (YAML, "manager: [daily, lead]", "manager: [daily]", f"lesson-unplaced:{M}lessons/lead.en.md:2:5"),
    (DAILY_FR, 'source: "1:', 'source: ‸"1:0', "stale"),
    (FRENCH, "ask: Mettez-les dans l'ordre.", "ask: ‸Put them in order.", "same-text"),
    (DAILY_FR, "title: Dix minutes", "title: ‸Ten minutes", "same-text"),
    (DAILY_FR, "![Une équipe se tient devant un tableau.]", "‸![A team stands before a board.]", "same-text"),
    ("course.yaml", "modules: [meeting, walk]", "modules: ‸[meeting]", "module-unlisted"),
    (DAILY_FR, 'source: "1:', 'source: ‸pending #"1:', "pending"),
    (DAILY, "minutes: 6", "minutes: 60", f"track-long:{YAML}:6:11"),
    (YAML, "assignment: first-board\nassignment_required: yes\n", "", f"unused-assignment:{TASK}:2:5"),
    (f"{M}module.ar.md", "", "‸---\nsource: pending\ntitle: ا\nsummary: ب\n---\n", "not-translated"),
    ("modules/walk/module.yaml", "quiz:\n  draw: 1\n  pass_mark: 100\n", "certificate: ‸yes\n", "no-quiz"),
]


@pytest.mark.parametrize("row", ERRORS, ids=names(ERRORS))
def test_each_error_is_told_at_its_place(tree: Path, row: Row) -> None:
    wanted = seed(tree, row)
    assert wanted in told(load(tree).findings, "error")


@pytest.mark.parametrize("row", WARNINGS, ids=names(WARNINGS))
def test_each_warning_is_told_at_its_place(tree: Path, row: Row) -> None:
    wanted = seed(tree, row)
    library = load(tree)
    assert wanted in told(library.findings, "warning")
    assert not library.errors


def test_a_prerequisite_that_learners_cannot_see_is_told(tree: Path) -> None:
    spoil(tree, "modules/walk/module.yaml", "status: draft", "status: published")
    spoil(tree, YAML, "status: published", "status: draft")
    assert "prerequisite-hidden modules/walk/module.yaml:3:17" in told(load(tree).findings, "warning")


def test_photos_are_weighed(tree: Path) -> None:
    for name, size in (("one", 150_000), ("two", 190_000), ("three", 210_000)):
        (tree / f"{M}media/{name}.png").write_bytes(PIXEL + bytes(size))
    (tree / f"{M}media/four.png").write_bytes(b"no picture")
    shown = "".join(f"![A {name}.](media/{name}.png)\n\n" for name in ("one", "two", "three", "four"))
    spoil(tree, DAILY, "## Try it today", f"{shown}## Try it today")
    findings = load(tree).findings
    assert {f"picture-too-big {M}media/three.png:1:1", f"picture-kind {M}media/four.png:1:1"} <= told(findings, "error")
    assert {f"picture-big {M}media/one.png:1:1", f"module-heavy {YAML}:6:11"} <= told(findings, "warning")


def test_a_language_is_told_only_where_it_has_begun(tree: Path) -> None:
    assert {(each.file, each.line, each.code) for each in load(tree).findings} == {
        (f"{M}module.fr.md", 1, "not-translated"),
        ("modules/walk/questions.fr.yaml", 1, "not-translated"),
    }
