"""YAML read as text: every value stays the words that the author typed, and every field knows its line and column.

A usual YAML load turns `No` into False, `8:30` into 510 and `1.10` into 1.1, and keeps the last of two equal keys.
Here the schema gives the type, two equal keys are an error, and anchors, aliases and tags are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events as ev

from app.content.findings import TOP, Notes, Spot
from app.content.snapshot import ODD
from app.content.yaml_faults import explain, note_cuts
from app.questions.question import Path

PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """A YAML text as nested dicts, lists and strings, with the place of each value and of each key."""

    value: Any
    values: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)

    def at(self, path: Path) -> Spot:
        """Find a value; where it is missing, the nearest thing that should hold it."""
        return self._nearest(path, self.values)

    def key(self, path: Path) -> Spot:
        """Find the key of a field (of a list item, the item)."""
        return self.keys.get(path) or self.at(path)

    def field(self, path: Path) -> Spot:
        """Find a field for a message about what is in it: a scalar or list where it stands, a mapping at its key."""
        value = self.get(path)
        return self.key(path) if isinstance(value, dict) or value in ("", None) else self.at(path)

    def get(self, path: Path) -> Any:
        """Give the value at a path, or None."""
        value = self.value
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def _nearest(self, path: Path, spots: dict[Path, Spot]) -> Spot:
        while path and path not in spots:
            path = path[:-1]
            if path in self.keys:
                return self.keys[path]
        return spots.get(path, TOP)


def read(text: str, notes: Notes, line: int = 1) -> Document | None:
    """Read YAML that begins at `line` of the file. None where it cannot be read; `notes` then says why."""
    before = len(notes.found)
    reader = _Reader(notes, line - 1)
    try:
        document = reader.document(iter(PARSER(text).get_event, None))
    except yaml.YAMLError as fault:
        reader.note_fault(fault, text)
        return None
    except RecursionError:
        notes.error(Spot(line, 1), "yaml-deep", "too many things inside each other", "write it flatter")
        return None
    note_cuts(text, reader.ends, line - 1, notes)
    broken = any(each.severity == "error" for each in notes.found[before:])
    return None if broken else document


class _Reader:
    """Builds a document from the parser's events."""

    def __init__(self, notes: Notes, offset: int) -> None:
        self.notes = notes
        self.offset = offset
        self.result = Document("")
        self.ends: list[Spot] = []

    def document(self, events: Iterator[Any]) -> Document:
        for event in events:
            if isinstance(event, ev.DocumentStartEvent):
                self.result.value = self.node(next(events), events, ())
                break
        self.refuse_second(events)
        return self.result

    def node(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self.result.values[path] = self.spot(event)
        self.refuse_trick(event)
        if isinstance(event, ev.MappingStartEvent):
            return self.mapping(event, events, path)
        if isinstance(event, ev.SequenceStartEvent):
            return self.sequence(events, path)
        if isinstance(event, ev.ScalarEvent) and event.implicit[0] and event.value:
            end: Any = event.end_mark
            self.ends.append(Spot(end.line + 1, end.column + 1))
        elif isinstance(event, ev.ScalarEvent) and ODD.search(event.value):
            self.notes.error(self.spot(event), "yaml-escape", "a \\ makes an invisible sign here", "use single quotes")
        return getattr(event, "value", "")

    def refuse_trick(self, event: Any) -> None:
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            what = "an alias (*)" if isinstance(event, ev.AliasEvent) else "an anchor (&) or a tag (!)"
            advice = "write the text out, in quotes if it begins so"
            self.notes.error(self.spot(event), "yaml-trick", f"{what} is not used here", advice)

    def mapping(self, start: Any, events: Iterator[Any], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, ev.MappingEndEvent):
                break
            key, spot = self.key(event, events), self.spot(event)
            here = (*path, key)
            if key in found:
                self.notes.error(spot, "key-twice", f"`{key}` stands here twice", "keep one of the two")
            self.result.keys[here] = spot
            value = next(events)
            self.refuse_split_sentence(start, value, key, spot)
            found[key] = self.node(value, events, here)
        return found

    def key(self, event: Any, events: Iterator[Any]) -> str:
        if isinstance(event, ev.ScalarEvent):
            self.refuse_trick(event)
            return str(event.value)
        self.notes.error(self.spot(event), "yaml-key", "a field's name must be one word", "write `name: text`")
        return str(self.node(event, events, ("?",)))

    def sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, ev.SequenceEndEvent):
                break
            found.append(self.node(event, events, (*path, len(found))))
        return found

    def refuse_split_sentence(self, start: Any, value: Any, key: str, spot: Spot) -> None:
        if start.flow_style and isinstance(value, ev.ScalarEvent) and value.implicit[0] and value.value == "":
            self.notes.error(
                spot,
                "comma-in-braces",
                f"`{key}` has no value: inside {{ }} a comma ends the sentence",
                "write one field a line, without { }",
            )

    def refuse_second(self, events: Iterator[Any]) -> None:
        for event in events:
            if isinstance(event, ev.DocumentStartEvent):
                self.notes.error(self.spot(event), "yaml-two", "a second document begins here (---)", "remove the ---")

    def spot(self, event: Any) -> Spot:
        return Spot(event.start_mark.line + 1 + self.offset, event.start_mark.column + 1)

    def note_fault(self, fault: yaml.YAMLError, text: str) -> None:
        place, code, sentence, advice = explain(fault, text)
        self.notes.error(Spot(place.line + self.offset, place.column), code, sentence, advice)
