"""Reading what was found."""

from __future__ import annotations

from pathlib import Path

from app.content.models import Library
from app.publishing.place import Found, read
from tests.course import write_course


def test_an_edit_while_it_is_read_waits_for_the_next_time(tmp_path: Path) -> None:
    """What is broken has all of it read twice; both times it is what was there at first."""
    course = write_course(tmp_path / "content")
    key = course / "modules" / "board" / "questions.yaml"
    whole = key.read_text(encoding="utf-8")
    key.write_text(whole.replace("answer: team", "answer: nobody"), encoding="utf-8")

    def mended_meanwhile() -> Library | None:
        key.write_text(whole, encoding="utf-8")
        return None

    library = read(Found(course), mended_meanwhile)
    assert library.refused == {"board"}
    assert [each.code for each in library.errors] == ["unknown-answer"]
