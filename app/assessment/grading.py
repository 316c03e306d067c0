"""What the answers of an attempt come to. Pure."""

from __future__ import annotations

from collections.abc import Iterable

TOLERANCE = 1e-9
"""Thirds do not add up to one in binary; nobody may fail by the last bit."""


def total(marks: Iterable[tuple[float, int]]) -> float:
    """Add up (share, points) pairs to points, without the dust of binary fractions."""
    return round(sum(share * points for share, points in marks), 6)


def percent(points: float, max_points: int) -> int:
    """Give whole per cent, rounded down: 79.9 % is not 80 %. None to earn is 0 %."""
    return int(100 * points / max_points + TOLERANCE) if max_points else 0


def is_passed(points: float, max_points: int, pass_mark: int, critical: Iterable[float] = ()) -> bool:
    """Say whether the points reach the pass mark, in per cent. An attempt without points to earn is not passed.

    `critical` are the shares earned by the answers that must be right, whatever the points: all must be whole.
    """
    enough = max_points > 0 and 100 * points >= pass_mark * max_points - TOLERANCE * max_points
    return enough and all(map(is_right, critical))


def is_right(share: float) -> bool:
    """Say whether a share of the points is all of them."""
    return share >= 1 - TOLERANCE
