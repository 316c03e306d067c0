"""Reading a question's form: lines by the number under which they were shown, and text as it was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from app.questions.question import Form

TYPED = "typed"
"""The form field that holds what a learner typed."""

LIMIT = 200
"""The most characters of a typed answer that are kept."""


def numbered(keys: Iterable[str]) -> dict[str, str]:
    """Give the keys by the numbers that stand for them in the form: "1" for the first shown, and so on."""
    return {str(number): key for number, key in enumerate(keys, start=1)}


def one_value(form: Form, field: str) -> str:
    """Give the field's value; empty where it is missing or was sent more than once."""
    values = form.get(field, ())
    return values[0] if len(values) == 1 else ""


def typed_text(form: Form, field: str = TYPED) -> str:
    """Give what was typed, in one line, at most LIMIT characters, without the control characters no database takes."""
    kept = (" " if each.isspace() else each for each in one_value(form, field))
    line = "".join(each for each in kept if unicodedata.category(each) not in {"Cc", "Cs"})
    return " ".join(line.split())[:LIMIT].rstrip()
