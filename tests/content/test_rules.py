"""Each rule has its help, each help its rule, and each rule a mistake that shows it."""

from __future__ import annotations

import ast
from pathlib import Path

from app.content.rules import RULES, reason
from tests.content import test_mistakes, test_mistakes_around

APP = Path(__file__).parents[2] / "app"
SEEDED_ELSEWHERE = {
    *("bom", "crlf", "not-utf8", "unreadable", "no-content", "no-file"),  # whole files
    *("answer-place", "many-truefalse", "prerequisite-hidden"),  # several edits
    *("module-heavy", "picture-big", "picture-kind", "picture-too-big"),  # photos
    *("answer-changed", "id-gone", "id-reused", "options-changed", "retired-dropped", "title-changed"),  # two states
    *("yaml-deep", "not-a-list"),  # whole files
}


def test_every_rule_is_shown_by_a_mistake() -> None:
    tables = (test_mistakes, test_mistakes_around)
    seeded = {row[3].partition(":")[0] for table in tables for row in (*table.ERRORS, *table.WARNINGS)}
    assert seeded <= RULES.keys()
    assert RULES.keys() - seeded - SEEDED_ELSEWHERE == set()


def test_no_help_is_for_a_rule_that_is_gone() -> None:
    words = set()
    for file in [*(APP / "content").rglob("*.py"), *(APP / "questions").rglob("*.py")]:
        if file.name != "rules.py":
            tree = ast.walk(ast.parse(file.read_text()))
            words |= {each.value for each in tree if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    assert RULES.keys() - words == set()


def test_a_rule_of_a_new_question_type_speaks_for_itself() -> None:
    assert reason("no-such-rule")
