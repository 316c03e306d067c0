"""The program as it lies on the disk, which an upgrade in place changes under a server that runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PARTS = ("app", "static", "templates")
"""The folders of what a process imports, sends, and fills with words."""


def program_files(root: Path) -> list[tuple[str, int, int]]:
    """Give the name, size and time in ns of each file; to hash what they hold would take many times as long."""
    return sorted(each for part in PARTS for each in _files(root / part))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for above, folders, names in os.walk(folder):
        folders[:] = (each for each in folders if each != "__pycache__")
        for path in (os.path.join(above, name) for name in names):
            try:
                status = os.stat(path)
            except OSError:  # gone meanwhile, or a link that leads nowhere
                continue
            yield path, status.st_size, status.st_mtime_ns
