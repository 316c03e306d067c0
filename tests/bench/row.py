"""A line of the table of measurements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    operation: str
    measured: str
    reach: str
    good: bool

    def __str__(self) -> str:
        return f"| {self.operation} | {self.measured} | {self.reach} | {'reached' if self.good else 'MISSED'} |"
