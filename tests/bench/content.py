"""How long it takes to check a course as large as the programme, and to take over one edit. Runs alone, too.

Times are of the processor: on a machine that does other things as well, a clock on the wall measures those.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app.content.load import load
from app.content.shelf import Shelf
from tests.bench.row import Row
from tests.content.large import LANGUAGES, LESSONS, MODULES, QUESTIONS, write_large

TIMES = 3
EDITED = "modules/module-3/lessons/l-2.fr.md"
COURSE = f"{MODULES} modules x {LESSONS} lessons x {len(LANGUAGES)} languages, {MODULES * QUESTIONS} questions"
CHECK = f"`score content check`, {COURSE} (processor time)"
EDIT = "the same loaded again after an edit of one lesson (processor time)"


def content_rows(folder: Path) -> Iterator[Row]:
    """Measure in a folder; give a row for the command and one for an edit."""
    course = write_large(folder / "course")
    whole = min(_check(course) for _ in range(TIMES))
    yield Row(CHECK, f"{whole:.2f} s", "<= 1 s", whole <= 1)
    shelf: Shelf = {}
    load(course, None, shelf)
    edit = min(_edit_and_load(course, shelf) for _ in range(TIMES))
    yield Row(EDIT, f"{edit * 1000:.0f} ms", "<= 250 ms", edit <= 0.25)


def _check(course: Path) -> float:
    """Give the seconds of the whole command, the start of Python among them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "app.cli", "content", "check", str(course)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _edit_and_load(course: Path, shelf: Shelf) -> float:
    with (course / EDITED).open("a", encoding="utf-8") as file:
        file.write("\nEncore.\n")
    began = time.process_time()
    load(course, None, shelf)
    return time.process_time() - began


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(*content_rows(Path(name)), sep="\n")
