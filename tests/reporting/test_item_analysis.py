"""The formulas against the textbook: written naively here, on lists, and by the standard library where it has them."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reporting import item_analysis as ours
from app.reporting.item_analysis import Cell, Pair

SHARES = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 1.0])
LEARNERS = st.lists(st.tuples(SHARES, st.integers(0, 9).map(lambda ninths: ninths / 9)), min_size=2, max_size=60)


def cells(learners: list[tuple[float, float]]) -> list[Cell]:
    """Count learners, given as (item, rest), who are alike; in two halves, so that equal cells come twice."""
    half = len(learners) // 2
    return [
        Cell(score, rest, (), "en", count)
        for some in (learners[:half], learners[half:])
        for (score, rest), count in Counter(some).items()
    ]


def naive_covariance(xs: list[float], ys: list[float]) -> float:
    """Give the sum of the products of deviations, divided by S - 1."""
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((one - x) * (other - y) for one, other in zip(xs, ys, strict=True)) / (len(xs) - 1)


@given(LEARNERS)
def test_facility_is_the_mean(learners: list[tuple[float, float]]) -> None:
    assert ours.facility(cells(learners)) == pytest.approx(100 * statistics.fmean(x for x, _ in learners))
    assert ours.mean_rest(cells(learners)) == pytest.approx(100 * statistics.fmean(rest for _, rest in learners))


@given(LEARNERS)
def test_discrimination_is_the_correlation_with_the_rest(learners: list[tuple[float, float]]) -> None:
    xs, rests = map(list, zip(*learners, strict=True))
    found = ours.discrimination(ours.pairs(cells(learners)))
    if len(set(xs)) == 1 or len(set(rests)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(100 * statistics.correlation(xs, rests), abs=1e-6)
        assert found == pytest.approx(
            100
            * naive_covariance(xs, rests)
            / (naive_covariance(xs, xs) * naive_covariance(rests, rests)) ** 0.5,
            abs=1e-6,
        )  # fmt: skip


@given(LEARNERS)
def test_efficiency_compares_with_both_lists_sorted_apart(learners: list[tuple[float, float]]) -> None:
    xs, rests = map(list, zip(*learners, strict=True))
    most = naive_covariance(sorted(xs), sorted(rests))
    found = ours.efficiency(ours.pairs(cells(learners)))
    if len(set(xs)) == 1 or len(set(rests)) == 1:
        assert found is None
    else:
        assert found is not None
        assert found == pytest.approx(100 * naive_covariance(xs, rests) / most, abs=1e-6)
        assert found <= 100 + 1e-6


@given(st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), min_size=3, max_size=3), min_size=2, max_size=40))
def test_consistency_is_cronbachs_alpha(table: list[list[float]]) -> None:
    """By its other definition too: p times the mean covariance over the mean variance and covariances together."""
    items, totals = [list(column) for column in zip(*table, strict=True)], [sum(row) for row in table]
    variances = [ours.variance((value, 1) for value in item) for item in items]
    found = ours.consistency([each or 0.0 for each in variances], ours.variance((each, 1) for each in totals))
    if len(set(totals)) == 1:
        assert found is None
        return
    p, total = len(items), statistics.variance(totals)
    pairs = [naive_covariance(one, other) for one in items for other in items if one is not other]
    assert found == pytest.approx(100 * p / (p - 1) * (1 - sum(map(statistics.variance, items)) / total), abs=1e-6)
    assert found == pytest.approx(100 * p / (p - 1) * sum(pairs) / total, abs=1e-6)


def test_by_hand() -> None:
    """Four learners. x: 1 1 0 0, mean 1/2, V = 4(1/4)/3 = 1/3. Rest: 1 0 1/2 1/2, mean 1/2, V = (1/4 + 1/4)/3 = 1/6.

    C = (1/2 x 1/2 - 1/2 x 1/2 + 0 + 0)/3 = 0. With the second learner's rest 1/2 instead: rest mean 5/8, deviations
    3/8 -1/8 -1/8 -1/8; C = (3/16 - 1/16 + 1/16 + 1/16)/3 = 1/12; V(rest) = (9 + 1 + 1 + 1)/64/3 = 1/16; D = (1/12) /
    sqrt(1/48) = 0.57735. Sorted apart it is the same list: efficiency 100.
    """
    assert ours.discrimination([Pair(1, 1, 1), Pair(1, 0, 1), Pair(0, 0.5, 2)]) == pytest.approx(0)
    found = [Pair(1, 1, 1), Pair(1, 0.5, 1), Pair(0, 0.5, 2)]
    assert ours.discrimination(found) == pytest.approx(57.735, abs=0.001)
    assert ours.efficiency(found) == pytest.approx(100)
    assert ours.efficiency([Pair(0, 1, 1), Pair(0, 0.5, 1), Pair(1, 0.5, 2)]) == pytest.approx(-100)


def test_errors_by_hand() -> None:
    """Alpha 0.75 leaves half the spread to chance: sqrt(1 - 0.75); of a deviation of 12 points that is 6."""
    assert ours.consistency([0.25, 0.25], 0.8) == pytest.approx(100 * 2 * (1 - 0.5 / 0.8))
    assert ours.error_ratio(75) == pytest.approx(50)
    assert ours.standard_error(75, 12) == pytest.approx(6)
    assert ours.error_ratio(100.0000001) == 0


def test_nothing_is_not_0() -> None:
    assert ours.facility([]) is None
    assert ours.mean_rest([Cell(1, None, (), "en", 9)]) is None
    assert ours.discrimination([]) is None
    assert ours.discrimination([Pair(1, 1, 1)]) is None
    assert ours.efficiency([Pair(1, 0.5, 40)]) is None
    assert ours.consistency([1.0], 1.0) is None
    assert ours.variance([(1.0, 1)]) is None
