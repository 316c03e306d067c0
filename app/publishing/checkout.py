"""Which commit a folder was checked out from, read from the few files that say so.

A git library would take a fifth of a second to load, at every start, for one line of text
(git-scm.com/docs/gitrepository-layout: HEAD, packed-refs, gitdir, commondir).
"""

from __future__ import annotations

import re
from pathlib import Path

COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
POINTER = "ref: "


def checked_out(folder: Path) -> str:
    """Give the id of the commit that HEAD names in the work tree that holds a folder, "" where there is none."""
    folder = folder.resolve()
    found = next((each / ".git" for each in (folder, *folder.parents) if (each / ".git").exists()), None)
    return _head(_git_folder(found)) if found else ""


def _git_folder(found: Path) -> Path:
    """Follow the file that stands in place of `.git` in a further work tree."""
    named = _line(found).removeprefix("gitdir: ") if found.is_file() else ""
    return found.parent / named if named else found


def _head(git: Path) -> str:
    head = _line(git / "HEAD")
    if head.startswith(POINTER):
        name = head.removeprefix(POINTER)
        common = git / (_line(git / "commondir") or ".")
        head = _line(git / name) or _line(common / name) or _packed(common, name)
    return head if COMMIT.fullmatch(head) else ""


def _packed(common: Path, name: str) -> str:
    lines = _text(common / "packed-refs").splitlines()
    return next((line.split()[0] for line in lines if line.endswith(f" {name}")), "")


def _line(file: Path) -> str:
    return _text(file).partition("\n")[0].strip()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
