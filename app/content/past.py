"""The course as it stood at a revision of the git repository that holds its folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.content.history import snapshot_at
from app.content.load import load
from app.content.models import Library
from app.content.snapshot import Snapshot


def library_at(directory: Path, revision: str) -> Library:
    """Read the content folder as it was at a branch, tag or commit. Raises NoHistory."""
    with tempfile.TemporaryDirectory(prefix="score-content-") as folder:
        _unpack(snapshot_at(directory, revision), Path(folder))
        return load(Path(folder))


def _unpack(snapshot: Snapshot, folder: Path) -> None:
    for name, content in snapshot.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
