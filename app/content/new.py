"""New modules, lessons and questions from templates that pass the checker, and that no learner sees yet."""

from __future__ import annotations

import re
from pathlib import Path as FilePath

import app.questions.types
from app.content.draft import Draft, read_draft
from app.content.fields import ID
from app.content.schema_files import modeline
from app.content.shared import Shared, read_shared
from app.content.snapshot import Snapshot, take_snapshot
from app.content.translate import NotThere
from app.content.writing import NotWritable, TextFile
from app.content.yaml_edits import add_item, value_of
from app.questions.types import TYPES

TEMPLATES = FilePath(__file__).parent / "templates"
EXAMPLES = FilePath(app.questions.types.__file__).parent
FIRST = ("first-idea", "q-first-step", "q-next-step")
"""The ids of the lesson and the two questions with which a module begins."""
NOT_YET = "  retired: yes               # nobody is asked it until you take this line out\n"


class Taken(ValueError):
    """The id cannot be given; the message says why."""


def new_module(directory: FilePath, ident: str) -> list[str]:
    """Write a module with one lesson, two questions and a task, as a draft, and list it last in course.yaml.

    Raises Taken for an id that is no id or was ever used, and NotWritable where course.yaml cannot be added to.
    """
    files, shared = _read(directory)
    _refuse_form(ident)
    if ident in files.below("modules") or ident in shared.order or ident in shared.retired:
        raise Taken(f"`{ident}` is, or was, a module; give the new one another id")
    course = TextFile(directory / "course.yaml")
    course.text = add_item(course.text, ("modules",), ident)
    made = _module_files(ident, shared.course.source)
    for name, text in made.items():
        _write(directory / "modules" / ident / name, text)
    course.write()
    return [*(f"modules/{ident}/{name}" for name in made), "course.yaml"]


def new_lesson(directory: FilePath, module: str, ident: str) -> str:
    """Write a lesson that no track has yet. Give its file. Raises Taken and NotThere."""
    draft = _open(directory, module, ident)
    name = f"modules/{module}/lessons/{ident}.{draft.source}.md"
    _write(directory / name, _template("lesson.md", LESSON=ident, CHECK=""))
    return name


def new_question(directory: FilePath, module: str, ident: str, kind: str) -> str:
    """Add the example of a type to a module's bank, retired until its author takes it up. Give the file.

    Raises Taken, NotThere for an unknown module or type, and NotWritable where the bank has faults.
    """
    if kind not in TYPES:
        raise NotThere(f"there is no question type `{kind}`; there are: {', '.join(TYPES)}")
    _open(directory, module, ident)
    name = f"modules/{module}/questions.yaml"
    file = TextFile(directory / name)
    before = file.text or modeline("questions", 2) + _template("questions.yaml", MODULE=module)
    added = _question(kind, ident) + NOT_YET
    file.text = before.rstrip("\n") + "\n\n" + added
    if _items(file.text) != [*_items(before), *_items(added)]:
        raise NotWritable(f"{name}: the bank is no list of questions; run: score content check")
    file.write()
    return name


def _module_files(ident: str, source: str) -> dict[str, str]:
    lesson, *questions = FIRST
    bank = modeline("questions", 2) + _template("questions.yaml", MODULE=ident)
    asked = [_question(kind, each) + f"  see: {lesson}\n" for kind, each in zip(TYPES_FIRST, questions, strict=True)]
    return {
        "module.yaml": modeline("module", 2) + _template("module.yaml", MODULE=ident),
        f"module.{source}.md": _template("module.md"),
        f"lessons/{lesson}.{source}.md": _template("lesson.md", LESSON=lesson, CHECK=f"\n[[check: {questions[0]}]]\n"),
        f"assignment.{source}.md": _template("assignment.md"),
        "questions.yaml": bank + "\n".join(asked),
    }


TYPES_FIRST = ("single", "order")
"""The types of the questions with which a module begins."""


def _question(kind: str, ident: str) -> str:
    example = (EXAMPLES / kind / "example.yaml").read_text(encoding="utf-8")
    return re.sub(r"^- id: \S+", f"- id: {ident}", example, count=1, flags=re.MULTILINE)


def _template(name: str, **names: str) -> str:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for mark, words in names.items():
        text = text.replace(mark, words)
    return text


def _open(directory: FilePath, module: str, ident: str) -> Draft:
    """Read a module, and refuse an id that it has or had."""
    files, shared = _read(directory)
    modules = files.below("modules")
    if module not in modules:
        raise NotThere(f"there is no module `{module}`; there are: {', '.join(sorted(modules))}")
    draft = read_draft(modules[module], module, shared)
    _refuse_form(ident)
    if ident in draft.outline.retired:
        raise Taken(f"`{ident}` is retired in {module}: answers of the past go by this id; take another")
    if ident in draft.bank.ids or ident in draft.lessons:
        raise Taken(f"`{ident}` is used in {module}; take another id")
    return draft


def _refuse_form(ident: str) -> None:
    if not ID.fullmatch(ident):
        raise Taken(f"`{ident}` is no id: use 2 to 48 small letters, digits and dashes, and begin with a letter")


def _read(directory: FilePath) -> tuple[Snapshot, Shared]:
    files = take_snapshot(directory)
    return files, read_shared(files, None)


def _text(path: FilePath) -> str:
    return TextFile(path).text


def _write(path: FilePath, text: str) -> None:
    file = TextFile(path)
    file.text = text
    file.write()


def _items(text: str) -> list[object]:
    found = value_of(text)
    return found if isinstance(found, list) else [] if found == "" else [found]
