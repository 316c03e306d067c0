"""The question types: every folder here is one, found by itself. To add a type, add a folder; touch nothing else.

A folder holds `question.py` (one subclass of Question), `form.html` (its controls), `review.html` (after the answer).
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import Any

from app.questions.question import Question
from app.questions.translation import foreign_words, missing_words, translated

__all__ = ["TYPES", "UnknownType", "foreign_words", "missing_words", "question_from", "translated"]


class UnknownType(ValueError):
    """A question names a type that there is not. `nearest` are the known names most like it, best first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nearest = tuple(difflib.get_close_matches(name, TYPES, cutoff=0.5))
        known = ", ".join(self.nearest or TYPES)
        super().__init__(f"there is no question type {name!r}; did you mean: {known}?")


def question_from(raw: Mapping[str, Any]) -> Question:
    """Make a question from its author's text: a mapping of field names to text, lists and mappings of text.

    Raises UnknownType where `type` is missing or unknown, and pydantic.ValidationError where a field is amiss;
    the error's `loc` is the path of the field.
    """
    name = raw.get("type")
    if not isinstance(name, str) or name not in TYPES:
        raise UnknownType(name if isinstance(name, str) else "")
    return TYPES[name].model_validate(dict(raw))


def _found() -> dict[str, type[Question]]:
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.ispkg]
    return {name: _type_in(importlib.import_module(f"{__name__}.{name}.question")) for name in names}


def _type_in(module: ModuleType) -> type[Question]:
    own = [each for _, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__]
    (question,) = (each for each in own if issubclass(each, Question))
    return question


TYPES: Mapping[str, type[Question]] = MappingProxyType(_found())
"""Each type's class by its name, which is also the name of its folder."""
