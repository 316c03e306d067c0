"""Reads the fields of a mapping by name and kind, and notes every fault at the field itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.content.document import Document
from app.content.findings import Notes, nearest
from app.questions.question import TRACKS, Path, Track

ID = re.compile(r"[a-z][a-z0-9-]{1,47}")


def whole_number(value: object) -> int | None:
    """Read a whole number of up to nine digits; None where it is none."""
    plain = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10
    return int(str(value)) if plain else None


class Fields:
    """The fields at one path of a document. Each reading gives a value of its kind, or the default after a note."""

    def __init__(self, document: Document, notes: Notes, path: Path = ()) -> None:
        found = document.get(path)
        self.document, self.notes, self.path = document, notes, path
        self.found: Mapping[str, Any] = found if isinstance(found, dict) else {}
        if not isinstance(found, dict):
            notes.error(document.at(path), "not-fields", "fields are wanted here", "write `name: value`, one a line")

    def only(self, known: Sequence[str]) -> None:
        """Refuse fields that the format does not have."""
        for name in self.found:
            if name not in known:
                advice = nearest(name, known, f"the fields here are {', '.join(known)}")
                self.notes.error(
                    self.document.key((*self.path, name)), "unknown-field", f"there is no field `{name}`", advice
                )

    def words(self, name: str, need: bool = True) -> str:
        """Read a text. "" where there is none."""
        value = self.found.get(name, "")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        if not isinstance(value, str):
            self.wrong(name, "must be one text", "write it on one line")
        elif need:
            self.missing(name)
        return ""

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Read a whole number from `low` to `high`; without a default the field is needed."""
        value = self.found.get(name)
        if value is None and default is not None:
            return default
        if value is None:
            self.missing(name)
        else:
            found = whole_number(value)
            if found is not None and low <= found <= high:
                return found
            self.wrong(name, f"must be a whole number from {low} to {high}", "write only the number")
        return default if default is not None else low

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """Read one of a few words."""
        value = self.found.get(name, default)
        if value in choices:
            return str(value)
        self.wrong(name, f"must be one of {', '.join(choices)}", nearest(str(value), choices))
        return default

    def switch(self, name: str, default: bool = False) -> bool:
        """Read yes or no; the format of the course also lets true and false stand."""
        words = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}
        return words[self.choice(name, list(words), "yes" if default else "no")] == "yes"

    def id(self, name: str, need: bool = True) -> str:
        """Read an id: a short word of small letters, digits and dashes."""
        value = self.words(name, need)
        if value and not ID.fullmatch(value):
            self.wrong(name, f"`{value}` is no id", "use 2 to 48 small letters, digits and dashes; begin with a letter")
        return value

    def list(self, name: str) -> tuple[str, ...]:
        """Read a list of words; "" counts as an empty one."""
        value = self.found.get(name, [])
        if value == "":
            return ()
        if isinstance(value, list) and all(isinstance(each, str) and each for each in value):
            return tuple(value)
        self.wrong(name, "must be a list", "write [one, two]")
        return ()

    def audience(self) -> tuple[Track, ...]:
        """Read for whom something is; both tracks where nothing is said."""
        named = self.list("audience")
        for number, each in enumerate(named):
            if each not in TRACKS:
                self.wrong_item(
                    "audience", number, "unknown-audience", f"there is no audience `{each}`", nearest(each, TRACKS)
                )
        return tuple(each for each in TRACKS if each in named) or TRACKS

    def missing(self, name: str) -> None:
        """Note that a needed field is not there."""
        spot = self.document.key((*self.path, name)) if name in self.found else self.document.at(self.path)
        self.notes.error(spot, "missing-field", f"`{name}` is missing", f"write `{name}: ...`")

    def wrong(self, name: str, sentence: str, advice: str = "", code: str = "wrong-value") -> None:
        """Note that a field does not hold what it should."""
        self.notes.error(self.document.field((*self.path, name)), code, f"`{name}` {sentence}", advice)

    def wrong_item(self, name: str, item: int | str, code: str, sentence: str, advice: str = "") -> None:
        """Note that one item of a list, or one field of a mapping, is not what it should be."""
        self.notes.error(self.document.field((*self.path, name, item)), code, sentence, advice)
