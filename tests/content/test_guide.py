"""The guide for trainers: its examples are files, and these files are a course that nothing is wrong with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_group

from app.cli import content
from app.content.load import load
from app.content.models import Library
from app.content.schema import KINDS
from app.content.stamping import stamp
from app.questions.types import TYPES
from tests.content.test_schema import CONTENT, faults, kind_of

EXAMPLE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"^```", re.MULTILINE)
GUIDE = (CONTENT / "GUIDE.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in EXAMPLE.findall(GUIDE):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")
    stamp(tmp_path)
    return tmp_path


@pytest.fixture
def library(folder: Path) -> Library:
    return load(folder)


def test_every_example_names_its_file() -> None:
    assert 2 * len(EXAMPLE.findall(GUIDE)) == len(FENCE.findall(GUIDE))


def test_the_examples_are_a_course_without_mistakes(library: Library) -> None:
    assert [str(each) for each in library.findings if each.code not in ("not-translated", "lesson-unasked")] == []
    assert [each.id for each in library.published] == ["tidy-store"]


def test_they_fit_the_schemas(folder: Path) -> None:
    assert faults(folder) == []


def test_each_question_type_is_shown_as_new_writes_it(library: Library) -> None:
    assert {each.question.type for each in library.modules["tidy-store"].bank.values()} == set(TYPES)
    for kind in TYPES:
        example = Path(__file__).parents[2] / "app/questions/types" / kind / "example.yaml"
        assert example.read_text(encoding="utf-8") in GUIDE


def test_each_kind_of_file_is_shown(folder: Path) -> None:
    files = [each for each in folder.rglob("*") if each.suffix in (".md", ".yaml")]
    assert {kind_of(each) for each in files} == set(KINDS)


def test_the_commands_it_names_are_there() -> None:
    known = get_group(content.app).commands
    assert set(re.findall(r"`score content (\w+)", GUIDE)) <= known.keys()
