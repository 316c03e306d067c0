"""Length and reading level of what a lesson shows."""

from __future__ import annotations

from app.content.body import Box, Html
from app.content.checks.prose import grades
from app.content.reading import reading
from app.content.texts import LessonText


def lesson(*html: str, language: str = "en") -> LessonText:
    return LessonText(language, "Title", "Goal", tuple(Html(each) for each in html))


def test_words_and_sentences_of_paragraphs_and_lists_are_counted() -> None:
    found = reading(
        lesson("<h2>Not counted</h2><p>One two three. Four <b>five</b> six.</p><ul><li>Seven eight.</li></ul>")
    )
    assert found.words == 8
    assert found.words_a_sentence == 8 / 3


def test_boxes_are_read_too() -> None:
    text = LessonText("en", "Title", "Goal", (Box("tip", (Html("<p>One two.</p>"),)),))
    assert reading(text).words == 2


def test_grades_are_those_of_the_checker_and_only_where_they_mean_something() -> None:
    sentence = "The team looks at the board each day. "
    long = reading(lesson(f"<p>{sentence * 20}</p>"))
    assert long.grades == grades(160, 20 * 29, 20)
    assert reading(lesson(f"<p>{sentence}</p>")).grades is None
    assert reading(lesson(f"<p>{sentence * 20}</p>", language="fr")).grades is None


def test_nothing_to_read_is_no_fault() -> None:
    assert reading(lesson("")).words_a_sentence == 0
