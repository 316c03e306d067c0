"""Whether a translation was made from the words that its source has today."""

from __future__ import annotations

from app.content.fields import Fields
from app.content.hashing import PENDING, leaves, words_hash
from app.content.sheet import Sheet


def note_stale(fields: Fields, wanted: str) -> bool:
    """Compare a translation's `source` with the hash of its source's words; True, and a warning, where they differ."""
    given = fields.found.get("source", "")
    if given == wanted:
        return False
    path = (*fields.path, "source")
    if given in ("", PENDING):
        fields.notes.warning(
            fields.document.at(path), "pending", "the translation is not stamped", "run: score content stamp"
        )
    else:
        fields.notes.warning(
            fields.document.at(path),
            "stale",
            "the source has changed since",
            "look at it again, then run: score content stamp",
        )
    return True


def sheet_hash(sheet: Sheet) -> str:
    """Hash the words of a Markdown file: its title, its goal or its summary and need, and its body."""
    front = sheet.front.value if isinstance(sheet.front.value, dict) else {}
    words = {name: front.get(name, "") for name in ("title", "goal", "summary", "need") if name in front}
    return words_hash(leaves({**words, "body": sheet.body}))
