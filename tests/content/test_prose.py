"""How hard a text is to read."""

from __future__ import annotations

from app.content.checks.prose import grades, sentences


def test_sentences_end_with_a_stop_not_inside_numbers() -> None:
    text = 'It costs 3.50 a day. "Is it so?" Yes: it is! '
    assert list(sentences(text)) == ["It costs 3.50 a day.", '"Is it so?"', "Yes:", "it is!"]


def test_grades_follow_their_formulas() -> None:
    index, liau = grades(words=100, letters=450, sentences=10)
    assert round(index, 3) == 4.765
    assert round(liau, 2) == 7.7
