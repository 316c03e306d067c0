from __future__ import annotations

from typing import Any

import pytest

from app.questions.question import Unreadable
from tests.questions.bank import REFLECTION, changed, codes


def test_lines_are_kept_and_control_characters_are_not() -> None:
    assert changed(REFLECTION).read({"typed": [" one\r\n\r\ntwo\x07\ud800 "]}, "s") == "one\n\ntwo"


def test_what_is_too_long_is_cut() -> None:
    assert len(str(changed(REFLECTION).read({"typed": ["é" * 5000]}, "s"))) == 2000


@pytest.mark.parametrize("form", [{}, {"typed": [""]}, {"typed": [" \n\t "]}, {"typed": ["a", "b"]}])
def test_nothing_written_is_nothing_to_keep(form: dict[str, list[str]]) -> None:
    with pytest.raises(Unreadable, match="text"):
        changed(REFLECTION).read(form, "s")


def test_nothing_is_ever_earned() -> None:
    assert changed(REFLECTION).mark("I would ask.") == 0.0
    assert changed(REFLECTION).PURPOSE == "reflect"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"points": "2"}, [("points", "never-marked")]),
        ({"critical": "yes"}, [("critical", "never-marked")]),
        ({"explain": "So."}, [("explain", "never-marked")]),
        ({"why": {"yes": "No."}}, [("why.yes", "unused-why")]),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(changed(REFLECTION, **fields)) == found
