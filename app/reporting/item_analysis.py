"""The statistics of questions and quizzes. Pure: numbers in, numbers out; None where a figure is not defined, never 0.

The definitions are those of Moodle (docs.moodle.org, "Quiz statistics calculations"; mod/quiz/report/statistics), which
are those of classical test theory. Two things are ours, because each attempt draws other questions:

- An item's statistics go over the attempts that drew it.
- x is the share of the item's points that an answer earned, and the **rest** is the share of the points of the other
  questions of the same attempt. Points themselves would say more about which questions were drawn than about what
  somebody knows. Where all attempts ask the same, both are points divided by a constant, which changes no index here.

Variances and covariances are those of a sample, divided by S - 1. Answers come counted: those that are alike in all
that matters are one cell, so that a million of them are some thousand cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import NamedTuple

DUST = 1e-12
"""Shares are at most 1: a variance below this is that of rounding."""


@dataclass(frozen=True)
class Cell:
    """So many learners who answered alike, in one language, and earned the same share of the other questions' points.

    `score` is the share of the item's points, 0 to 1. `rest` is None where the attempt asked nothing else. `chosen`
    holds the keys of the options chosen, none where there are no options, and is None for "Not sure".
    """

    score: float
    rest: float | None
    chosen: tuple[str, ...] | None
    language: str
    count: int


class Pair(NamedTuple):
    """An item's share and the rest's, with how many learners have just these."""

    score: float
    rest: float
    weight: int


def total(cells: Iterable[Cell]) -> int:
    """Count the learners."""
    return sum(cell.count for cell in cells)


def pairs(cells: Iterable[Cell]) -> list[Pair]:
    """Give item and rest of those who have both."""
    found: Counter[tuple[float, float]] = Counter()
    for cell in cells:
        if cell.rest is not None:
            found[cell.score, cell.rest] += cell.count
    return [Pair(score, rest, count) for (score, rest), count in found.items()]


def facility(cells: Sequence[Cell]) -> float | None:
    """Give the facility index in per cent: 100 mean(x) / max(x). None where nobody answered."""
    mean = _mean((cell.score, cell.count) for cell in cells)
    return None if mean is None else 100 * mean


def mean_rest(cells: Iterable[Cell]) -> float | None:
    """Give the mean of the rest in per cent. None where there is no rest."""
    mean = _mean((pair.rest, pair.weight) for pair in pairs(cells))
    return None if mean is None else 100 * mean


def discrimination(found: Sequence[Pair]) -> float | None:
    """Give the discrimination index, 100 C(x, rest) / sqrt(V(x) V(rest)): from -100 to 100.

    The item against the rest, not against the total that holds the item itself. None where one of the two never varies.
    """
    together, spread = _covariance(found), _variance_of(found)
    return None if together is None or not spread else 100 * together / spread


def efficiency(found: Sequence[Pair]) -> float | None:
    """Give the discriminative efficiency, 100 C(x, rest) / C_max: the share of the discrimination that could be had.

    C_max is the covariance of the same two lists, each sorted by itself. None where it is 0.
    """
    together, most = _covariance(found), _covariance(_sorted_apart(found))
    return None if together is None or most is None or most < DUST else 100 * together / most


def consistency(item_variances: Sequence[float], total_variance: float | None) -> float | None:
    """Give the coefficient of internal consistency (Cronbach's alpha times 100).

    100 p / (p - 1) (1 - sum V(x_i) / V(T)) for the p items that all attempts asked, in points. None for one item, or
    where the totals never vary.
    """
    p = len(item_variances)
    if p < 2 or total_variance is None or total_variance < DUST:
        return None
    return 100 * p / (p - 1) * (1 - fsum(item_variances) / total_variance)


def error_ratio(alpha: float) -> float:
    """Give the share of the spread that is chance, in per cent: 100 sqrt(1 - CIC / 100)."""
    return 100 * sqrt(max(0.0, 1 - alpha / 100))


def standard_error(alpha: float, deviation: float) -> float:
    """Give the standard error of a result, in the unit of its standard deviation: ER x SD / 100."""
    return error_ratio(alpha) * deviation / 100


def variance(weighted: Iterable[tuple[float, int]]) -> float | None:
    """Give the sample variance of (value, count) pairs. None for fewer than two values."""
    return _covariance([Pair(value, value, count) for value, count in weighted])


def _variance_of(found: Sequence[Pair]) -> float:
    """Give sqrt(V(x) V(rest)), 0.0 where one of them is."""
    x = variance((pair.score, pair.weight) for pair in found) or 0.0
    rest = variance((pair.rest, pair.weight) for pair in found) or 0.0
    return sqrt(x * rest) if x > DUST and rest > DUST else 0.0


def _covariance(found: Sequence[Pair]) -> float | None:
    """Give the sample covariance. Deviations are taken from the means first, so that nothing cancels."""
    count = sum(pair.weight for pair in found)
    if count < 2:
        return None
    x = fsum(pair.score * pair.weight for pair in found) / count
    rest = fsum(pair.rest * pair.weight for pair in found) / count
    return fsum((pair.score - x) * (pair.rest - rest) * pair.weight for pair in found) / (count - 1)


def _sorted_apart(found: Sequence[Pair]) -> list[Pair]:
    """Pair the lowest item with the lowest rest, and so on up."""
    scores, rests = Counter[float](), Counter[float]()
    for pair in found:
        scores[pair.score] += pair.weight
        rests[pair.rest] += pair.weight
    return list(_matched(sorted(scores.items()), sorted(rests.items())))


def _matched(scores: Sequence[tuple[float, int]], rests: Sequence[tuple[float, int]]) -> Iterator[Pair]:
    waiting = iter(rests)
    rest, left = 0.0, 0
    for score, count in scores:
        wanted = count
        while wanted:
            if not left:
                rest, left = next(waiting)
            taken = min(wanted, left)
            yield Pair(score, rest, taken)
            wanted, left = wanted - taken, left - taken


def _mean(weighted: Iterable[tuple[float, int]]) -> float | None:
    found = list(weighted)
    count = sum(weight for _, weight in found)
    return fsum(value * weight for value, weight in found) / count if count else None
