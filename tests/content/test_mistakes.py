"""Mistakes in questions and lessons: each finding has the right code on the exact line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.load import load
from tests.content.seeded import BANK, BOARD, DAILY, LONG, TASK, YAML, M, Row, names, seed, told
from tests.content.tree import spoil

W = "modules/walk/"
WALK_FR = f"{W}questions.fr.yaml"
MATCH_END = "- id: q-lead\n"
CLOZE = """\
- id: q-gap
  type: cloze
  ask: Plan, [[do]]
  gaps:
    do:
      options:
        now: Now
        late: Later
      answer: now
  see: daily
"""
STORY = """\
- id: q-story
  type: scenario
  ask: A story
  start: one
  steps:
    one:
      say: What now?
      choices:
        go:
          text: Go
          points: 1
          then: two
        stay:
          text: Stay
          why: You must go.
    two:
      say: And then?
      choices:
        stop:
          text: Stop
          points: 1
        run:
          text: Run
          why: Too fast.
  see: daily
"""
CLOZE, STORY = CLOZE + MATCH_END, STORY + MATCH_END
WORD = CLOZE.replace("options:\n        now: Now\n        late: Later\n", "accept: [Do]\n")
ENDLESS = (
    """\
- id: q-story
  type: scenario
  ask: A story
  start: one
  ‸steps:
    one:
      say: What now?
      choices:
        go:
          text: Go
          points: 1
          then: one
        stay:
          text: Stay
          then: one
  see: daily
"""
    + MATCH_END
)

ERRORS: list[Row] = [
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
    (BANK, "ask: What do you say?", "ask: What‸\x07?", "odd-character"),
    (BANK, "  tolerance: 1\n", "  tolerance: 1\n  ‸answer: 11\n", "key-twice"),
    (
        BANK,
        "  options:\n    team: The team\n    boss: The boss\n",
        "  options: {team: The team, ‸and the others, boss: The boss}\n",
        "comma-in-braces",
    ),
    (BANK, "accept: [stop]", "accept: ‸[stop\n", "yaml-bracket"),
    (BANK, "accept: [stop]", "accept: [stop]‸]", "yaml-bracket"),
    (BANK, "ask: What do you say?", "ask:\n    ‸\tWhat do you say?", "yaml-tab"),
    (BANK, "ask: What do you say?", "ask: &‸ What do you say?", "yaml-sign"),
    ("course.yaml", "modules: [meeting, walk]\n", "modules: ‸[\n", "yaml-bracket"),
    (YAML, "status: published\n", "status: published\n‸minuts: 6\n", "unknown-field"),
    (YAML, "status: published", "status: ‸publisht", "wrong-value"),
    (YAML, "icon: handshake", "icon: ‸hand", "wrong-value"),
    (YAML, "draw: 2", "draw: ‸two", "wrong-value"),
    (YAML, "pass_mark: 80", "pass_mark: ‸180", "wrong-value"),
    (YAML, "certificate: true", "certificate: ‸maybe", "wrong-value"),
    (YAML, "worker: [daily, speak]", "‸workers: [daily, speak]", "unknown-track"),
    (YAML, "  draw: 2\n", "", "missing-field:9:3"),
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
    (BANK, "ask: What do you say?", "ask: What‸\u202e do you say?", "odd-character"),
    (BANK, "ask: What do you say?", "ask: What‸\ufffd do you say?", "odd-character"),
    (DAILY, "Amina sews", "Amina‸\x00 sews", "odd-character"),
    (DAILY, "Amina sews", "Amina‸\u2028sews", "odd-character"),
    (BANK, "ask: What do you say?", 'ask: ‸"What \\0 do you say?"', "yaml-escape"),
    (BANK, "ask: What do you say?", 'ask: "What ‸\\do you say?"', "yaml-escape"),
    (BANK, "  ask: What do you say?", "  ‸&a ask: What do you say?", "yaml-trick"),
    (BANK, "  ask: What do you say?", "  ‸<<: {ask: What do you say?}", "unknown-field"),
    (BANK, "  ask: What do you say?", "  ask: > ‸What do you say?", "yaml-block"),
    (BANK, "  ask: What do you say?", "  ask: ‸- What do you say?", "yaml-dash"),
    (
        BANK,
        "options:\n    team: The team\n    boss: The boss\n",
        "options: ‸{team: The team, boss: The boss\n",
        "yaml-brace",
    ),
    (BANK, "accept: [stop]", "‸accept: {stop: stop}", "wrong-value"),
    (BANK, "- id: q-speak", "‸---\n- id: q-speak", "yaml-two"),
    (BANK, "  ask: What do you say?", "  ? ‸[ask]\n  : What do you say?", "yaml-key"),
    (BANK, "  tolerance: 1\n", "  tolerance: 1\n  ‸one\n", "yaml-no-colon"),
    (BANK, "# The bank.\n- id: q-order", "# The bank.\n- ‸just words\n- id: q-order", "not-fields"),
    (BANK, "  explain: Safety comes first.\n", "  explain: ‸[Safety, comes first]\n", "wrong-value"),
    (BANK, "  explain: Safety comes first.\n", "  ‸explain:\n", "empty-text"),
    (YAML, "pass_mark: 80", "pass_mark: ‸80%", "wrong-value"),
    (YAML, "draw: 2", "draw: ‸" + "9" * 5000, "wrong-value"),
    (DAILY, "minutes: 6", "minutes: ‸" + "9" * 5000, "wrong-value"),
    (DAILY, "minutes: 6", "minutes: ‸٦", "wrong-value"),
    (DAILY, "title: Ten minutes", "title: Ten‸: minutes", "yaml-colon"),
    (f"{M}Lessons/late.en.md", "", "late", f"file-name:{M}Lessons:1:1"),
    (f"{M}media/old/late.svg", "", "‸<svg/>", "file-name"),
    (f"{M}questions.en.yaml", "", "‸- id: q-x\n", "file-name"),
    (f"{M}lessons/late.yml", "", "‸id: late\n", "file-name"),
    ("glosary.yaml", "", "‸board:\n", "file-name"),
    ("modules/notes.md", "", "‸x\n", "file-name"),
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
    (BANK, "    boss: Then the others", "    bos: ‸Then the others", "unknown-why"),
    (BANK, "    blame: Whose fault", "    blame: ‸What", "same-texts"),
    (BANK, "answer: [what, who]", "answer: ‸[]", "no-answer"),
    (BANK, "answer: [what, who]", "answer: [what, who, ‸who]", "answer-twice"),
    (BANK, "answer: team", "answer: ‸[team, boss]", "wrong-value"),
    (BANK, "  options:\n    team: The team\n    boss: The boss\n", "", "missing-field:52:3"),
    (BANK, "    boss: The boss\n", "    ‸Boss!: The boss\n", "bad-id"),
    (BANK, "    60: That is an hour.", "    sixty: ‸That is an hour.", "why-not-a-number"),
    (BANK, "  tolerance: 1\n", "  tolerance: 1\n  tolerance_pct: ‸5\n", "two-tolerances"),
    (BANK, "accept: [stop]", "accept: [stop, ‸'!']", "empty-form"),
    (BANK, "accept: [stop]", "accept: [stop, ‸" + "x" * 201 + "]", "long-form"),
    (BANK, "accept: [stop]\n", "accept: [stop]\n  why:\n    go: ‸Not that.\n", "unused-why"),
    (BANK, "  tags: [meeting]\n", "  tags: [meeting]\n  shuffle: ‸no\n", "always-shuffled"),
    (BANK, "  tags: [meeting]\n", "  tags: [meeting]\n  shuffle: ‸maybe\n", "wrong-value"),
    (BANK, "  tags: [meeting]\n", "  tags: [meeting]\n  points: ‸1000\n", "wrong-value"),
    (BANK, "  see: lead\n", "  image: ‸media/board.svg\n  see: lead\n", "image-without-alt"),
    (BANK, "  see: lead\n", "  alt: ‸A board\n  see: lead\n", "alt-without-image"),
    (BANK, "    two:\n", "    ‸one:\n", "key-twice"),
    (BANK, "      right: Safety\n", "      ‸rigth: Safety\n", "unknown-field"),
    (BANK, MATCH_END, CLOZE.replace("ask: Plan, [[do]]", "ask: ‸Plan"), "gap-missing"),
    (BANK, MATCH_END, CLOZE.replace("ask: Plan, [[do]]", "ask: ‸Plan, [[do]] [[act]]"), "gap-undescribed"),
    (BANK, MATCH_END, CLOZE.replace("answer: now", "answer: ‸nwo"), "unknown-answer"),
    (BANK, MATCH_END, CLOZE.replace("late: Later", "late: ‸Now"), "same-texts"),
    (BANK, MATCH_END, CLOZE.replace("answer: now", "‸anwser: now"), "unknown-field"),
    (BANK, MATCH_END, STORY.replace("start: one", "start: ‸oen"), "unknown-step"),
    (BANK, MATCH_END, STORY.replace("then: two", "then: ‸tow"), "unknown-step"),
    (BANK, MATCH_END, STORY.replace("then: two", "then: ‸one"), "loop"),
    (BANK, MATCH_END, STORY.replace("points: 1\n", "points: ‸lots\n"), "wrong-value"),
    (BANK, MATCH_END, ENDLESS, "no-end"),
    (BANK, MATCH_END, STORY.replace("          points: 1\n", "").replace("  steps:\n", "  ‸steps:\n"), "no-points"),
    (BANK, MATCH_END, CLOZE.replace("        late: Later\n", "").replace("options:", "‸options:"), "one-option"),
    (BANK, MATCH_END, WORD.replace("answer: now", "answer: ‸now"), "unused-answer"),
    (BANK, MATCH_END, "- id: s-use\n  type: survey\n  ask: ‸Useful?\n" + MATCH_END, "survey-kind"),
    (BANK, MATCH_END, "- id: r-think\n  type: reflection\n  ask: Well?\n  points: ‸2\n" + MATCH_END, "never-marked"),
    (f"{W}module.yaml", "  pass_mark: 100", "  pass_mark: 100\n  must_include: [‸r-kept]", "never-marked"),
    # Lessons
    (f"{W}lessons/look.en.md", "[[check: r-kept]]", "[[check: r-kept]]\n\n‸[[check: s-kept]]", "check-survey"),
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
    (TASK, "- It has **one** action.\n", "- It has one.\n\nAnd tell us.\n", "criteria-other:10:1"),
    (DAILY, "](https://example.org)", "](‸ftp://example.org)", "bad-link"),
    (DAILY, "](https://example.org)", "](‸https:example.org)", "bad-link"),
    (DAILY, "](https://example.org)", "](‸https://example)", "bad-link"),
    (DAILY, "](https://example.org)", "](‸mailto:amina)", "bad-link"),
    (DAILY, "](https://example.org)", "](‸tel:call-me)", "bad-link"),
    (DAILY, "](https://example.org)", "](‸speak.en.md)", "dead-link"),
    (DAILY, "](https://example.org)", "](‸../lessons/speek)", "dead-link"),
    (DAILY, "](https://example.org)", "](‸media/board.svg)", "dead-link"),
    (DAILY, "](https://example.org)", "](‸)", "dead-link"),
    (DAILY, "](https://example.org)", "](https://example.org) and <‸http://x>", "bad-link"),
    (DAILY, "[this](https://example.org)", "[this‸](https://example.org/two words)", "broken-link"),
    (DAILY, "[this](https://example.org)", "[this‸][unknown]", "broken-link"),
    (DAILY, "![A team stands before a board.](media/board.svg)", "![A team.‸](media/the board.svg)", "broken-link"),
    (f"{M}lessons/speak.en.md", "[[check: q-number]]", "‸[[check: q-lead]]", "check-audience"),
    (BANK, "  see: lead\n", "  see: lead\n  retired: yes\n", f"retired-check:{M}lessons/lead.en.md:11:1"),
    (WALK_FR, "Vite, [[moment]] !", "‸Vite !", "mark-missing"),
    (WALK_FR, "Vite, [[moment]] !", "‸Vite, [[moment]] [[autre]] !", "mark-foreign"),
    (WALK_FR, "        late: Plus tard\n", "        late: ‸Maintenant\n", "same-texts"),
    (WALK_FR, "        late: Plus tard\n", "        late: Plus tard\n      ‸answer: late\n", "answer-in-translation"),
]

HARD = "Organisational considerations necessitate comprehensive interdepartmental communication. " * 20
HEAVY = "".join(str(pow(7, number, 9973)) for number in range(2500))
WARNINGS: list[Row] = [
    (DAILY, "She told nobody.", "She told nobody.‸ ", "trailing"),
    (BANK, MATCH_END, STORY.replace("          then: two\n", "").replace("    two:", "    ‸two:"), "unreachable-step"),
    (BANK, "- id: q-speak\n  type: text", "- id: q-speak\n  critical: ‸yes\n  type: text", "critical-left-out"),
    (BANK, MATCH_END, "- id: ‸r-alone\n  type: reflection\n  ask: Well?\n" + MATCH_END, "reflection-unplaced"),
    (BANK, "ask: What do you say?", "ask: What do you say ‸#now?", "hash-cut"),
    (DAILY, "Amina sews pockets.", LONG, "long-sentence"),
    (DAILY, "## Why meet", "‸### Why meet", "heading-skip"),
    (DAILY, "## Try it today", "‸## The end", "no-try"),
    (f"{M}lessons/speak.en.md", "[[check: q-number]]\n", "", "no-check:3:8"),
    (BANK, "  see: lead\n  audience: [manager]\n", "  see: ‸lead\n", "see-audience"),
    (BANK, "  unit: minutes\n", "  unit: minutes ‸#or hours\n", "hash-cut"),
    (BANK, "  explain: Safety comes first.\n", "  explain: Safety\n    comes ‸#1 of all.\n", "hash-cut"),
    (DAILY, "](https://example.org)", "](‸http://example.org)", "http-link"),
    (DAILY, "[this](https://example.org)", "[this](https://example.org) and [that](‸http://example.org)", "http-link"),
    (DAILY, "goal: Take part in a meeting.", f"goal: {LONG}", "long-sentence"),
    (TASK, "Hang up a board.\n\n", f"{LONG}\n\n", "long-sentence"),
    (f"{M}module.en.md", "It takes ten minutes.", LONG, "long-sentence"),
    (BANK, "ask: What do you say?", f"ask: {LONG}", "long-sentence"),
    (BANK, "    blame: Blame makes people silent.", f"    blame: {LONG}", "long-sentence"),
    (BANK, "explain: Safety comes first.", f"explain: {LONG}", "long-sentence"),
    (TASK, "Hang up a board.\n\n", f"{HARD.strip()}\n\n", "hard-to-read:3:8"),
    (DAILY, "## Why meet", f"{HARD}\n\n## Why meet", "hard-to-read:3:8"),
    (DAILY, "## Why meet", f"{'We meet and talk. ' * 300}\n\n## Why meet", "minutes-few:5:10"),
    (DAILY, "## Why meet", f"{'We meet. ' * 20_000}\n\n## Why meet", "lesson-big:3:8"),
    (DAILY, "minutes: 6", "minutes: ‸11", "lesson-long"),
    (BOARD, '<rect x="20"', f'<path d="M{HEAVY}"/>\n<rect x="20"', f"page-heavy:{DAILY}:15:1"),
    (BOARD, '<rect x="20"', f'<path d="M{HEAVY}"/>\n<rect x="20"', "picture-big:1:1"),
    (f"{M}media/bord.svg", "", "‸<svg/>", "picture-unused"),
    (BANK, "see: speak", "see: daily", f"lesson-unasked:{M}lessons/speak.en.md:2:5"),
    (BANK, "ask: Who speaks first?", "ask: ‸Who does not speak first?", "negative-ask"),
    (BANK, "    boss: The boss\n", "    boss: ‸None of the above\n", "catch-all"),
    (BANK, "    team: The team\n", "    team: ‸The team that does the work, each in turn\n", "longest-answer"),
    (BANK, "    boss: Then the others", "    team: ‸Then the others", "why-of-right"),
    (BANK, "  why:\n    boss: Then the others fall silent.\n", "", "no-why:57:11"),
    (BANK, "answer: [what, who]", "answer: ‸[what, who, blame]", "all-right"),
    (BANK, "  answer: 10\n", "  answer: ‸-10\n", "negative-number"),
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
    assert {f"not-utf8 {DAILY}:11:7", f"bom {BANK}:1:1"} <= told(findings, "error")
    assert f"crlf {TASK}:1:4" in told(findings, "warning")


def test_a_finding_reads_as_one_line(tree: Path) -> None:
    spoil(tree, BANK, "see: speak", "see: speek")
    (error,) = load(tree).errors
    assert str(error) == (
        f"{BANK}:38:8: error [unknown-lesson] q-speak: there is no lesson `speek` -> did you mean `speak`?"
    )
