"""A text file to be edited: its line ends are kept, and it changes as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


class NotWritable(Exception):
    """The words cannot be put there; the message says why, in words for translators."""


class TextFile:
    """A file of the content, there or not yet. `text` has \\n between its lines, whatever the file itself has.

    Raises NotWritable where the file is no UTF-8 text.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.there = path, path.is_file()
        raw = _read(path) if self.there else ""
        self.windows = "\r\n" in raw and raw.count("\r\n") == raw.count("\n")
        self.text = self.before = raw.replace("\r\n", "\n") if self.windows else raw

    def write(self) -> bool:
        """Write the text if it has changed, and say so."""
        if self.text == self.before:
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        ends = self.text.replace("\n", "\r\n") if self.windows else self.text
        beside = self.path.with_name(f".{self.path.name}.new")
        beside.write_bytes(ends.encode())
        os.replace(beside, self.path)
        self.before = self.text
        return True


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise NotWritable("the file is not UTF-8; run: score content check") from None
