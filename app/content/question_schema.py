"""The JSON Schema of a question type: what pydantic says of its model, turned into what authors type."""

from __future__ import annotations

import re
from typing import Any

from app.questions.question import Question

Schema = dict[str, Any]


def whole(low: int, high: int) -> Schema:
    """Describe a whole number; it may stand in quotes."""
    return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, {"type": "string", "pattern": "^[0-9]+$"}]}


def of_type(kind: type[Question]) -> Schema:
    """Describe the questions of a type, as their author writes them."""
    made = kind.model_json_schema()
    inner = made.pop("$defs", {})
    return dict(_typed(made, inner))


def _typed(node: Any, inner: dict[str, Any]) -> Any:
    """Turn what pydantic says of values into what YAML 1.2 makes of an author's text; `$defs` are written out."""
    if isinstance(node, list):
        return [_typed(each, inner) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _typed(inner[node["$ref"].rpartition("/")[2]], inner)
    if "properties" in node:
        node = {**node, "properties": {name: _typed(each, inner) for name, each in node["properties"].items()}}
        return {key: value for key, value in node.items() if key not in ("title", "description")}
    bare = {key: _typed(value, inner) for key, value in node.items() if key not in ("title", "default", "description")}
    options = [each for each in bare.get("anyOf", []) if each != {"type": "null"}]
    if options:
        return options[0] if len(options) == 1 else {**bare, "anyOf": options}
    return _as_typed(bare)


def _as_typed(node: Schema) -> Schema:
    match node.get("type"):
        case "boolean":
            return {"enum": ["yes", "no"]}
        case "integer":
            return whole(node["minimum"], node["maximum"])
        case "string" if "enum" not in node and "const" not in node:
            return {**node, "type": _words_that_fit(node.get("pattern", ""))}
        case "object" if "patternProperties" in node:
            return {**node, "additionalProperties": False}
    return node


def _words_that_fit(pattern: str) -> list[str]:
    """Say as what an editor may read words: 5 and true fit a key, but no id."""
    kinds = {"number": "5", "boolean": "true"}
    return ["string", *(kind for kind, sample in kinds.items() if re.search(pattern, sample))]
