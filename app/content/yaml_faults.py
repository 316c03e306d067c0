"""What a YAML parser says, in words for people who write lessons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.content.findings import TOP, Notes, Spot


class Fault(NamedTuple):
    """A fault of the parser where the author should look, as a code, a sentence and what to write instead."""

    spot: Spot
    code: str
    sentence: str
    advice: str


SAYINGS = (
    (
        "mapping values are not allowed",
        "yaml-colon",
        "a colon and a space inside a sentence",
        'put the sentence in quotes: "..."',
    ),
    ("found a tab", "yaml-tab", "a tab stands here", "use spaces to move a line in"),
    ("unexpected end of stream", "yaml-quote", "this quote is never closed", "close it with the same sign, \" or '"),
    (
        "unknown escape",
        "yaml-escape",
        "a \\ inside double quotes means something else",
        "use single quotes, or leave the \\ out",
    ),
    ("cannot start any token", "yaml-sign", "a value cannot begin with this sign", "put the value in quotes"),
    (
        "did not find expected ',' or '}'",
        "yaml-brace",
        "this { is not closed",
        "close it with }, or write one field a line",
    ),
    ("did not find expected ',' or ']'", "yaml-bracket", "this [ is not closed", "close it with ]"),
    (
        "could not find expected ':'",
        "yaml-no-colon",
        "this line has no `name:`",
        "move it in as far as the text it goes on from",
    ),
    (
        "did not find expected '-'",
        "yaml-dash",
        "a list ends here without warning",
        "begin the line with `- ` or move it in",
    ),
    ("block sequence entries", "yaml-dash", "a list cannot begin on the line of its name", "begin it on the next line"),
    (
        "expected comment or line break",
        "yaml-block",
        "text follows | or > on the same line",
        "begin the text on the next line",
    ),
)
INDENT = (
    "this line is moved in too much or too little",
    "line it up with its neighbours; quote a text that holds a colon",
)
OPENED = ("yaml-quote", "yaml-brace", "yaml-bracket")
"""Faults that are pointed at where the thing was opened."""
LONE_WORD = re.compile(r"\s*(- )?[\w-]+")


def explain(fault: Any, text: str) -> Fault:
    """Say what the parser stumbled over, and where the author should look."""
    problem = str(getattr(fault, "problem", None) or fault)
    mark, context = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    if "unacceptable character" in problem:
        return Fault(
            _control(text), "yaml-character", "an invisible character stands here", "delete it and type it again"
        )
    spot = _spot(mark)
    if "mapping values" in problem and LONE_WORD.fullmatch(_before(spot, text)):
        return Fault(_start(spot, text), "yaml-indent", *INDENT)
    for saying, code, sentence, advice in SAYINGS:
        if saying in problem:
            return Fault(_spot(context) if code in OPENED else spot, code, sentence, advice)
    return _misplaced(spot, text)


def _misplaced(spot: Spot, text: str) -> Fault:
    """What is not where it should be: after a closed quote on the same line, else moved in too much or too little."""
    if "'" in _before(spot, text) or '"' in _before(spot, text):
        advice = "use the other kind of quote, \" or ', around the whole"
        return Fault(spot, "yaml-quote", "the quote was closed before this", advice)
    return Fault(spot, "yaml-indent", *INDENT)


def _before(spot: Spot, text: str) -> str:
    lines = text.splitlines()
    return lines[spot.line - 1][: spot.column - 1] if spot.line <= len(lines) else ""


def _start(spot: Spot, text: str) -> Spot:
    before = _before(spot, text)
    return Spot(spot.line, len(before) - len(before.lstrip()) + 1)


def _spot(mark: Any) -> Spot:
    return Spot(mark.line + 1, mark.column + 1) if mark else TOP


def _control(text: str) -> Spot:
    for number, line in enumerate(text.split("\n"), 1):
        for column, sign in enumerate(line, 1):
            if not (sign.isprintable() or sign in "\t\r"):
                return Spot(number, column)
    return TOP


def hash_cut(text: str, values: Mapping[Any, Spot], offset: int, notes: Notes) -> None:
    """Warn where ` #3` cut a sentence: YAML takes it for a remark. Real remarks have a space after the sign."""
    if " #" not in text:
        return
    lines = text.splitlines()
    for spot in set(values.values()):
        line = lines[spot.line - 1 - offset] if spot.line - 1 - offset < len(lines) else ""
        cut = re.search(r"\s#\w", line[spot.column - 1 :])
        if cut and line[spot.column - 1 : spot.column] not in ("'", '"', "|", ">"):
            where = Spot(spot.line, spot.column + cut.start() + 1)
            notes.warning(where, "hash-cut", "everything after # is lost", "put the sentence in quotes")
