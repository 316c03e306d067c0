"""A small course as trainers write it, in course_files/: two modules, two tracks, every question type, some French.

`board` comes first and asks all its questions; `walk` builds on it, asks two of three, twice at most, and wants a task
done. Tests that edit the course do so in a copy of their own.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from app.content.load import load
from app.content.models import Library

FILES = Path(__file__).parent / "course_files"
STORY = Path(__file__).parent / "story_files" / "story"


def write_course(folder: Path) -> Path:
    """Write the whole course into a folder and give the folder."""
    return shutil.copytree(FILES, folder, dirs_exist_ok=True)


def write_course_with_story(folder: Path) -> Path:
    """Write the course and a third module, `story`: a cloze, a story to walk through, a reflection and a survey.

    Its quiz asks a cloze and a story, and the story must be right to pass.
    """
    write_course(folder)
    shutil.copytree(STORY, folder / "modules" / "story")
    course = folder / "course.yaml"
    course.write_text(course.read_text(encoding="utf-8").replace("walk]", "walk, story]"), encoding="utf-8")
    return folder


def load_course_with_story(folder: Path) -> Library:
    """Write the course with its third module and read it."""
    return _read(write_course_with_story(folder))


def load_course(folder: Path) -> Library:
    """Write the course and read it; a fault in it is a fault of the tests."""
    return _read(write_course(folder))


def reload_edited(folder: Path, file: str, old: str, new: str) -> Library:
    """Replace some words in one file, as a trainer would, and read the course again."""
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{old!r} is {before.count(old)} times in {file}"
    path.write_text(before.replace(old, new), encoding="utf-8")
    return _read(folder)


def _read(folder: Path) -> Library:
    library = load(folder)
    assert [str(finding) for finding in library.errors] == []
    return library
