"""The hash of an author's words, by which a translation knows whether its source has changed since.

The recipe is frozen: another one would turn every translation stale at once. A change of recipe gets a new version.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from app.questions.question import Path

RECIPE = "1"
PENDING = "pending"
"""What a translator writes before `score content stamp` has put the hash."""


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Give every text of a YAML value with its path, in file order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path, str(value)


def fold(text: str) -> str:
    """Normalise to NFC and make each run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def words_hash(words: Iterable[tuple[Path, str]]) -> str:
    """Hash words with their key paths: the version, a colon, and 8 hexadecimal digits."""
    lines = "\n".join(f"{'/'.join(map(str, path))}={fold(text)}" for path, text in words)
    return f"{RECIPE}:{hashlib.sha256(lines.encode()).hexdigest()[:8]}"


def whole_hash(*parts: str) -> str:
    """Hash whole texts for a revision: 16 hexadecimal digits."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
