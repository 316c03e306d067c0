"""Judges the lines of a translator's file one by one: to be written, as they were, or refused with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.content.passages import passages, placeholders
from app.content.phrases import BODY, Phrase
from app.content.snapshot import ODD
from app.content.translation_csv import Line, cell, mark, value_like
from app.content.yaml_edits import Value

FEW = 3


class Refused(Exception):
    """A line is not taken; the message says why and what to do."""


@dataclass(frozen=True)
class Change:
    """New words for a phrase."""

    line: Line
    phrase: Phrase
    value: Value


def judge(line: Line, known: Mapping[str, Phrase]) -> Change | None:
    """Give the change that a line asks for, None where it asks for none. Raises Refused."""
    phrase = known.get(line.id)
    if phrase is None:
        raise Refused("there is no such text any more; export again, and move the words by hand")
    if not line.touched or line.translation == cell(phrase.translation):
        return None
    value = value_like(phrase.source, line.translation if phrase.path[0] == BODY else line.translation.strip())
    _refuse_old(line, phrase)
    _refuse_lost(line, phrase, value)
    return Change(line, phrase, value)


def _refuse_old(line: Line, phrase: Phrase) -> None:
    if line.source != cell(phrase.source).strip():
        raise Refused("the source has changed since the export; export again, and translate the new words")
    if mark(cell(phrase.translation)) != line.exported:
        raise Refused("the translation in the course has changed since the export; export again, and compare the two")


def _refuse_lost(line: Line, phrase: Phrase, value: Value) -> None:
    if not value:
        raise Refused("the cell is empty: a file never takes words away; remove them by hand if you mean it")
    if odd := ODD.search(line.translation):
        raise Refused(f"an invisible sign (U+{ord(odd[0]):04X}) stands in the cell; type the words again")
    if len(phrase.path) > 1 and phrase.path[0] == BODY and passages(line.translation) != [line.translation]:
        raise Refused("an empty line stands in the cell; keep it one paragraph, as the source is")
    _refuse_placeholders(cell(phrase.source), cell(phrase.translation), line.translation)


def _refuse_placeholders(source: str, before: str, after: str) -> None:
    """What a translation lacked before, or had too much, is for the checker to say: it is not this file's doing."""
    wanted, had, given = placeholders(source), placeholders(before), placeholders(after)
    if lost := wanted - given - ((wanted - had) if before else Counter()):
        raise Refused(f"lost from the translation: {_few(list(lost))}; copy it from the source as it is")
    if more := given - wanted - had:
        raise Refused(f"not in the source: {_few(list(more))}; take it out")


def _few(names: list[str]) -> str:
    return ", ".join(names[:FEW]) + (" ..." if len(names) > FEW else "")
