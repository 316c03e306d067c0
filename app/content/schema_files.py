"""The schemas as files beside the content, where editors find them by the first line of a YAML file."""

from __future__ import annotations

import json
from pathlib import Path

from app.content.schema import KINDS, schema

FOLDER = ".schema"


def text_of(kind: str) -> str:
    """Give a schema as the text of its file."""
    return json.dumps(schema(kind), indent=1) + "\n"


def write_schemas(directory: Path) -> list[str]:
    """Write every schema below the content folder. Name the files that have changed."""
    changed = []
    for kind in KINDS:
        path = directory / FOLDER / f"{kind}.json"
        if not path.is_file() or path.read_text(encoding="utf-8") != text_of(kind):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text_of(kind), encoding="utf-8")
            changed.append(f"{FOLDER}/{path.name}")
    return changed


def modeline(kind: str, depth: int) -> str:
    """Give the line that tells an editor the schema of a YAML file that lies `depth` folders below the content."""
    return f"# yaml-language-server: $schema={'../' * depth}{FOLDER}/{kind}.json\n"
