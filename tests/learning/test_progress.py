"""How far a learner is, derived from what they did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.assessment.results import QuizResult
from app.content.models import Library, Module
from app.learning.progress import NOTHING_DONE, Facts, attempts_left, missing_prerequisites, progress

PASSED = QuizResult(1, (8.0, 8), True, None)
FAILED = QuizResult(2, (3.0, 8), False, None)


def facts(
    lessons: dict[str, int] | None = None,
    quiz: QuizResult = NOTHING_DONE.quiz,
    *,
    declared: bool = False,
    certificate: str | None = None,
) -> Facts:
    return Facts(lessons or {}, quiz, declared, certificate)


@pytest.fixture
def board(library: Library) -> Module:
    return library.modules["board"]


@pytest.fixture
def walk(library: Library) -> Module:
    return library.modules["walk"]


def test_the_steps_are_those_of_the_track(board: Module) -> None:
    worker, manager = (progress(board, "worker", NOTHING_DONE), progress(board, "manager", NOTHING_DONE))
    assert [(step.kind, step.id, step.minutes) for step in worker.steps] == [
        ("lesson", "goal", 6),
        ("lesson", "speak", 4),
        ("quiz", "board", 7),
    ]
    assert [step.id for step in manager.steps] == ["goal", "lead", "board"]
    assert not worker.is_started
    assert (worker.percent, worker.minutes_left, worker.next_step) == (0, 17, worker.steps[0])


def test_a_required_task_is_a_step_and_another_is_not(board: Module, walk: Module) -> None:
    assert [step.kind for step in progress(walk, "worker", NOTHING_DONE).steps] == ["lesson", "quiz", "assignment"]
    assert "assignment" not in {step.kind for step in progress(board, "worker", NOTHING_DONE).steps}


@pytest.mark.parametrize(
    ("done", "percent", "next_id"),
    [
        (facts({"goal": 1}), 33, "speak"),
        (facts({"speak": 1}), 33, "goal"),
        (facts({"goal": 1, "speak": 1}), 66, "board"),
        (facts({"goal": 1, "speak": 1}, FAILED), 66, "board"),
        (facts({}, PASSED), 33, "goal"),
        (facts({"goal": 1, "speak": 1}, PASSED), 100, None),
        (facts({"lead": 1, "gone": 1}), 0, "goal"),
        (facts({"goal": 0}), 0, "goal"),
    ],
)
def test_progress_follows_what_was_done(board: Module, done: Facts, percent: int, next_id: str | None) -> None:
    reached = progress(board, "worker", done)
    assert reached.percent == percent
    assert (reached.next_step.id if reached.next_step else None) == next_id
    assert reached.is_complete is reached.meets_the_rules is (percent == 100)


def test_a_certificate_keeps_a_module_complete(board: Module) -> None:
    reached = progress(board, "worker", facts(certificate="7F3KQ2MD91XT"))
    assert reached.is_complete
    assert not reached.meets_the_rules
    assert reached.percent == 100


def test_a_failed_try_is_a_start(board: Module) -> None:
    assert progress(board, "worker", facts(quiz=FAILED)).is_started
    assert progress(board, "worker", facts({"goal": 1})).is_started


def test_a_track_without_lessons_is_never_complete(board: Module) -> None:
    bare = replace(board, tracks={"worker": ("goal",)})
    reached = progress(bare, "manager", facts(quiz=PASSED, declared=True))
    assert reached.steps == ()
    assert not reached.is_complete
    assert reached.percent == 0


@pytest.mark.parametrize("goal", [True, False])
@pytest.mark.parametrize("quiz", [True, False])
@pytest.mark.parametrize("declared", [True, False])
def test_complete_means_every_step(walk: Module, goal: bool, quiz: bool, declared: bool) -> None:
    reached = progress(walk, "worker", facts({"look": int(goal)}, PASSED if quiz else FAILED, declared=declared))
    assert reached.meets_the_rules is (goal and quiz and declared)
    assert len(reached.unmet) == [goal, quiz, declared].count(False)
    assert reached.minutes_left == sum(step.minutes for step in reached.unmet)


def test_prerequisites_are_missing_until_complete_or_opened(library: Library, board: Module, walk: Module) -> None:
    assert missing_prerequisites(library, walk, (), ()) == (board,)
    assert missing_prerequisites(library, walk, {"board"}, ()) == ()
    assert missing_prerequisites(library, walk, (), {"walk"}) == ()
    assert missing_prerequisites(library, walk, (), {"board"}) == (board,)
    assert missing_prerequisites(library, board, (), ()) == ()


def test_a_prerequisite_that_nobody_can_see_binds_nobody(library: Library, board: Module, walk: Module) -> None:
    hidden = replace(library, modules={"board": replace(board, status="draft"), "walk": walk})
    assert missing_prerequisites(hidden, walk, (), ()) == ()


def test_attempts_left_count_down_to_none(board: Module, walk: Module) -> None:
    assert attempts_left(board, FAILED) is None
    assert [attempts_left(walk, QuizResult(number, None, False, None)) for number in range(4)] == [2, 1, 0, 0]
    assert attempts_left(replace(walk, quiz=None), FAILED) is None
