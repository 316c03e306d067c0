"""The schemas for editors: the real content fits them, mistakes do not, and they can never drift from the loader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.content.load import load
from app.content.schema import KINDS, schema
from app.content.schema_files import FOLDER, text_of, write_schemas
from app.content.sheet import CLOSED
from app.content.translate import translate
from app.questions.types import TYPES
from tests.content.tree import FILES, spoil
from tests.content.yaml12 import read

CONTENT = Path(__file__).parents[2] / "content"
SHEETS = {"module": "module-text", "assignment": "assignment"}
M = "modules/meeting/"


def kind_of(path: Path) -> str:
    """Name the kind of a file of the content by its name."""
    stem, *middle = path.name.split(".")[:-1]
    if path.suffix == ".md":
        return "lesson" if path.parent.name == "lessons" else SHEETS[stem]
    return f"{stem}-translation" if middle else stem


def value_in(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    front = CLOSED.match(text) if path.suffix == ".md" else None
    return read(front[1] if front else text)


def files_of(folder: Path) -> Iterator[Path]:
    yield from sorted(each for each in folder.rglob("*.yaml"))
    yield from sorted(each for each in folder.rglob("*.md") if each.name != "GUIDE.md")


def faults(folder: Path) -> list[str]:
    """Give what the schemas find in a content folder, as file and place."""
    checkers = {kind: Draft202012Validator(schema(kind)) for kind in KINDS}
    return [
        f"{path.relative_to(folder)}: {'/'.join(map(str, fault.absolute_path))}"
        for path in files_of(folder)
        for fault in checkers[kind_of(path)].iter_errors(value_in(path))
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_for_editors_are_up_to_date(kind: str) -> None:
    assert (CONTENT / FOLDER / f"{kind}.json").read_text(encoding="utf-8") == text_of(kind)


def test_every_yaml_file_names_its_schema() -> None:
    for path in CONTENT.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == CONTENT.resolve() / FOLDER / f"{kind_of(path)}.json"


def test_the_real_content_fits() -> None:
    assert len(list(files_of(CONTENT))) > 150
    assert faults(CONTENT) == []


def test_the_course_of_the_tests_fits(tree: Path) -> None:
    assert faults(tree) == []


MISTAKES = (
    (f"{M}questions.yaml", "type: number", "type: nummer", "2/type"),
    (f"{M}questions.yaml", "tolerance: 1", "tolerence: 1", "2"),
    (f"{M}questions.yaml", "  answer: team\n", "", "5"),
    (f"{M}questions.yaml", "answer: team", "answer: [team]", "5/answer"),
    (f"{M}questions.yaml", "audience: [manager]", "audience: [boss]", "5/audience/0"),
    (f"{M}questions.yaml", "tags: [meeting]", "tags: meeting", "0/tags"),
    (f"{M}questions.yaml", "tags: [meeting]", "points: 11", "0/points"),
    (f"{M}questions.yaml", "tags: [meeting]", "shuffle: maybe", "0/shuffle"),
    (f"{M}questions.yaml", "id: q-order", "id: Q order", "0/id"),
    (f"{M}questions.yaml", "      left: A rack\n", "", "4/pairs/one"),
    (f"{M}questions.fr.yaml", "  explain: La", "  answer: La", "q-order"),
    (f"{M}questions.fr.yaml", "q-order:", "Q order:", ""),
    (f"{M}module.yaml", "status: published", "status: live", "status"),
    (f"{M}module.yaml", "icon: handshake", "icon: hand", "icon"),
    (f"{M}module.yaml", "pass_mark: 80", "pass_mark: 180", "quiz/pass_mark"),
    (f"{M}module.yaml", "  worker:", "  workers:", "tracks"),
    (f"{M}module.yaml", "certificate: true", "certificate: perhaps", "certificate"),
    (f"{M}module.yaml", "prerequisites: []", "prerequisite: []", ""),
    (f"{M}lessons/daily.en.md", "minutes: 6", "minutes: 600", "minutes"),
    (f"{M}lessons/daily.en.md", "goal: Take", "gaol: Take", ""),
    (f"{M}lessons/daily.fr.md", "title: Dix", "status: ready\ntitle: Dix", "status"),
    (f"{M}module.en.md", "summary: You", "sumary: You", ""),
    (f"{M}assignment.en.md", "minutes: 30", "minutes: long", "minutes"),
    ("course.yaml", "source: en", "source: english", "source"),
    ("course.yaml", "modules: [meeting, walk]", "module: [meeting]", ""),
    ("glossary.yaml", "  meaning: A", "  meening: A", "board"),
    ("facts.yaml", "standing: read", "standing: sure", "f-hurt/standing"),
    ("facts.yaml", "  year: 2023\n", "", "f-hurt"),
)


@pytest.mark.parametrize(("file", "old", "new", "place"), MISTAKES)
def test_a_mistake_is_found_where_it_is_and_by_the_checker_too(
    tree: Path, file: str, old: str, new: str, place: str
) -> None:
    spoil(tree, file, old, new)
    found = faults(tree)
    assert any(each == f"{file}: {place}" for each in found), found
    assert all(each.startswith(f"{file}: ") for each in found)
    assert any(each.file == file for each in load(tree).errors)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"{M}questions.yaml", "boss: The boss", "boss: 12"),
        (f"{M}questions.yaml", "boss: The boss", "boss: true"),
        (f"{M}questions.yaml", "boss: The boss", "boss: 08:30"),
        (f"{M}questions.yaml", "boss: The boss", 'boss: "8.50"'),
        (f"{M}questions.yaml", "accept: [stop]", "accept: [stop, 112, no]"),
        (f"{M}questions.yaml", "answer: 10", 'answer: "10"'),
        (f"{M}questions.yaml", "answer: 10", "answer: 10.0"),
        (f"{M}questions.yaml", "tags: [meeting]", "shuffle: no\n  tags: [5]"),
        (f"{M}module.yaml", "certificate: true", "certificate: yes"),
        (f"{M}module.yaml", "retired_ids: [q-old]", "retired_ids:"),
        (f"{M}module.yaml", "pass_mark: 80", 'pass_mark: "80"\n  attempts: unlimited'),
        (f"{M}lessons/daily.en.md", "title: Ten minutes", "title: 10"),
        (f"{M}lessons/daily.en.md", "minutes: 6", "minutes: 60"),
        ("facts.yaml", "number: 395", "number: 3.5"),
    ],
)
def test_words_that_look_like_something_else_to_an_editor_fit(tree: Path, file: str, old: str, new: str) -> None:
    """Each value is text to the loader, whatever YAML 1.2 takes it for."""
    spoil(tree, file, old, new)
    assert faults(tree) == []
    assert [
        str(each) for each in load(tree).errors if each.file == file and each.code in ("wrong-value", "wrong-kind")
    ] == []


@pytest.mark.parametrize(
    ("file", "name", "low", "high"),
    [
        (f"{M}lessons/daily.en.md", "minutes: 6", 1, 60),
        (f"{M}assignment.en.md", "minutes: 30", 1, 600),
        (f"{M}module.yaml", "  pass_mark: 80", 1, 100),
        (f"{M}module.yaml", "  draw: 2", 1, 100),
        (f"{M}module.yaml", "    action: 1", 1, 100),
    ],
)
def test_numbers_end_where_the_loader_ends_them(tree: Path, file: str, name: str, low: int, high: int) -> None:
    field = name.partition(":")[0]
    for number in (low - 1, low, high, high + 1):
        spoil(tree, file, name, f"{field}: {number}")
        refused = any(each.code == "wrong-value" and each.file == file for each in load(tree).errors)
        assert refused == bool(faults(tree)) == (not low <= number <= high), number
        spoil(tree, file, f"{field}: {number}", name)


@pytest.mark.parametrize("name", TYPES)
def test_a_question_may_have_all_fields_of_its_type_and_no_other(name: str) -> None:
    described = schema("questions")["$defs"][name]
    assert set(described["properties"]) == set(TYPES[name].model_fields)
    assert described["additionalProperties"] is False


def test_skeletons_of_translations_fit_and_name_their_schema(tree: Path) -> None:
    made = translate(tree, "meeting", "ar")
    assert faults(tree) == []
    (bank,) = (name for name in made if name.endswith(".yaml"))
    assert (
        (tree / bank)
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=../../.schema/questions-t")
    )


def test_writing_says_what_has_changed(tree: Path) -> None:
    assert len(write_schemas(tree)) == len(KINDS)
    assert write_schemas(tree) == []
    assert load(tree).errors == ()


def test_the_tree_of_the_tests_has_every_kind_but_one() -> None:
    assert {kind_of(Path(name)) for name in FILES if not name.endswith(".svg")} >= set(KINDS) - {"facts-translation"}
