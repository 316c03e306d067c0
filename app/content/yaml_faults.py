"""What a YAML parser says, in words for people who write lessons."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    ("alphabetic or numeric character", "yaml-sign", "a value cannot begin with this sign", "put the value in quotes"),
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
OPENED = ("yaml-quote", "yaml-brace", "yaml-bracket", "yaml-no-colon")
"""Faults that are pointed at where the thing was begun."""
CUT = re.compile(r"[ \t]+#(?=\w)")
LONE_WORD = re.compile(r"\s*(- )?[\w-]+")


def explain(fault: Any, text: str) -> Fault:
    """Say what the parser stumbled over, and where the author should look."""
    problem = str(getattr(fault, "problem", None) or fault)
    mark, context = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    spot = _inside(_spot(mark), text)
    if "expected node content" in problem and (opened := _left_open(text)):
        return opened
    if "mapping values" in problem and LONE_WORD.fullmatch(_before(spot, text)):
        return Fault(_start(spot, text), "yaml-indent", *INDENT)
    if "any token" in problem and _sign_at(spot, text) == "\t":
        problem = "found a tab"
    for saying, code, sentence, advice in SAYINGS:
        if saying in problem:
            return Fault(_inside(_spot(context), text) if code in OPENED else spot, code, sentence, advice)
    return _misplaced(spot, text)


def _inside(spot: Spot, text: str) -> Spot:
    """What is only missed at the end of the file is told where the last words end."""
    lines = text.rstrip("\n").split("\n")
    last = Spot(len(lines), len(lines[-1]) + 1)
    return spot if spot.line <= text.count("\n") + 1 and spot < (len(lines) + 1, 1) else last


def _left_open(text: str) -> Fault | None:
    """Find the bracket after which a file ends, or goes on as if there were none."""
    found = re.search(r"[\[{][^\]}]*\Z", text)
    if not found:
        return None
    above = text[: found.start()]
    spot = Spot(above.count("\n") + 1, found.start() - above.rfind("\n"))
    code = "yaml-bracket" if found[0][0] == "[" else "yaml-brace"
    sentence, advice = next((each[2], each[3]) for each in SAYINGS if each[1] == code)
    return Fault(spot, code, sentence, advice)


def _misplaced(spot: Spot, text: str) -> Fault:
    """What is not where it should be: after a closed quote on the same line, else moved in too much or too little."""
    if (sign := _sign_at(spot, text)) in ("]", "}"):
        return Fault(spot, "yaml-bracket", f"this {sign} closes nothing", "delete it, or put the text in quotes")
    if "'" in _before(spot, text) or '"' in _before(spot, text):
        advice = "use the other kind of quote, \" or ', around the whole"
        return Fault(spot, "yaml-quote", "the quote was closed before this", advice)
    return Fault(spot, "yaml-indent", *INDENT)


def _before(spot: Spot, text: str) -> str:
    lines = text.split("\n")
    return lines[spot.line - 1][: spot.column - 1] if spot.line <= len(lines) else ""


def _sign_at(spot: Spot, text: str) -> str:
    lines = text.split("\n")
    return lines[spot.line - 1][spot.column - 1 : spot.column] if spot.line <= len(lines) else ""


def _start(spot: Spot, text: str) -> Spot:
    before = _before(spot, text)
    return Spot(spot.line, len(before) - len(before.lstrip()) + 1)


def _spot(mark: Any) -> Spot:
    return Spot(mark.line + 1, mark.column + 1) if mark else TOP


def note_cuts(text: str, ends: Iterable[Spot], offset: int, notes: Notes) -> None:
    """Warn where ` #3` cut a sentence: YAML takes it for a remark. Real remarks have a space after the sign.

    `ends` are the places behind values without quotes, counted from 1 in `text`.
    """
    if " #" not in text and "\t#" not in text:
        return
    lines = text.split("\n")
    for end in ends:
        cut = CUT.match(lines[end.line - 1], end.column - 1) if end.line <= len(lines) else None
        if cut:
            where = Spot(end.line + offset, cut.end())
            notes.warning(where, "hash-cut", "everything after # is lost", "put the sentence in quotes")
