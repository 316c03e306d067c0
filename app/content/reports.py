"""Findings for people and for machines: lines of text, JSON, and SARIF for the notes that code hosts show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from app.content.findings import Finding
from app.content.rules import reason

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(findings: Sequence[Finding]) -> str:
    """Give the findings as a JSON list; lines and columns count from 1, columns in Unicode code points."""
    return json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=1)


def as_sarif(findings: Sequence[Finding], above: str) -> str:
    """Give the findings as SARIF 2.1.0 (OASIS, 27 March 2020) with what GitHub's code scanning asks for.

    `above` is the path from the root of the repository to the content folder, "" where they are the same.
    """
    codes = sorted({each.code for each in findings})
    run = {
        "tool": {"driver": _driver(codes)},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), above) for each in findings],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _driver(codes: Sequence[str]) -> dict[str, Any]:
    return {"name": "score content check", "version": version("score-learn"), "rules": [_rule(each) for each in codes]}


def _rule(code: str) -> dict[str, Any]:
    why = {"text": reason(code)}
    name = {"text": code.replace("-", " ").capitalize()}
    return {"id": code, "shortDescription": name, "fullDescription": why, "help": why}


def _result(finding: Finding, rule: int, above: str) -> dict[str, Any]:
    subject = f"{finding.subject}: " if finding.subject else ""
    advice = f" -> {finding.advice}" if finding.advice else ""
    file = f"{above}/{finding.file}" if above else finding.file
    place = {
        "artifactLocation": {"uri": quote(file), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": f"{subject}{finding.sentence}{advice}"},
        "locations": [{"physicalLocation": place}],
    }
