"""Every mistake that the format names, made on purpose: the finding has the right code on the exact line and column.

The sign ‸ stands where the finding must point; it is taken out before the file is written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.findings import Finding
from app.content.load import load
from tests.content.tree import spoil

M = "modules/meeting/"
YAML, BANK, FRENCH = f"{M}module.yaml", f"{M}questions.yaml", f"{M}questions.fr.yaml"
DAILY, DAILY_FR, BOARD = f"{M}lessons/daily.en.md", f"{M}lessons/daily.fr.md", f"{M}media/board.svg"
TASK = f"{M}assignment.en.md"
LONG = (
    "‸Many people who work in big and small firms all over the world meet each day "
    "with the others who work beside them to say what stops them."
)

ERRORS = [
    # Reading
    (BANK, "ask: What do you say?", "ask: Say‸: what stops you: that?", "yaml-colon"),
    (BANK, "ask: What do you say?", "ask: ‸'What do you say?", "yaml-quote"),
    (BANK, "ask: What do you say?", "ask: 'What'‸s that?'", "yaml-quote"),
    (BANK, "ask: What do you say?", "ask: ‸@all, what do you say?", "yaml-sign"),
    (BANK, "  tolerance: 1\n", "‸\ttolerance: 1\n", "yaml-tab"),
    (BANK, "  tolerance: 1\n", "   ‸tolerance: 1\n", "yaml-indent"),
    (BANK, "ask: What do you say?", "ask: ‸*what do you say", "yaml-trick"),
    (BANK, "ask: What do you say?", "ask: ‸!what do you say", "yaml-trick"),
    (BANK, "ask: What do you say?", "ask: ‸&what do you say", "yaml-trick"),
    (BANK, "ask: What do you say?", "ask: What‸\x07?", "yaml-character"),
    (BANK, "  tolerance: 1\n", "  tolerance: 1\n  ‸answer: 11\n", "key-twice"),
    (
        BANK,
        "  options:\n    team: The team\n    boss: The boss\n",
        "  options: {team: The team, ‸and the others, boss: The boss}\n",
        "comma-in-braces",
    ),
    (BANK, "accept: [stop]", "accept: ‸[stop\n", "yaml-bracket"),
    (YAML, "status: published\n", "status: published\n‸minuts: 6\n", "unknown-field"),
    (YAML, "status: published", "status: ‸publisht", "wrong-value"),
    (YAML, "icon: handshake", "icon: ‸hand", "wrong-value"),
    (YAML, "draw: 2", "draw: ‸two", "wrong-value"),
    (YAML, "pass_mark: 80", "pass_mark: ‸180", "wrong-value"),
    (YAML, "certificate: true", "certificate: ‸maybe", "wrong-value"),
    (YAML, "worker: [daily, speak]", "‸workers: [daily, speak]", "unknown-track"),
    (YAML, "  draw: 2\n", "", "missing-field:quiz:9:3"),
    (DAILY, "---\nid: daily", "‸id: daily", "no-front"),
    (DAILY, "sources: [f-hurt]\n---\n", "sources: [f-hurt]\n", "front-open:1:1"),
    (DAILY, "minutes: 6", "minutes: ‸six", "wrong-value"),
    (DAILY, "goal: Take part in a meeting.\n", "", "missing-field:2:1"),
    (DAILY, "audience: [worker, manager]", "audience: [worker, ‸managers]", "unknown-audience"),
    (DAILY, "minutes: 6\n", "minutes: 6\n‸minute: 6\n", "unknown-field"),
    (DAILY, "glossary: [board]", "glossary: [‸bord]", "unknown-term"),
    (DAILY, "sources: [f-hurt]", "sources: [‸f-hut]", "unknown-fact"),
    (f"{M}lessons/late.md", "", "‸---\nid: late\n---\n", "file-name"),
    (f"{M}question.yaml", "", "‸- id: q-x\n", "file-name"),
    (f"{M}lessons/daily.de.md", "", "‸---\nid: daily\n---\n", "unknown-language"),
    # Ids
    (YAML, "id: meeting", "id: ‸meetings", "id-folder"),
    (DAILY, "id: daily", "id: ‸dayly", "id-file"),
    (DAILY, "id: daily", "id: ‸Daily Meeting", "wrong-value"),
    (BANK, "- id: q-speak", "- id: ‸q-parts", "id-twice"),
    (BANK, "- id: q-speak", "- id: ‸Q speak", "bad-id"),
    (BANK, "- id: q-speak\n  type", "- ‸type", "missing-field"),
    (YAML, "retired_ids: [q-old]", "retired_ids: [q-old, ‸q-speak]", "retired-id"),
    # Questions
    (BANK, "type: order", "type: ‸ordr", "unknown-type"),
    (BANK, "  unit: minutes\n", "  ‸units: minutes\n", "unknown-field"),
    (BANK, "answer: 10\n", "answer: ‸ten\n", "wrong-value"),
    (BANK, "see: speak", "see: ‸speek", "unknown-lesson"),
    (BANK, "answer: team", "answer: ‸tem", "unknown-answer"),
    (BANK, "answer: [what, who]", "answer: [what, ‸how]", "unknown-answer"),
    (BANK, "audience: [manager]", "audience: [‸bosses]", "wrong-value"),
    (BANK, "60: That is an hour.", "10.5: ‸That is an hour.", "known-mistake-is-right"),
    (BANK, "  see: lead\n", "  image: ‸media/bord.svg\n  alt: A board\n  see: lead\n", "picture-missing"),
    # Lessons
    (DAILY, "![A team stands before a board.]", "‸![]", "picture-alt"),
    (DAILY, "![A team stands before a board.](media/board.svg)", "‸![A team.](media/bord.svg)", "picture-missing"),
    (
        DAILY,
        "![A team stands before a board.](media/board.svg)",
        "‸![A team.](https://example.org/a.png)",
        "picture-web",
    ),
    (DAILY, "It is **short**.", "It is ‸![A team.](media/board.svg).", "picture-place"),
    (DAILY, "It is **short**.", "It is ‸<b>short</b>.", "raw-html"),
    (DAILY, "](https://example.org)", "](‸javascript:alert(1))", "bad-link"),
    (DAILY, "](https://example.org)", "](‸http://example.org)", "bad-link"),
    (DAILY, "](https://example.org)", "](‸lesson:dayly)", "unknown-lesson"),
    (DAILY, "[[check: q-order]]", "‸[[check: q-ordr]]", "unknown-check"),
    (DAILY, "> [[check: q-parts]]", "> ‸[[check: q-part]]", "unknown-check"),
    (DAILY, "[[check: q-order]]", "‸[[check: q-lead]]", "check-audience"),
    (DAILY, "It is **short**.", "It is ‸[[check: q-order]].", "mark-place"),
    (DAILY, "[[term: board]]", "‸[[term: bord]]", "unknown-term"),
    (DAILY, "[[term: board]]", "‸[[trem: board]]", "unknown-mark"),
    (DAILY, "[[term: board]]", "‸[[term board]]", "broken-mark"),
    (DAILY, "[[fact: f-hurt]]", "‸[[fact: f-hut]]", "unknown-fact"),
    (DAILY, "> [!WORKER]", "> ‸[!WORKERS]", "unknown-box"),
    (DAILY, "## Why meet", "‸# Why meet", "heading-one"),
    (BOARD, "<title>", "‸<script>alert(1)</script>\n<title>", "svg-forbidden"),
    (BOARD, '<rect x="20"', '‸<rect onclick="x()" x="20"', "svg-forbidden"),
    (BOARD, '<rect x="20"', '‸<rect style="fill:red" x="20"', "svg-forbidden"),
    (BOARD, 'class="f-paper s-ink"', 'class="f-red"', "svg-class:3:1"),
    (BOARD, ' viewBox="0 0 320 180"', "", "svg-viewbox:1:1"),
    (BOARD, "</g>", "</‸h>", "svg-broken"),
    (TASK, "## Done when", "Done when", "no-criteria:2:1"),
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
    # Translations
    (FRENCH, "q-parts:", "‸q-part:", "orphan"),
    (
        FRENCH,
        "    blame: La faute de qui\n",
        "    blame: La faute de qui\n  ‸answer: [what, who]\n",
        "answer-in-translation",
    ),
    (FRENCH, "    blame: La faute de qui\n", "    blame: La faute de qui\n    ‸cost: Le prix\n", "foreign-word"),
    (FRENCH, "  explain: La sécurité vient d'abord.\n", "", "half-translated:q-order:1:1"),
    (DAILY_FR, "[[check: q-parts]]\n", "", "mark-missing:3:8"),
    (DAILY_FR, "[[check: q-parts]]", "‸[[check: q-match]]", "mark-foreign"),
    ("glossary.fr.yaml", "board:", "‸bord:", "orphan"),
]

WARNINGS = [
    (DAILY, "She told nobody.", "She told nobody.‸ ", "trailing"),
    (BANK, "ask: What do you say?", "ask: What do you say ‸#now?", "hash-cut"),
    (DAILY, "Amina sews pockets.", LONG, "long-sentence"),
    (DAILY, "## Why meet", "‸### Why meet", "heading-skip"),
    (DAILY, "## Try it today", "‸## The end", "no-try"),
    (f"{M}lessons/speak.en.md", "[[check: q-number]]\n", "", "no-check:3:8"),
    (DAILY, "minutes: 6", "minutes: ‸1", "minutes-few"),
    (DAILY, "title: Ten minutes", "title: ‸Ten minutes", "hard-to-read"),
    (YAML, "draw: 2", "draw: ‸4", "bank-small"),
    (YAML, "manager: [daily, lead]", "manager: [daily]", "lesson-unplaced"),
    (BANK, "see: speak", "see: daily", "lesson-unasked"),
    (BANK, "  see: lead\n  audience: [manager]\n", "  see: ‸lead\n", "see-audience"),
    (DAILY_FR, 'source: "1:', 'source: ‸"1:0', "stale"),
    (FRENCH, "ask: Mettez-les dans l'ordre.", "ask: ‸Put them in order.", "same-text"),
    (DAILY_FR, "title: Dix minutes", "title: ‸Ten minutes", "same-text"),
    (DAILY_FR, "![Une équipe se tient devant un tableau.]", "‸![A team stands before a board.]", "same-text"),
    ("course.yaml", "modules: [meeting, walk]", "modules: ‸[meeting]", "module-unlisted"),
]
ELSEWHERE = {"lesson-unplaced": f"{M}lessons/lead.en.md:2:5", "lesson-unasked": f"{M}lessons/speak.en.md:2:5"}
HARD = "\n\n" + "Organisational considerations necessitate comprehensive interdepartmental communication. " * 15
FILLED = {"minutes-few": "\n\n" + "We meet and talk. " * 50, "hard-to-read": HARD}


def place_of(tree: Path, file: str, code: str) -> str:
    """Find the ‸ in a spoiled file and take it out; where a code says its own place, that."""
    text = (tree / file).read_bytes().decode()
    name, *place = code.split(":")
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    before, _, after = text.partition("‸")
    (tree / file).write_bytes((before + after).encode())
    if place:
        return f"{file}:{place[-2]}:{place[-1]}"
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def found_at(findings: tuple[Finding, ...], severity: str) -> set[str]:
    return {f"{each.code} {each.file}:{each.line}:{each.column}" for each in findings if each.severity == severity}


@pytest.mark.parametrize(("file", "old", "new", "code"), ERRORS, ids=[f"{row[3]}-{n}" for n, row in enumerate(ERRORS)])
def test_each_error_is_told_at_its_place(tree: Path, file: str, old: str, new: str, code: str) -> None:
    spoil(tree, file, old, new)
    place = place_of(tree, file, code)
    assert f"{code.partition(':')[0]} {place}" in found_at(load(tree).findings, "error")


@pytest.mark.parametrize(("file", "old", "new", "code"), WARNINGS, ids=[row[3] for row in WARNINGS])
def test_each_warning_is_told_at_its_place(tree: Path, file: str, old: str, new: str, code: str) -> None:
    spoil(tree, file, old, new)
    name = code.partition(":")[0]
    if name in FILLED:
        spoil(tree, file, "## Try", f"{FILLED[name]}\n\n## Try")
    place = place_of(tree, file, code)
    library = load(tree)
    assert f"{name} {place}" in found_at(library.findings, "warning")
    assert not library.errors


def test_a_course_without_mistakes_has_no_findings_but_what_is_not_translated(tree: Path) -> None:
    assert {each.code for each in load(tree).findings} == {"not-translated"}


def test_all_mistakes_of_all_files_are_told_at_once(tree: Path) -> None:
    spoil(tree, BANK, "answer: team", "answer: tem")
    spoil(tree, BANK, "see: speak", "see: speek")
    spoil(tree, DAILY, "[[term: board]]", "[[term: bord]]")
    spoil(tree, YAML, "draw: 2", "draw: two")
    told = {each.code for each in load(tree).errors}
    assert told >= {"unknown-answer", "unknown-lesson", "unknown-term", "wrong-value"}


def test_files_that_are_no_text_are_told(tree: Path) -> None:
    path = tree / DAILY
    path.write_bytes(path.read_bytes().replace(b"Amina sews", b"Amina \xe9 sews"))
    (tree / BANK).write_bytes(b"\xef\xbb\xbf" + (tree / BANK).read_bytes())
    (tree / TASK).write_bytes((tree / TASK).read_bytes().replace(b"\n", b"\r\n"))
    findings = load(tree).findings
    assert {f"not-utf8 {DAILY}:11:7", f"bom {BANK}:1:1"} <= found_at(findings, "error")
    assert f"crlf {TASK}:1:4" in found_at(findings, "warning")


def test_a_finding_reads_as_one_line(tree: Path) -> None:
    spoil(tree, BANK, "see: speak", "see: speek")
    (error,) = load(tree).errors
    assert str(error) == (
        f"{BANK}:38:8: error [unknown-lesson] q-speak: there is no lesson `speek` -> did you mean `speak`?"
    )
