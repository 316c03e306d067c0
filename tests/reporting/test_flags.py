"""What is said in words, from which figures on, and what comes first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.reporting.flags import Flag, flags
from app.reporting.question_statistics import Figures, Group, QuestionStatistics

FINE = QuestionStatistics(
    id="q-single",
    fingerprint="1:0",
    older=0,
    guess=33.3,
    figures=Figures(40, 60, 45, 50, 0),
    options=(Group("team", 24, 60, 80, True), Group("bosses", 10, 25, 50), Group("guests", 6, 15, 40)),
    outcomes=(Group("right", 24, 60, 80), Group("partly", 0, 0, None), Group("wrong", 16, 40, 46)),
    languages={"en": Figures(40, 60, 45, 50, 0)},
)


def with_figures(**changes: float | None) -> QuestionStatistics:
    """Give the fine question with other figures."""
    return replace(FINE, figures=replace(FINE.figures, **changes))  # type: ignore[arg-type]  # n is given whole


def with_options(*options: Group) -> QuestionStatistics:
    """Give the fine question with other options."""
    return replace(FINE, options=options)


def codes(found: QuestionStatistics) -> list[str]:
    """Give the codes of its flags in their order."""
    return [each.code for each in flags(found)]


def test_a_good_question_has_none() -> None:
    assert flags(FINE) == []


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (with_figures(facility=5.0), ["too-hard"]),
        (with_figures(facility=5.1), []),
        (with_figures(facility=95.0), ["too-easy"]),
        (with_figures(facility=94.9), []),
        (with_figures(discrimination=-0.1, efficiency=-1.0), ["key-suspect"]),
        (with_figures(discrimination=0.0, efficiency=0.0), ["weak"]),
        (with_figures(efficiency=14.9), ["weak"]),
        (with_figures(efficiency=15.0), []),
        (with_figures(discrimination=None, efficiency=None), []),
        (replace(FINE, guess=40.0), []),
        (replace(FINE, guess=50.0), ["guessable"]),
        (replace(FINE, guess=None), []),
    ],
)
def test_thresholds(found: QuestionStatistics, expected: list[str]) -> None:
    assert codes(found) == expected


def test_nothing_is_said_below_thirty() -> None:
    bad = replace(with_figures(n=29, facility=0.0, discrimination=-50.0), guess=90.0)
    assert flags(bad) == []
    assert codes(replace(bad, figures=replace(bad.figures, n=30))) == ["key-suspect", "too-hard", "guessable"]


def test_an_option_that_nobody_chose() -> None:
    found = with_options(Group("team", 24, 60, 80, True), Group("bosses", 16, 40, 50), Group("guests", 0, 0, None))
    assert flags(found) == [Flag("unused-option", "guests")]


def test_an_option_whose_choosers_know_more() -> None:
    found = with_options(Group("team", 24, 60, 80, True), Group("bosses", 5, 12.5, 80.1), Group("guests", 11, 27.5, 40))
    assert flags(found) == [Flag("better-wrong", "bosses", 80.1, 80)]
    few = with_options(Group("team", 24, 60, 80, True), Group("bosses", 4, 10, None), Group("guests", 12, 30, 40))
    assert flags(few) == []
    right_too = with_options(Group("team", 24, 60, 80, True), Group("bosses", 16, 40, 99, True))
    assert flags(right_too) == []


def test_a_language_thirty_points_below_the_best() -> None:
    languages = {
        "en": Figures(60, 80, None, None, 0),
        "fr": Figures(30, 50, None, None, 0),
        "ar": Figures(29, 10, None, None, 0),
        "mfe": Figures(40, 51, None, None, 0),
    }
    assert flags(replace(FINE, languages=languages)) == [Flag("translation-suspect", "fr", 50, 80, "en")]


def test_the_most_serious_comes_first() -> None:
    found = replace(with_figures(facility=3, discrimination=-9), guess=50.0)
    found = replace(
        found, options=(Group("team", 24, 60, 50, True), Group("bosses", 16, 40, 60), Group("x", 0, 0, None))
    )
    found = replace(found, outcomes=(Group("right", 24, 60, 50),))
    assert codes(found) == ["better-wrong", "key-suspect", "too-hard", "unused-option", "guessable"]
