"""Findings for programs: JSON, and SARIF as code hosts want it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.content.findings import Finding
from app.content.load import load
from app.content.reports import as_json, as_sarif
from app.content.rules import RULES
from tests.content.seeded import BANK, DAILY
from tests.content.tree import spoil

FINDINGS = [
    Finding("modules/a b/é.md", 3, 8, "error", "bad-link", "é", "no address", "write https://"),
    Finding("course.yaml", 1, 1, "warning", "module-unlisted", "", "not in the list", ""),
    Finding("course.yaml", 2, 1, "error", "bad-link", "", "no address", ""),
]


def sarif(above: str = "content") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(as_sarif(FINDINGS, above))
    return read


def test_json_has_all_that_a_finding_says() -> None:
    assert [Finding(**each) for each in json.loads(as_json(FINDINGS))] == FINDINGS


def test_sarif_has_what_the_standard_and_github_require() -> None:
    """OASIS SARIF 2.1.0, 3.13, 3.14, 3.18, 3.27 and 3.49; GitHub, "SARIF support for code scanning"."""
    log = sarif()
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["id"] in RULES
        assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))


def test_sarif_points_to_rule_file_line_and_column() -> None:
    (run,) = sarif()["runs"]
    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert rules == ["bad-link", "module-unlisted"]
    assert [rules[each["ruleIndex"]] for each in run["results"]] == [each.code for each in FINDINGS]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "error"]
    assert run["results"][0]["message"]["text"] == "é: no address -> write https://"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "content/modules/a%20b/%C3%A9.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 8},
    }


def test_a_content_folder_that_is_the_whole_repository_has_nothing_above_it() -> None:
    (run,) = sarif("")["runs"]
    assert run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "course.yaml"


def test_columns_count_code_points(tree: Path) -> None:
    """Signs beyond the 16-bit plane, accents made of two signs, and Arabic count one for each code point."""
    spoil(tree, BANK, "ask: What do you say?", "ask: 👷🏽 e\u0301 قل: what?")
    spoil(tree, DAILY, "Look at the [[term: board]]", "👷🏽 e\u0301 قل [[term: bord]]")
    found = {(each.code, each.column) for each in load(tree).errors}
    assert found == {("yaml-colon", 16), ("unknown-term", 27)}
