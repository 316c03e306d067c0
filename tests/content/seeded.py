"""Mistakes made on purpose: small edits of the valid course, each with the finding that must come of it.

The sign ‸ stands where the finding must point; it is taken out before the file is written. Where the place is another,
the code says it: `code:line:column`, or `code:file:line:column`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.content.findings import Finding
from tests.content.tree import spoil

M = "modules/meeting/"
YAML, BANK, FRENCH = f"{M}module.yaml", f"{M}questions.yaml", f"{M}questions.fr.yaml"
DAILY, DAILY_FR, BOARD = f"{M}lessons/daily.en.md", f"{M}lessons/daily.fr.md", f"{M}media/board.svg"
TASK = f"{M}assignment.en.md"
LONG = (
    "‸Many people who work in big and small firms all over the world meet each day "
    "with the others who work beside them to say what stops them."
)

Row = tuple[str, str, str, str]
"""The file, a piece of it, what stands there instead, and the code of the finding."""


def names(rows: Iterable[Row]) -> list[str]:
    """Name the rows of a table for the output of pytest."""
    return [f"{number}-{row[3]}" for number, row in enumerate(rows)]


def seed(tree: Path, row: Row) -> str:
    """Make a mistake and give the finding that is wanted, as `code file:line:column`."""
    file, old, new, wanted = row
    spoil(tree, file, old, new)
    text = (tree / file).read_bytes().decode()
    before, mark, after = text.partition("‸")
    (tree / file).write_bytes((before + after).encode())
    code, *place = wanted.split(":")
    if not place:
        assert mark, f"the row has no place: {row}"
        place = [file, str(before.count("\n") + 1), str(len(before) - before.rfind("\n"))]
    return f"{code} {':'.join(place if len(place) == 3 else [file, *place])}"


def told(findings: Iterable[Finding], severity: str) -> set[str]:
    """Give the findings of one severity as `code file:line:column`."""
    return {f"{each.code} {each.file}:{each.line}:{each.column}" for each in findings if each.severity == severity}
