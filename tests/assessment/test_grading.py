"""What answers come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.grading import is_passed, percent, total

MARKS = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 10)), max_size=40)


def test_thirds_add_up() -> None:
    assert total([(1 / 3, 1)] * 3) == 1.0
    assert total([(2 / 3, 3), (1 / 3, 3)]) == 3.0
    assert total([]) == 0.0


@pytest.mark.parametrize(
    ("points", "max_points", "whole"),
    [
        (0, 8, 0),
        (8, 8, 100),
        (7.99, 10, 79),
        (8, 10, 80),
        (1, 3, 33),
        (2, 3, 66),
        (0.29, 1, 29),
        (0.57, 1, 57),
        (0, 0, 0),
    ],
)
def test_per_cent_are_whole_and_rounded_down(points: float, max_points: int, whole: int) -> None:
    assert percent(points, max_points) == whole


@pytest.mark.parametrize(
    ("points", "max_points", "pass_mark", "passed"),
    [
        (8, 10, 80, True),
        (7.999, 10, 80, False),
        (total([(0.7, 1)] * 7 + [(0.7, 3)]), 10, 70, True),
        (total([(1 / 3, 1)] * 3), 1, 100, True),
        (0, 0, 1, False),
        (0, 10, 1, False),
        (10, 10, 100, True),
        (9.99, 10, 100, False),
    ],
)
def test_the_pass_mark_is_reached_or_not(points: float, max_points: int, pass_mark: int, passed: bool) -> None:
    assert is_passed(points, max_points, pass_mark) is passed


@pytest.mark.parametrize(
    ("critical", "passed"),
    [([], True), ([1.0], True), ([1.0, 1.0], True), ([0.99], False), ([1.0, 0.0], False), ([1 / 3 + 2 / 3], True)],
)
def test_what_must_be_right_decides_whatever_the_points(critical: list[float], passed: bool) -> None:
    assert is_passed(9, 10, 80, critical) is passed
    assert is_passed(7, 10, 80, critical) is False


@given(MARKS, st.integers(1, 100))
def test_who_passes_is_shown_the_pass_mark_at_least(marks: list[tuple[float, int]], pass_mark: int) -> None:
    points, max_points = total(marks), sum(weight for _, weight in marks)
    assert 0 <= points <= max_points
    assert 0 <= percent(points, max_points) <= 100
    assert is_passed(points, max_points, pass_mark) == (max_points > 0 and percent(points, max_points) >= pass_mark)


@given(MARKS, st.integers(1, 100))
def test_all_right_passes_and_nothing_fails(marks: list[tuple[float, int]], pass_mark: int) -> None:
    max_points = sum(weight for _, weight in marks)
    assert is_passed(total((1.0, weight) for _, weight in marks), max_points, pass_mark) is (max_points > 0)
    assert not is_passed(0.0, max_points, pass_mark)
