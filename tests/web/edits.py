"""The edits that authors make, each as it is done to the files of the small course."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], None]
BANK, MODULE = "modules/board/questions.yaml", "modules/board/module.yaml"
GOAL, SPEAK = "modules/board/lessons/goal.en.md", "modules/board/lessons/speak.en.md"
QUIZ_RULE = """quiz:
  draw: 7
  pass_mark: 80
  feedback: after_each
  must_include: [q-order]
  from:
    board: 2
"""
NEW_QUESTION = """- id: q-new
  type: truefalse
  ask: A board hangs where all can see it.
  answer: yes
  why:
    no: Then nobody looks.
  see: goal
"""


def change(file: str, *pairs: tuple[str, str]) -> Edit:
    """Replace words in a file."""

    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, f"{old!r} is not in {file}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    return edit


def both(*edits: Edit) -> Edit:
    """Make several changes that only go together."""

    def edit(folder: Path) -> None:
        for each in edits:
            each(folder)

    return edit


def add_lesson(folder: Path) -> None:
    text = (folder / SPEAK).read_text(encoding="utf-8")
    new = text.replace("id: speak", "id: listen").replace("title: ", "title: Again: ", 1)
    (folder / SPEAK).with_name("listen.en.md").write_text(_without_checks(new), encoding="utf-8")
    change(MODULE, ("worker: [goal, speak]", "worker: [goal, listen, speak]"))(folder)


def _without_checks(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("[[check"))


def turn_bank_round(folder: Path) -> None:
    file = folder / BANK
    head, *questions = file.read_text(encoding="utf-8").split("- id: ")
    file.write_text(head + "".join(f"- id: {each}" for each in reversed(questions)), encoding="utf-8")


def delete(name: str) -> Edit:
    """Take a file or a folder away."""

    def edit(folder: Path) -> None:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return edit


def break_file(name: str) -> Edit:
    """Leave a file in the middle of a word."""

    def edit(folder: Path) -> None:
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8")[:40] + "\n\t: [\n", encoding="utf-8")

    return edit


GONE_MATCH = change(BANK, ("- id: q-match\n", "- id: q-other\n"))
ONE_LESS = ("    blame: A culprit\n", "")

EDITS: dict[str, Edit] = {
    "rename the module": change("modules/board/module.en.md", ("title: The board", "title: The wall")),
    "rename a lesson": change(GOAL, ("title: One goal", "title: A single goal")),
    "reorder the lessons": change(MODULE, ("worker: [goal, speak]", "worker: [speak, goal]")),
    "reorder the questions": turn_bank_round,
    "reorder options": change(
        BANK, ("    what: What is done\n", ""), ("    who: A name\n", "    who: A name\n    what: What is done\n")
    ),
    "reword a question": change(BANK, ("ask: ", "ask: Edited. ")),
    "reword options": change(BANK, ("What is done", "What will be done"), ("Absence", "Absences")),
    "change the key of a choice": change(BANK, ("answer: [what, who]", "answer: [who]")),
    "change the key of a number": change(BANK, ("answer: 50\n", "answer: 60\n")),
    "change the key of a statement": change(BANK, ("answer: no\n  why:\n    yes:", "answer: yes\n  why:\n    no:")),
    "change the right order": change(
        BANK, ("    safety: Safety\n", ""), ("    today: Today\n", "    today: Today\n    safety: Safety\n")
    ),
    "accept other words": change(BANK, ("accept: [near miss, close call]", "accept: [nearly]")),
    "exchange the words of two options": change(
        BANK, ("What is done", "X"), ("A culprit", "What is done"), (": X", ": A culprit")
    ),
    "add an option": change(BANK, ("    blame: A culprit\n", "    blame: A culprit\n    when: A date\n")),
    "remove an option": change(BANK, ONE_LESS, ("  why:\n    blame: Blame makes people silent.\n", "")),
    "make a question of another type": change(
        BANK,
        ("type: number", "type: text"),
        ("  answer: 50\n  tolerance: 0.5\n  unit: minutes\n", "  accept: [fifty]\n"),
    ),
    "make a question critical": change(BANK, ("- id: q-true\n", "- id: q-true\n  critical: yes\n")),
    "give a question more points": change(BANK, ("  points: 2\n", "  points: 5\n")),
    "add a question": change(BANK, ("- id: q-single\n", f"{NEW_QUESTION}- id: q-single\n")),
    "remove a question": both(GONE_MATCH, change(MODULE, ("retired_ids: []", "retired_ids: [q-match]"))),
    "retire a question": change(BANK, ("  unit: minutes\n", "  unit: minutes\n  retired: yes\n")),
    "remove a lesson from a track": change(MODULE, ("worker: [goal, speak]", "worker: [goal]")),
    "remove a lesson": both(
        delete(SPEAK), change(MODULE, ("[goal, speak]", "[goal]")), change(BANK, ("  see: speak\n", ""))
    ),
    "add a lesson": add_lesson,
    "raise a lesson's revision": change(GOAL, ("id: goal\n", "id: goal\nrevision: 2\n")),
    "ask for more": change(MODULE, ("pass_mark: 80", "pass_mark: 100")),
    "draw fewer questions": change(MODULE, ("draw: 7", "draw: 3")),
    "show the answers at the end": change(MODULE, ("feedback: after_each", "feedback: at_end")),
    "allow one try": change(MODULE, ("  draw: 7", "  attempts: 1\n  draw: 7")),
    "take the quiz out": change(MODULE, (QUIZ_RULE, "")),
    "require the task": change(MODULE, ("assignment_required: no", "assignment_required: yes")),
    "give no certificate any more": change(MODULE, ("certificate: true", "certificate: no")),
    "close a track": change(MODULE, ("  worker: [goal, speak]\n", "")),
    "make the module a draft": change(MODULE, ("status: published", "status: draft")),
    "retire the module": change(MODULE, ("status: published", "status: retired")),
    "delete the module": delete("modules/board"),
    "break the module's file": break_file(MODULE),
    "break the bank": break_file(BANK),
    "break a lesson": break_file(GOAL),
    "break the course": break_file("course.yaml"),
    "delete everything": both(delete("modules"), delete("course.yaml")),
}
