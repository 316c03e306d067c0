"""How far a learner is in a module, derived from the facts every time and stored nowhere. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from app.assessment.grading import percent
from app.assessment.results import NEVER_TRIED, QuizResult
from app.content.models import Library, Module
from app.questions.question import Track

Kind = Literal["lesson", "quiz", "assignment"]


@dataclass(frozen=True)
class Facts:
    """What a person has done in one module. `lessons` maps the lessons read to the revision that was read.

    `certificate` is the number of the one that counts, `withdrawn` that of one that was taken back.
    """

    lessons: Mapping[str, int]
    quiz: QuizResult
    assignment_declared: bool
    certificate: str | None
    withdrawn: str | None = None


NOTHING_DONE = Facts({}, NEVER_TRIED, assignment_declared=False, certificate=None)


@dataclass(frozen=True)
class Step:
    """One thing to do in a module. `id` is the lesson's or assignment's; a quiz has the module's."""

    kind: Kind
    id: str
    minutes: int
    done: bool


@dataclass(frozen=True)
class Progress:
    """Where a learner stands in a module of their track. A finished module stays finished, with its certificate."""

    module_id: str
    steps: tuple[Step, ...]
    quiz: QuizResult
    certificate: str | None
    withdrawn: str | None = None

    @property
    def unmet(self) -> tuple[Step, ...]:
        """The steps that are still to do."""
        return tuple(step for step in self.steps if not step.done)

    @property
    def meets_the_rules(self) -> bool:
        """Whether every step is done. A module with no steps for this track cannot be completed."""
        return bool(self.steps) and not self.unmet

    @property
    def is_complete(self) -> bool:
        """Whether the module counts as done: by its rules now, or by a certificate given under earlier ones."""
        return self.meets_the_rules or self.certificate is not None

    @property
    def is_started(self) -> bool:
        """Whether anything was done at all."""
        return self.quiz.attempts > 0 or any(step.done for step in self.steps)

    @property
    def percent(self) -> int:
        """The share of steps done, in whole per cent, 0 to 100."""
        return 100 if self.is_complete else percent(len(self.steps) - len(self.unmet), len(self.steps))

    @property
    def minutes_left(self) -> int:
        """The planned minutes of the steps to do."""
        return sum(step.minutes for step in self.unmet)

    @property
    def open_quiz(self) -> Step | None:
        """The quiz where an attempt at it was begun and not ended: every answer of it is kept, and the next is due."""
        return next((step for step in self.steps if step.kind == "quiz" and self.quiz.open_attempt), None)

    @property
    def next_step(self) -> Step | None:
        """What to do next, None when nothing is left."""
        return next(iter(self.unmet), None)


QUIZ_MINUTES_PER_QUESTION = 1


def progress(module: Module, track: Track, facts: Facts) -> Progress:
    """Derive a learner's progress: all lessons of the track, the quiz if there is one, the task if it is required."""
    steps = [
        Step("lesson", lesson.id, lesson.minutes, facts.lessons.get(lesson.id, 0) >= lesson.revision)
        for lesson in module.lessons_of(track)
    ]
    if steps and module.quiz:
        minutes = module.quiz.draw * QUIZ_MINUTES_PER_QUESTION
        steps.append(Step("quiz", module.id, minutes, facts.quiz.passed))
    if steps and module.assignment and module.assignment.required:
        steps.append(Step("assignment", module.assignment.id, module.assignment.minutes, facts.assignment_declared))
    return Progress(module.id, tuple(steps), facts.quiz, facts.certificate, facts.withdrawn)


def missing_prerequisites(
    library: Library, module: Module, complete: Collection[str], opened: Collection[str]
) -> tuple[Module, ...]:
    """Give the modules to finish before this one's quiz; none where an admin has opened it for the enterprise."""
    if module.id in opened:
        return ()
    return tuple(each for each in library.prerequisites(module) if each.id not in complete)


def attempts_left(module: Module, result: QuizResult) -> int | None:
    """Give how many further attempts the module's rule allows, None for as many as one likes."""
    allowed = module.quiz.attempts if module.quiz else None
    return None if allowed is None else max(allowed - result.attempts, 0)
