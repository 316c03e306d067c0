from __future__ import annotations

from pathlib import Path

import pytest

from tests.content.tree import write_tree


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content")
