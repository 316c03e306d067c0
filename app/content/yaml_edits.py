"""Puts words into a YAML file that is there: what is not named stays, byte for byte.

Every edit is read back. One that does not leave exactly the wanted value behind raises NotWritable, and the caller
keeps the file as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from app.content.document import PARSER, Document, read
from app.content.findings import Notes
from app.content.writing import NotWritable
from app.questions.question import Path

Value = str | list[str]
INDENT = 2
NEVER_PLAIN = ("---", "...", "- ")


def set_words(text: str, path: Path, value: Value) -> str:
    """Give the text with `value` at a path, replaced where it stands or added as first field of what should hold it."""
    nodes = _nodes(text)
    edited = _replaced(text, nodes[path], path, value) if path in nodes else _added(text, nodes, path, value)
    _ensure(edited, _with(value_of(text), path, value))
    return edited


def append(text: str, added: str) -> str:
    """Give the text with whole fields at its end. Raises NotWritable where it would not read as both."""
    joined = text + ("" if not text or text.endswith("\n") else "\n") + ("\n" if text else "") + added
    _ensure(joined, {**_fields(value_of(text)), **_fields(value_of(added))})
    return joined


def add_item(text: str, path: Path, item: str) -> str:
    """Give the text with one more item at the end of a list. Raises NotWritable where there is no list."""
    nodes, items = _nodes(text), read_quietly(text)
    node = nodes[path][1] if path in nodes else None
    if not isinstance(node, yaml.SequenceNode) or not node.value or items is None:
        raise NotWritable(f"there is no list `{'/'.join(map(str, path))}` to add to; add `{item}` by hand")
    last = node.value[-1]
    at, added = _end(text, last), f", {item}"
    if not node.flow_style:
        at = (text + "\n").index("\n", at)
        added = f"\n{' ' * node.start_mark.column}- {item}"
    edited = text[:at] + added + text[at:]
    _ensure(edited, _with(items.value, path, [*items.get(path), item]))
    return edited


def value_of(text: str) -> Any:
    """Read a YAML text. Raises NotWritable where it cannot be read."""
    document = read_quietly(text)
    if document is None:
        raise NotWritable("the file has faults; run: score content check")
    return document.value


def read_quietly(text: str) -> Document | None:
    """Read YAML without keeping what is to be said about it."""
    return read(text, Notes(""))


def scalar(text: str, indent: int) -> str:
    """Write words as a YAML value: plain where that reads back the same, in quotes, or as a block of lines."""
    if "\n" in text:
        lines = "\n".join(" " * (indent + INDENT) + line if line else "" for line in text.split("\n"))
        return f"|-\n{lines}" if text[0] not in " \n" else quoted(text)
    plain = read_quietly(f"- {text}\n") if text.strip() == text and not text.startswith(NEVER_PLAIN) else None
    return text if plain and plain.value == [text] else quoted(text)


def quoted(text: str) -> str:
    """Write words between double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def written(value: Value, indent: int) -> str:
    """Write words or a list of words as a YAML value after its key, which stands at `indent`."""
    return scalar(value, indent) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"


def _nodes(text: str) -> dict[Path, tuple[Any, Any]]:
    """Give key and value node by path. The parser's own marks say where each begins and ends."""
    found: dict[Path, tuple[Any, Any]] = {}

    def walk(key: Any, node: Any, path: Path) -> None:
        found[path] = (key, node)
        for inner, value in node.value if isinstance(node, yaml.MappingNode) else ():
            walk(inner, value, (*path, inner.value))

    value_of(text)
    root = yaml.compose(text, Loader=PARSER)
    if root is not None:
        walk(None, root, ())
    return found


def _replaced(text: str, here: tuple[Any, Any], path: Path, value: Value) -> str:
    key, node = here
    if isinstance(node, yaml.MappingNode):
        raise NotWritable(f"`{'/'.join(map(str, path))}` holds fields, not words")
    start, end = node.start_mark.index, _end(text, node)
    remark = text[end:].partition("\n")[0].strip()
    new = quoted(value) if remark and isinstance(value, str) else written(value, key.start_mark.column)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        start = text.index(":", key.end_mark.index) + 1
    space = "" if start and text[start - 1] in " \n" else " "
    return text[:start] + space + new + text[end:]


def _end(text: str, node: Any) -> int:
    """Find the end of a value. A block's own mark lies behind the empty lines and remarks that follow it."""
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(text, node.value[-1])
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if getattr(node, "style", None) in ("|", ">"):
        return start + len(text[start:end].rstrip())
    return end


def _added(text: str, nodes: Mapping[Path, tuple[Any, Any]], path: Path, value: Value) -> str:
    above = next((path[:length] for length in range(len(path) - 1, 0, -1) if path[:length] in nodes), ())
    node = nodes[above][1] if above in nodes else None
    if not isinstance(node, yaml.MappingNode) or not node.value or node.flow_style:
        raise NotWritable(f"there is no place for `{'/'.join(map(str, path))}`; add it by hand")
    first = node.value[0][0].start_mark
    at, indent = first.index - first.column, first.column
    lines = "".join(f"{' ' * (indent + INDENT * depth)}{step}:\n" for depth, step in enumerate(path[len(above) : -1]))
    last = indent + INDENT * (len(path) - len(above) - 1)
    return f"{text[:at]}{lines}{' ' * last}{path[-1]}: {written(value, last)}\n{text[at:]}"


def _with(tree: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    return {**_fields(tree), path[0]: _with(_fields(tree).get(str(path[0]), {}), path[1:], value)}


def _fields(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _ensure(text: str, wanted: Any) -> None:
    document = read_quietly(text)
    if document is None or document.value != wanted:
        raise NotWritable("these words do not fit into the file; add them by hand")
