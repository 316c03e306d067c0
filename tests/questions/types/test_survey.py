from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.questions.question import Unreadable
from app.questions.types.survey.question import Survey
from tests.questions.bank import SURVEY, changed, codes

SCALE = {"low": "Not at all", "high": "Very"}


def survey(**fields: Any) -> Survey:
    question = changed(SURVEY, **fields)
    assert isinstance(question, Survey)
    return question


def test_options_stand_as_the_author_wrote_them() -> None:
    for seed in range(5):
        assert [line.text for line in survey().present(str(seed)).lines] == ["Everybody", "Some", "Nobody"]
    assert survey().read({"s-voice": ["3"]}, "s") == "knone"


def test_a_scale_has_five_points_and_words_at_its_ends() -> None:
    question = survey(options=None, scale=SCALE)
    assert [line.text for line in question.present("").lines] == ["1: Not at all", "2", "3", "4", "5: Very"]
    assert question.read({"s-voice": ["5"]}, "") == "5"


@pytest.mark.parametrize(
    "form", [{}, {"s-voice": ["4"]}, {"s-voice": ["kall"]}, {"s-voice": ["1", "2"]}, {"choice": ["1"]}]
)
def test_no_choice_is_no_answer(form: dict[str, list[str]]) -> None:
    with pytest.raises(Unreadable, match="choose-one"):
        survey().read(form, "s")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"scale": SCALE}, [("options", "survey-kind")]),
        ({"options": None}, [("ask", "survey-kind")]),
        ({"options": {"kall": "Everybody"}}, [("options", "one-option")]),
        ({"options": {"kall": "One", "ksome": "one"}}, [("options.ksome", "same-texts")]),
        ({"critical": "yes"}, [("critical", "never-marked")]),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(survey(**fields)) == found


def test_free_text_is_not_offered() -> None:
    with pytest.raises(ValidationError):
        survey(accept=["anything"])
