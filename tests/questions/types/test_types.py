from __future__ import annotations

from pathlib import Path

import pytest

from app.questions import types
from app.questions.types import TYPES, UnknownType, question_from
from tests.questions.bank import BANK

FOLDERS = [each for each in Path(types.__file__).parent.iterdir() if each.is_dir() and each.name != "__pycache__"]


def test_every_folder_is_a_type() -> None:
    assert sorted(TYPES) == sorted(folder.name for folder in FOLDERS)
    assert sorted(TYPES) == [
        *("cloze", "match", "multiple", "number", "order", "reflection"),
        *("scenario", "single", "survey", "text", "truefalse"),
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_type_has_its_templates(folder: Path) -> None:
    assert (folder / "form.html").is_file()
    assert (folder / "review.html").is_file()


def test_the_bank_has_one_of_each_type() -> None:
    assert {raw["type"] for raw in BANK} == set(TYPES)
    assert [type(question_from(raw)) for raw in BANK] == [TYPES[raw["type"]] for raw in BANK]


def test_an_unknown_type_is_told_with_its_nearest_names() -> None:
    with pytest.raises(UnknownType, match="singel") as caught:
        question_from({"id": "q-x", "type": "singel", "ask": "?"})
    assert (caught.value.name, caught.value.nearest) == ("singel", ("single",))


@pytest.mark.parametrize("raw", [{}, {"type": ["single"]}, {"type": "hologram"}])
def test_without_a_known_name_all_types_are_named(raw: dict[str, object]) -> None:
    with pytest.raises(UnknownType, match=", ".join(TYPES)) as caught:
        question_from(raw)
    assert caught.value.nearest == ()


def test_the_common_fields_are_read_from_text() -> None:
    fields = {
        "points": "3",
        "shuffle": "no",
        "retired": "yes",
        "audience": ["manager"],
        "tags": ["safety"],
        "see": "one",
    }
    question = question_from({**BANK[0], **fields})
    assert (question.points, question.shuffle, question.retired) == (3, False, True)
    assert (question.audience, question.tags, question.see) == (("manager",), ("safety",), "one")
