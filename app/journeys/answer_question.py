"""A learner answers one question of an attempt: stored once, marked once, the same reply however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.assessment.actions import finish_attempt, record_response
from app.assessment.errors import NoSuchAttempt, NoSuchQuestion, ResponseIdTaken
from app.assessment.grading import total
from app.assessment.queries import Asked, AttemptState, attempt_with_questions, place_of_response, revision_of
from app.assessment.regrade_actions import mark_as_drawn
from app.content.models import Library
from app.journeys.complete_module import Learner, certify_if_earned
from app.questions.keys import carried_mark
from app.questions.question import Answer, Form
from app.questions.revision import Revision


@dataclass(frozen=True)
class Submission:
    """An answer on its way in. `form` None is the answer "Not sure"; `id` was made by the client."""

    id: UUID
    attempt_id: UUID
    position: int
    form: Form | None
    language: str


@dataclass(frozen=True)
class Answered:
    """The answer that counts: the one just stored, or the first one given to this question. `recorded` says which.

    `attempt` is how the attempt stands with that answer in it.
    """

    attempt: AttemptState
    asked: Asked
    revision: Revision
    recorded: bool


def answer_question(
    session: Session, library: Library, issuer: str, learner: Learner, submission: Submission, at: datetime
) -> Answered:
    """Mark and store an answer; with the last one, close the attempt and issue the certificate if earned.

    Raises NoSuchAttempt, NoSuchQuestion, ResponseIdTaken, Unreadable where the form holds no answer, and Unfinished
    where it holds a part of one; of that nothing is stored.
    """
    attempt, questions = _attempt(session, learner, submission)
    asked = questions[submission.position - 1]
    revision = revision_of(session, library, attempt.module_id, asked.question_id, asked.shown_revision)
    if asked.is_answered:
        return Answered(attempt, asked, revision, recorded=asked.response_id == submission.id)
    if place_of_response(session, submission.id):
        raise ResponseIdTaken(submission.id)
    asked = _record(session, library, attempt, asked, revision, submission, at)
    questions[asked.position - 1] = asked
    attempt = replace(attempt, answered=attempt.answered | {asked.position})
    if attempt.next_position is None:
        attempt = _finish(session, library, issuer, learner, attempt, questions, at)
    if asked.marked_by:
        revision = revision_of(session, library, attempt.module_id, asked.question_id, asked.marked_by)
    return Answered(attempt, asked, revision, recorded=True)


def _attempt(session: Session, learner: Learner, submission: Submission) -> tuple[AttemptState, list[Asked]]:
    found = attempt_with_questions(session, learner.person_id, submission.attempt_id)
    if found is None:
        raise NoSuchAttempt(submission.attempt_id)
    if not 1 <= submission.position <= len(found[1]):
        raise NoSuchQuestion(submission.position)
    return found


def _record(
    session: Session,
    library: Library,
    attempt: AttemptState,
    asked: Asked,
    drawn: Revision,
    submission: Submission,
    at: datetime,
) -> Asked:
    answer = None if submission.form is None else drawn.question.read(submission.form, attempt.seed)
    asked, score = _marked(session, library, attempt, asked, drawn, answer)
    record_response(session, submission.id, attempt.id, asked.position, answer, score, submission.language, at)
    return asked._replace(response_id=submission.id, answer=answer, score=score)


def _marked(
    session: Session, library: Library, attempt: AttemptState, asked: Asked, drawn: Revision, answer: Answer | None
) -> tuple[Asked, float]:
    """Mark an answer: by a corrected key if there is one that can, else by the key of what was drawn."""
    if answer is None:
        return asked, 0.0
    if asked.marked_by:
        key = revision_of(session, library, attempt.module_id, asked.question_id, asked.marked_by)
        score = carried_mark(drawn, key, answer, attempt.seed)
        if score is not None:
            return asked, score
        mark_as_drawn(session, attempt.id, asked.position)
    return asked._replace(marked_by=None), drawn.mark(answer)


def _finish(
    session: Session,
    library: Library,
    issuer: str,
    learner: Learner,
    attempt: AttemptState,
    questions: Sequence[Asked],
    at: datetime,
) -> AttemptState:
    points = total((each.score or 0.0, each.points) for each in questions)
    critical = [each.score or 0.0 for each in questions if each.critical]
    passed = finish_attempt(session, attempt.id, points, attempt.max_points, attempt.pass_mark, at, critical)
    module = library.modules.get(attempt.module_id)
    if passed and module is not None:
        certify_if_earned(session, library, issuer, learner, module, at)
    return replace(attempt, finished_at=at, points=points, passed=passed)
