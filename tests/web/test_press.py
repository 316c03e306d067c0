"""An edition made in a process of its own is the one that would be made here."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.content.models import Commit, Library
from app.publishing.errors import CommitRefused
from app.publishing.place import Found
from app.settings import Settings
from app.web.pages import ROOT
from app.web.press import Press
from app.web.program import PARTS
from app.web.publication import NOWHERE, Edition, Here
from app.web.ready import make_ready
from tests.course import write_course

GOAL = "/learn/en/worker/board/goal"
COMMIT = Commit("1" * 40)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give the small course in a folder."""
    return write_course(tmp_path / "content")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Give a folder with the program, in which it can be upgraded."""
    folder = tmp_path / "program"
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def asked_for(library: Library) -> Edition:
    """Give an edition of which two lessons were asked for, one of which there never was."""
    page = make_ready(b"old", "text/html", "private")
    return Edition(library, NOWHERE, {GOAL: page, "/learn/en/worker/board/gone": page})


def test_it_is_the_same_and_has_the_pages_that_were_asked_for(course: Path, library: Library) -> None:
    found = Found(course, COMMIT)
    made = Press(Settings())(found, lambda: None, asked_for(library))
    here = Here()(found, lambda: None, asked_for(library))
    assert (made.library, made.folder) == (here.library, here.folder)
    assert made.folder == course
    assert list(made.ready) == [GOAL]
    assert b"One goal" in made.ready[GOAL].bodies["identity"]


def test_it_asks_for_what_was_last_good_where_something_is_broken(course: Path, library: Library) -> None:
    key = course / "modules" / "board" / "questions.yaml"
    key.write_text(key.read_text(encoding="utf-8").replace("answer: team", "answer: nobody"), encoding="utf-8")
    last_good = replace(library, commits={"board": "2" * 40})
    made = Press(Settings())(Found(course, COMMIT), lambda: last_good, asked_for(library)).library
    assert made.refused == {"board"}
    assert made.modules["board"] == library.modules["board"]
    assert made.commits == {"board": "2" * 40, "walk": COMMIT.id}


def test_a_commit_that_is_refused_there_is_refused_here(tmp_path: Path, library: Library) -> None:
    (tmp_path / "course.yaml").write_text("source: en\nlanguages: {en: []}\nmodules: []\n", encoding="utf-8")
    with pytest.raises(CommitRefused, match="no module at all") as refused:
        Press(Settings())(Found(tmp_path, COMMIT), lambda: library, asked_for(library))
    assert refused.value.commit == COMMIT


@pytest.mark.parametrize("file", ["static/score.css", "templates/lessons/show.html", "app/content/load.py"])
def test_after_an_upgrade_in_place_no_page_is_of_another_version(
    course: Path, library: Library, program: Path, file: str
) -> None:
    """The server has the program of its start in memory, and its policy allows only the style of that."""
    press, found = Press(Settings(), program), Found(course, COMMIT)
    assert list(press(found, lambda: None, asked_for(library)).ready) == [GOAL]
    with (program / file).open("a", encoding="utf-8") as upgraded:
        upgraded.write("\n")
    made = press(found, lambda: None, asked_for(library))
    assert made.ready == {}
    assert made.library == Here()(found, lambda: None, asked_for(library)).library


def test_an_upgrade_while_it_is_made_counts_too(course: Path, library: Library, program: Path) -> None:
    key = course / "modules" / "board" / "questions.yaml"
    key.write_text(key.read_text(encoding="utf-8").replace("answer: team", "answer: nobody"), encoding="utf-8")

    def upgraded_meanwhile() -> Library:
        (program / "static" / "score.css").touch()
        return library

    made = Press(Settings(), program)(Found(course, COMMIT), upgraded_meanwhile, asked_for(library))
    assert made.ready == {}
    assert made.library.refused == {"board"}


def test_a_press_that_is_closed_ends_its_process(course: Path, library: Library) -> None:
    key = course / "modules" / "board" / "questions.yaml"
    key.write_text(key.read_text(encoding="utf-8").replace("answer: team", "answer: nobody"), encoding="utf-8")
    press = Press(Settings())

    def stopped_meanwhile() -> Library:
        press.close()
        return library

    with pytest.raises((EOFError, OSError)):
        press(Found(course, COMMIT), stopped_meanwhile, asked_for(library))
