"""What pydantic says about a question, in words for its author and at the field."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from app.content.document import Document
from app.content.findings import Notes, nearest
from app.questions.question import Path, Question

SAYINGS = {
    "missing": ("missing-field", "is missing", "write `{name}: ...`"),
    "string_type": ("wrong-value", "must be one text", "write it on one line"),
    "string_too_short": ("empty-text", "is empty", "write the words"),
    "string_pattern_mismatch": ("bad-id", "is no id", "use small letters, digits and dashes"),
    "dict_type": ("wrong-value", "must hold `key: text` lines", "write one line a key, moved in"),
    "tuple_type": ("wrong-value", "must be a list", "write [one, two]"),
    "list_type": ("wrong-value", "must be a list", "write [one, two]"),
    "decimal_parsing": ("wrong-value", "must be a number", "write only the number, with a point: 8.5"),
    "decimal_type": ("wrong-value", "must be a number", "write only the number, with a point: 8.5"),
    "int_parsing": ("wrong-value", "must be a whole number", "write only the number"),
    "value_error": ("wrong-value", "", ""),
}

PLACE_AND_FIELD = 2
"""The length of a path to a question's own field: its place in the bank, and the name."""


def note_faults(fault: ValidationError, kind: type[Question], document: Document, base: Path, notes: Notes) -> None:
    """Note each fault of a question whose text stands at `base` of the document."""
    for each in fault.errors(include_url=False):
        at_key = each["loc"][-1:] == ("[key]",)
        path: Path = tuple(step for step in each["loc"] if step != "[key]")
        name = str(path[-1]) if path else "question"
        if each["type"] == "extra_forbidden":
            _note_unknown(document, (*base, *path), name, kind, notes)
            continue
        code, saying, advice = _saying(each)
        spot = document.key((*base, *path)) if at_key else document.field((*base, *path))
        notes.error(spot, code, f"`{name}` {saying}", advice.format(name=name))


def _note_unknown(document: Document, path: Path, name: str, kind: type[Question], notes: Notes) -> None:
    known = list(kind.model_fields)
    inside = len(path) > PLACE_AND_FIELD
    advice = "remove it, or mend its name" if inside else nearest(name, known, f"this type has {', '.join(known)}")
    notes.error(document.key(path), "unknown-field", f"there is no field `{name}`", advice)


def _saying(each: Any) -> tuple[str, str, str]:
    code, saying, advice = SAYINGS.get(each["type"], ("wrong-value", "", ""))
    said = str(each["msg"]).removeprefix("Value error, ")
    return code, saying or f"is not right: {said[:1].lower()}{said[1:]}", advice
