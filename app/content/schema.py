"""JSON Schemas (2020-12) of the content's files, for editors: made from what the loader itself reads them by.

Editors read YAML 1.2, where `yes` is a word but `true`, `12` and `8.5` are not. The loader takes every value as the
words that were typed; so wherever words are wanted, these schemas let a number or a truth value stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from app.content import lessons, outline, shared
from app.content.fields import ID
from app.content.models import Feedback, Status
from app.content.question_schema import Schema, of_type, whole
from app.questions.question import TRACKS
from app.questions.types import TYPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": ["string", "number", "boolean"]}
WORDS: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
IDENT: Schema = {"type": "string", "pattern": f"^{ID.pattern}$"}
IDENTS: Schema = {"type": ["array", "null"], "items": IDENT, "uniqueItems": True}
SWITCH: Schema = {"enum": ["yes", "no", True, False]}
AUDIENCE: Schema = {"type": ["array", "null"], "items": {"enum": list(TRACKS)}, "uniqueItems": True}
STAMP: Schema = {"type": "string"}
DRAFT: Schema = {"enum": ["draft", "published"]}


def fields(names: Sequence[str], known: dict[str, Schema], needed: Sequence[str] = ()) -> Schema:
    """Describe a mapping that has these fields alone. A name that nothing is known about raises KeyError."""
    properties = {name: known[name] for name in names}
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def by_id(entry: Schema) -> Schema:
    """Describe a mapping of ids to entries."""
    return {"type": "object", "propertyNames": IDENT, "additionalProperties": entry}


ABOUT: dict[str, Schema] = {
    "id": IDENT,
    "title": WORDS,
    "goal": WORDS,
    "summary": WORDS,
    "audience": AUDIENCE,
    "minutes": whole(1, 60),
    "revision": whole(1, 9999),
    "glossary": IDENTS,
    "sources": IDENTS,
    **dict.fromkeys(("need", "audio", "transcript", "author", "reviewed"), TEXT),
    "source": STAMP,
    "status": DRAFT,
}
COURSE: dict[str, Schema] = {
    "source": {"type": "string", "pattern": f"^{shared.LANGUAGE.pattern}$"},
    "languages": {
        "type": "object",
        "propertyNames": {"pattern": f"^{shared.LANGUAGE.pattern}$"},
        "additionalProperties": {"type": ["array", "null"], "items": {"type": "string"}},
    },
    "modules": IDENTS,
    "retired_ids": IDENTS,
}
QUIZ: dict[str, Schema] = {
    "draw": whole(1, 100),
    "pass_mark": whole(1, 100),
    "attempts": {"anyOf": [{"const": "unlimited"}, *whole(1, 100)["anyOf"]]},
    "feedback": {"enum": list(get_args(Feedback))},
    "must_include": IDENTS,
    "from": {"type": "object", "additionalProperties": whole(1, 100)},
    "minutes": TEXT,
}
MODULE: dict[str, Schema] = {
    "id": IDENT,
    "status": {"enum": list(get_args(Status))},
    "icon": {"enum": list(outline.ICONS)},
    "prerequisites": IDENTS,
    "tracks": {"type": "object", "properties": dict.fromkeys(TRACKS, IDENTS), "additionalProperties": False},
    "quiz": fields(outline.QUIZ, QUIZ, ("draw", "pass_mark")),
    "assignment": IDENT,
    "assignment_required": SWITCH,
    "certificate": SWITCH,
    "retired_ids": IDENTS,
}
ENTRY: dict[str, Schema] = {
    **dict.fromkeys((*shared.FACT, *shared.TERM_WORDS), WORDS),
    "number": TEXT,
    "standing": {"enum": ["read", "general"]},
}
TRANSLATED = {**ENTRY, "source": STAMP, "status": DRAFT}


def course() -> Schema:
    """Describe course.yaml."""
    return fields(shared.COURSE, COURSE, ("source", "languages"))


def module() -> Schema:
    """Describe module.yaml."""
    return fields(outline.FIELDS, MODULE, ("id", "tracks"))


def questions() -> Schema:
    """Describe a bank: a list of questions, each with the fields of its type."""
    kinds = {name: of_type(kind) for name, kind in TYPES.items()}
    choice = [{"if": _is(name), "then": {"$ref": f"#/$defs/{name}"}} for name in kinds]
    item = {
        "type": "object",
        "properties": {"type": {"enum": list(kinds)}},
        "required": ["id", "type", "ask"],
        "allOf": choice,
    }
    return {"type": "array", "items": item, "$defs": kinds}


def questions_translation() -> Schema:
    """Describe a bank in another language: words by question, and never an answer."""
    names = dict.fromkeys(name for kind in TYPES.values() for name in kind.WORDS)
    words = {"$ref": "#/$defs/words"}
    entry = fields(("source", "status", *names), {"source": STAMP, "status": DRAFT, **dict.fromkeys(names, words)})
    nested = [{"type": "array", "items": WORDS}, {"type": "object", "additionalProperties": words}]
    return {**by_id(entry), "$defs": {"words": {"anyOf": [{**TEXT, "type": [*TEXT["type"], "null"]}, *nested]}}}


def glossary() -> Schema:
    """Describe glossary.yaml."""
    return by_id(fields(shared.TERM_WORDS, ENTRY, shared.TERM_WORDS))


def glossary_translation() -> Schema:
    """Describe glossary.<lang>.yaml."""
    return by_id(fields((*shared.TRANSLATED, *shared.TERM_WORDS), TRANSLATED))


def facts() -> Schema:
    """Describe facts.yaml."""
    return by_id(fields(shared.FACT, ENTRY, ("text", "source", "year")))


def facts_translation() -> Schema:
    """Describe facts.<lang>.yaml."""
    return by_id(fields((*shared.TRANSLATED, *shared.FACT[:2]), TRANSLATED))


def lesson() -> Schema:
    """Describe the front matter of a lesson."""
    return fields((*lessons.LESSON, *lessons.OF_TRANSLATION), ABOUT, ("title", "goal"))


def module_text() -> Schema:
    """Describe the front matter of module.<lang>.md."""
    return fields((*lessons.WELCOME, *lessons.OF_TRANSLATION), ABOUT, ("title", "summary"))


def assignment() -> Schema:
    """Describe the front matter of a task at work."""
    known = {**ABOUT, "minutes": whole(1, 600)}
    return fields((*lessons.ASSIGNMENT, *lessons.OF_TRANSLATION), known, ("title", "goal"))


KINDS: dict[str, Callable[[], Schema]] = {
    "course": course,
    "module": module,
    "questions": questions,
    "questions-translation": questions_translation,
    "glossary": glossary,
    "glossary-translation": glossary_translation,
    "facts": facts,
    "facts-translation": facts_translation,
    "lesson": lesson,
    "module-text": module_text,
    "assignment": assignment,
}


def schema(kind: str) -> Schema:
    """Give the schema of a kind of file. Raises KeyError for an unknown one."""
    made = KINDS[kind]
    return {"$schema": DIALECT, "title": kind, "description": made.__doc__, **made()}


def _is(name: str) -> Schema:
    return {"properties": {"type": {"const": name}}, "required": ["type"]}
