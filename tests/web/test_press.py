"""An edition made in a process of its own is the one that would be made here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.content.models import Commit, Library
from app.publishing.errors import CommitRefused
from app.publishing.place import Place
from app.settings import Settings
from app.web.press import Press
from app.web.publication import Edition, Here
from app.web.ready import make_ready
from tests.course import write_course

GOAL = "/learn/en/worker/board/goal"
COMMIT = Commit("1" * 40)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give the small course in a folder."""
    return write_course(tmp_path / "content")


def asked_for(library: Library) -> Edition:
    """Give an edition of which two lessons were asked for, one of which there never was."""
    page = make_ready(b"old", "text/html", "private")
    return Edition(library, {GOAL: page, "/learn/en/worker/board/gone": page})


def test_it_is_the_same_and_has_the_pages_that_were_asked_for(course: Path, library: Library) -> None:
    place = Place(course, COMMIT)
    made = Press(Settings())(place, lambda: None, asked_for(library))
    assert made.library == Here()(place, lambda: None, Edition(library)).library
    assert list(made.ready) == [GOAL]
    assert b"One goal" in made.ready[GOAL].bodies["identity"]


def test_it_asks_for_what_was_last_good_where_something_is_broken(course: Path, library: Library) -> None:
    key = course / "modules" / "board" / "questions.yaml"
    key.write_text(key.read_text(encoding="utf-8").replace("answer: team", "answer: nobody"), encoding="utf-8")
    last_good = replace(library, commits={"board": "2" * 40})
    made = Press(Settings())(Place(course, COMMIT), lambda: last_good, asked_for(library)).library
    assert made.refused == {"board"}
    assert made.modules["board"] == library.modules["board"]
    assert made.commits == {"board": "2" * 40, "walk": COMMIT.id}


def test_a_commit_that_is_refused_there_is_refused_here(tmp_path: Path, library: Library) -> None:
    (tmp_path / "course.yaml").write_text("source: en\nlanguages: {en: []}\nmodules: []\n", encoding="utf-8")
    with pytest.raises(CommitRefused, match="no module at all") as refused:
        Press(Settings())(Place(tmp_path, COMMIT), lambda: library, Edition(library))
    assert refused.value.commit == COMMIT
