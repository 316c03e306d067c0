"""Verbs about attempts and answers. They flush, never commit."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.assessment.grading import is_passed
from app.assessment.queries import asked, attempts, responses, revisions
from app.content.models import QuizRule
from app.database import Prepared
from app.questions.question import Answer, Track
from app.questions.revision import Revision

_add_response, _add_attempt, _add_asked = (
    Prepared(insert(responses)),
    Prepared(insert(attempts)),
    Prepared(insert(asked)),
)
_finish = Prepared(
    update(attempts)
    .where(attempts.c.id == bindparam("attempt_id"))
    .values(finished_at=bindparam("at"), points=bindparam("reached"), passed=bindparam("is_passed"))
)


def new_seed() -> str:
    """Make the seed that decides an attempt's draw and order."""
    return secrets.token_hex(8)


def keep_revisions(session: Session, module_id: str, drawn: Iterable[Revision], commit: str, at: datetime) -> None:
    """Store the revisions that are not stored yet: an attempt is marked against them whatever becomes of the files.

    Always in the order of their ids: learners who start at once would otherwise wait for one another in a circle.
    """
    wanted = {revision.id: revision for revision in sorted(drawn, key=lambda each: each.id)}
    known = set(session.scalars(select(revisions.c.id).where(revisions.c.id.in_(wanted))))
    new = [
        {
            "id": each.id,
            "module_id": module_id,
            "question_id": each.question.id,
            "document": each.document,
            "stored_at": at,
            "content_commit": commit,
        }
        for each in wanted.values()
        if each.id not in known
    ]
    if new:
        session.execute(insert(revisions), new)


def add_attempt(
    session: Session,
    person_id: int,
    module_id: str,
    number: int,
    track: Track,
    rule: QuizRule,
    seed: str,
    drawn: Sequence[Revision],
    commit: str,
    at: datetime,
) -> UUID:
    """Start an attempt at the drawn questions, in their order, and give its id."""
    attempt_id = uuid4()
    _add_attempt.run(
        session,
        id=attempt_id,
        person_id=person_id,
        module_id=module_id,
        number=number,
        track=track,
        seed=seed,
        pass_mark=rule.pass_mark,
        feedback=rule.feedback,
        max_points=sum(revision.question.points for revision in drawn),
        started_at=at,
        content_commit=commit,
    )
    _add_asked.run_all(session, _asked_rows(attempt_id, drawn))
    return attempt_id


def _asked_rows(attempt_id: UUID, drawn: Sequence[Revision]) -> list[dict[str, Any]]:
    return [
        {
            "attempt_id": attempt_id,
            "position": position,
            "question_id": revision.question.id,
            "revision_id": revision.id,
            "points": revision.question.points,
            "critical": revision.question.critical,
        }
        for position, revision in enumerate(drawn, 1)
    ]


def record_response(
    session: Session,
    response_id: UUID,
    attempt_id: UUID,
    position: int,
    answer: Answer | None,
    score: float,
    language: str,
    at: datetime,
) -> None:
    """Store an answer, once: the database refuses a second one under the same id, or to the same question."""
    _add_response.run(
        session,
        id=response_id,
        attempt_id=attempt_id,
        position=position,
        answer=answer,
        score=score,
        language=language,
        recorded_at=at,
    )


def finish_attempt(
    session: Session,
    attempt_id: UUID,
    points: float,
    max_points: int,
    pass_mark: int,
    at: datetime,
    critical: Iterable[float] = (),
) -> bool:
    """Close an attempt with its points and say whether it is passed. `critical`: the shares of what must be right."""
    passed = is_passed(points, max_points, pass_mark, critical)
    _finish.run(session, attempt_id=attempt_id, at=at, reached=points, is_passed=passed)
    return passed
