"""What a person has reached in a module's quiz. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class QuizResult:
    """What a person has reached in a module's quiz. `best` is (points, max_points) of the best finished attempt."""

    attempts: int
    best: tuple[float, int] | None
    passed: bool
    open_attempt: UUID | None


NEVER_TRIED = QuizResult(0, None, False, None)
