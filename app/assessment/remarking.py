"""Answers marked again by a question's present key, because the one they were marked by was wrong. Pure.

Nobody loses by it: an answer keeps the better of its two marks, so points and verdicts only rise. What would have
fallen is said, for people to look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from app.assessment.grading import is_passed, total
from app.questions.keys import carried_mark
from app.questions.question import Answer
from app.questions.revision import Revision

Outcome = Literal["waits", "rises", "same", "kept", "falls", "left"]
"""What comes of an answer: not given yet; more points; as many; fewer, so the old ones stay; so few that the attempt
would not be passed, so all stays; or it cannot be marked by the present key, and all stays."""
OUTCOMES: tuple[Outcome, ...] = ("waits", "rises", "same", "kept", "falls", "left")


@dataclass(frozen=True)
class SatQuestion:
    """A question of an attempt: the revision that was `drawn`, the one whose key marks it, and what was answered.

    A `critical` one must be fully right for the attempt to be passed.
    """

    position: int
    question_id: str
    drawn: str
    marked_by: str
    points: int
    critical: bool
    answered: bool
    answer: Answer | None
    score: float


@dataclass(frozen=True)
class Sitting:
    """An attempt with its answers and no name. `points` and `passed` are None while it is open."""

    id: UUID
    module_id: str
    track: str
    seed: str
    pass_mark: int
    max_points: int
    points: float | None
    passed: bool | None
    questions: tuple[SatQuestion, ...]

    @property
    def finished(self) -> bool:
        """Whether every question is answered and the attempt has its verdict."""
        return self.passed is not None

    def points_with(self, scores: Mapping[int, float]) -> float:
        """Add up the points, with other scores at some positions."""
        return total((scores.get(each.position, each.score), each.points) for each in self.questions)

    def passes_with(self, scores: Mapping[int, float]) -> bool:
        """Say whether the attempt is passed with other scores at some positions."""
        critical = (scores.get(each.position, each.score) for each in self.questions if each.critical)
        return is_passed(self.points_with(scores), self.max_points, self.pass_mark, critical)


@dataclass(frozen=True)
class Remark:
    """One answer marked again. `by_key` is the share that the present key gives, None where it can give none."""

    sitting: Sitting
    question: SatQuestion
    by_key: float | None
    outcome: Outcome

    @property
    def score(self) -> float:
        """The share that counts from now on."""
        return max(self.question.score, self.by_key or 0.0)

    @property
    def points(self) -> float | None:
        """The points of the attempt from now on; as they were where nothing rises."""
        return self.sitting.points_with(self._now) if self._changes_the_result else self.sitting.points

    @property
    def passed(self) -> bool | None:
        """The verdict from now on. One that was given stays."""
        if not self._changes_the_result:
            return self.sitting.passed
        return bool(self.sitting.passed) or self.sitting.passes_with(self._now)

    @property
    def passes_now(self) -> bool:
        """Whether a failed attempt becomes a passed one."""
        return self.passed is True and self.sitting.passed is False

    @property
    def _now(self) -> dict[int, float]:
        return {self.question.position: self.score}

    @property
    def _changes_the_result(self) -> bool:
        return self.sitting.finished and self.outcome == "rises"


def remark(sitting: Sitting, question: SatQuestion, key: Revision, given_to: Revision) -> Remark:
    """Mark one answer by the present key. `given_to` is the revision that was shown when it was given."""
    if not question.answered:
        return Remark(sitting, question, None, "waits")
    by_key = 0.0 if question.answer is None else carried_mark(given_to, key, question.answer, sitting.seed)
    return Remark(sitting, question, by_key, _outcome(sitting, question, by_key))


def _outcome(sitting: Sitting, question: SatQuestion, by_key: float | None) -> Outcome:
    if by_key is None:
        return "left"
    if by_key == question.score:
        return "same"
    if by_key > question.score:
        return "rises"
    return "falls" if sitting.passed and not sitting.passes_with({question.position: by_key}) else "kept"
