"""Every SELECT about attempts and answers. An attempt is found only through the person whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.assessment.grading import is_right, percent
from app.assessment.models import Attempt, AttemptQuestion, QuestionRevision, Response
from app.assessment.results import NEVER_TRIED, QuizResult
from app.content.models import Library
from app.database import Prepared, table_of
from app.questions.question import Answer, Track
from app.questions.revision import Revision, from_document

attempts, asked = table_of(Attempt), table_of(AttemptQuestion)
responses, revisions = table_of(Response), table_of(QuestionRevision)


@dataclass(frozen=True)
class AttemptState:
    """An attempt with where it stands, its fields in the order of the columns that are read.

    `positions` counts its questions; `answered` holds the positions answered.
    """

    id: UUID
    module_id: str
    number: int
    track: Track
    seed: str
    pass_mark: int
    feedback: str
    max_points: int
    finished_at: datetime | None
    points: float | None
    passed: bool | None
    positions: int
    answered: frozenset[int]

    @property
    def percent(self) -> int:
        """The result in whole per cent, 0 while the attempt is open."""
        return percent(self.points or 0.0, self.max_points)

    @property
    def next_position(self) -> int | None:
        """The first question without an answer, where the learner goes on; None when all are answered."""
        return next((each for each in range(1, self.positions + 1) if each not in self.answered), None)


class Asked(NamedTuple):
    """One question of an attempt, with the answer given to it, if any. `answer` None in an answered one: "Not sure".

    `marked_by` is the revision of a corrected key, None where the question is marked as it was drawn.
    """

    position: int
    question_id: str
    revision_id: str
    points: int
    critical: bool
    response_id: UUID | None
    answer: Answer | None
    score: float | None
    marked_by: str | None = None

    @property
    def shown_revision(self) -> str:
        """The revision to show: before the answer what was drawn, after it the one whose key marks it."""
        return self.marked_by or self.revision_id if self.is_answered else self.revision_id

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer, "Not sure" being one."""
        return self.response_id is not None

    @property
    def verdict(self) -> str:
        """How the answer fared: right, partly, wrong or unsure."""
        if self.answer is None:
            return "unsure"
        if is_right(self.score or 0.0):
            return "right"
        return "partly" if self.score else "wrong"


_attempt = Prepared(
    select(
        attempts.c.id,
        attempts.c.module_id,
        attempts.c.number,
        attempts.c.track,
        attempts.c.seed,
        attempts.c.pass_mark,
        attempts.c.feedback,
        attempts.c.max_points,
        attempts.c.finished_at,
        attempts.c.points,
        attempts.c.passed,
    ).where(attempts.c.id == bindparam("id"), attempts.c.person_id == bindparam("person_id"))
)
_asked = Prepared(
    select(
        asked.c.position,
        asked.c.question_id,
        asked.c.revision_id,
        asked.c.points,
        asked.c.critical,
        responses.c.id,
        responses.c.answer,
        responses.c.score,
        asked.c.marked_by,
    )
    .outerjoin(responses, and_(responses.c.attempt_id == asked.c.attempt_id, responses.c.position == asked.c.position))
    .where(asked.c.attempt_id == bindparam("id"))
    .order_by(asked.c.position)
)
_results = Prepared(
    select(
        attempts.c.module_id,
        attempts.c.id,
        attempts.c.finished_at,
        attempts.c.points,
        attempts.c.max_points,
        attempts.c.passed,
    ).where(attempts.c.person_id == bindparam("person_id"))
)
_open = Prepared(
    select(attempts.c.id).where(
        attempts.c.person_id == bindparam("person_id"),
        attempts.c.module_id == bindparam("module_id"),
        attempts.c.finished_at.is_(None),
    )
)
_seen = Prepared(
    select(asked.c.question_id, func.count().label("times"))
    .join(attempts, attempts.c.id == asked.c.attempt_id)
    .where(attempts.c.person_id == bindparam("person_id"), attempts.c.module_id == bindparam("module_id"))
    .group_by(asked.c.question_id)
)
_waiting = (
    select(asked.c.position)
    .join(attempts, attempts.c.id == asked.c.attempt_id)
    .outerjoin(responses, and_(responses.c.attempt_id == asked.c.attempt_id, responses.c.position == asked.c.position))
    .where(
        attempts.c.person_id == bindparam("person_id"),
        attempts.c.module_id == bindparam("module_id"),
        attempts.c.finished_at.is_(None),
        asked.c.question_id == bindparam("question_id"),
        responses.c.id.is_(None),
    )
)
_document = Prepared(select(revisions.c.document).where(revisions.c.id == bindparam("id")))
_owner = Prepared(select(responses.c.attempt_id, responses.c.position).where(responses.c.id == bindparam("id")))


def attempt_with_questions(
    session: Session, person_id: int, attempt_id: UUID
) -> tuple[AttemptState, list[Asked]] | None:
    """Give a person's attempt and all its questions in order, None where there is none of theirs."""
    row = _attempt.row(session, id=attempt_id, person_id=person_id)
    if row is None:
        return None
    questions = [Asked(*each) for each in _asked.rows(session, id=attempt_id)]
    answered = frozenset(each.position for each in questions if each.is_answered)
    return AttemptState(*(*row, len(questions), answered)), questions


def open_attempt(session: Session, person_id: int, module_id: str) -> UUID | None:
    """Give a person's unfinished attempt at a module's quiz; there is at most one."""
    row = _open.row(session, person_id=person_id, module_id=module_id)
    return row[0] if row else None


def times_seen(session: Session, person_id: int, module_id: str) -> dict[str, int]:
    """Count how often a person was asked each question of a module."""
    return dict(_seen.rows(session, person_id=person_id, module_id=module_id))


def is_asked_now(session: Session, person_id: int, module_id: str, question_id: str) -> bool:
    """Say whether a person's open attempt asks a question and waits for the answer."""
    found = session.execute(_waiting, {"person_id": person_id, "module_id": module_id, "question_id": question_id})
    return found.first() is not None


def place_of_response(session: Session, response_id: UUID) -> tuple[UUID, int] | None:
    """Say to which attempt and position an answer's id belongs, None where the id is new."""
    row = _owner.row(session, id=response_id)
    return (row[0], row[1]) if row else None


def quiz_results(session: Session, person_id: int) -> dict[str, QuizResult]:
    """Give what a person has reached in the quizzes, by module id; modules never tried are not in it."""
    results: dict[str, QuizResult] = {}
    for module_id, attempt_id, finished_at, points, max_points, passed in _results.rows(session, person_id=person_id):
        so_far = results.get(module_id, NEVER_TRIED)
        best = so_far.best if finished_at is None else _better(so_far.best, (points, max_points))
        results[module_id] = QuizResult(
            so_far.attempts + 1,
            best,
            so_far.passed or bool(passed),
            attempt_id if finished_at is None else so_far.open_attempt,
        )
    return results


def revision_of(session: Session, library: Library, module_id: str, question_id: str, revision_id: str) -> Revision:
    """Give a question as the attempt drew it: from the library while it is unchanged, else as it was stored."""
    module = library.modules.get(module_id)
    current = module.bank.get(question_id) if module else None
    if current is not None and current.id == revision_id:
        return current
    stored = _document.row(session, id=revision_id)
    assert stored is not None, "an attempt's question has its revision by a foreign key"
    return _read_document(stored[0])


@lru_cache(maxsize=1024)
def _read_document(document: str) -> Revision:
    return from_document(document)


def _better(one: tuple[float, int] | None, other: tuple[float, int]) -> tuple[float, int]:
    if one is None or other[0] * one[1] > one[0] * other[1]:
        return other
    return one
