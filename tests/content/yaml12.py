"""YAML 1.2 as editors read it, with its core schema: `yes` and 08:30 are words, true and 12 are not."""

from __future__ import annotations

import re
from typing import Any

import yaml


class Loader(yaml.SafeLoader):
    """PyYAML with the tags of YAML 1.2's core schema (yaml.org/spec/1.2.2, section 10.3.2)."""


Loader.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), first)


def read(text: str) -> Any:
    """Read a YAML text; keys are words, as they are in JSON."""
    return _with_words_as_keys(yaml.load(text, Loader))


def _with_words_as_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {_word(key): _with_words_as_keys(each) for key, each in value.items()}
    return [_with_words_as_keys(each) for each in value] if isinstance(value, list) else value


def _word(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else str(key)
