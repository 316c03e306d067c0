"""The program as it lies on the disk."""

from __future__ import annotations

from pathlib import Path

from app.web.program import program_files


def test_what_python_leaves_behind_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "app" / "__pycache__").mkdir(parents=True)
    (tmp_path / "app" / "main.py").write_text("")
    before = program_files(tmp_path)
    (tmp_path / "app" / "__pycache__" / "main.pyc").write_text("")
    (tmp_path / "app" / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "logs").mkdir()
    assert program_files(tmp_path) == before
    (tmp_path / "app" / "main.py").write_text("1")
    assert program_files(tmp_path) != before
