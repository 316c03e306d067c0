"""Verbs about answers marked again. They flush, never commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Update, bindparam, insert, update
from sqlalchemy.orm import Session

from app.assessment.models import Regrade
from app.assessment.queries import asked, attempts, responses
from app.assessment.regrade_queries import regraded
from app.assessment.remarking import Remark

_mark_by = (
    update(asked)
    .where(asked.c.attempt_id == bindparam("attempt"), asked.c.position == bindparam("at"))
    .values(marked_by=bindparam("key"))
)
_score = (
    update(responses)
    .where(responses.c.attempt_id == bindparam("attempt"), responses.c.position == bindparam("at"))
    .values(score=bindparam("share"))
)
_result = (
    update(attempts)
    .where(attempts.c.id == bindparam("attempt"))
    .values(points=bindparam("reached"), passed=bindparam("is_passed"))
)


def record_regrade(
    session: Session,
    module_id: str,
    question_id: str,
    revision_id: str,
    remarks: Sequence[Remark],
    made_by: int | None,
    at: datetime,
) -> None:
    """Note who had which question marked again and when, and what it means for each attempt."""
    made = Regrade(module_id=module_id, question_id=question_id, revision_id=revision_id, made_by=made_by, made_at=at)
    session.add(made)
    session.flush()
    session.execute(insert(regraded), [{"regrade_id": made.id, **_row(each)} for each in remarks])


def _row(remark: Remark) -> dict[str, object]:
    return {
        "attempt_id": remark.sitting.id,
        "position": remark.question.position,
        "from_revision": remark.question.marked_by,
        "outcome": remark.outcome,
        "score_before": remark.question.score,
        "score_by_key": remark.by_key,
        "points_before": remark.sitting.points,
        "points_after": remark.points,
        "passed_before": remark.sitting.passed,
        "passed_after": remark.passed,
    }


def apply_remarks(session: Session, revision_id: str, remarks: Sequence[Remark]) -> None:
    """Have the answers marked by the new key from now on, and raise what rises. What is left stays as it was."""
    carried = [each for each in remarks if each.outcome != "left"]
    rising = [each for each in carried if each.outcome == "rises"]
    finished = [each for each in rising if each.sitting.finished]
    _run(session, _mark_by, [{**_place(each), "key": revision_id} for each in carried])
    _run(session, _score, [{**_place(each), "share": each.score} for each in rising])
    _run(session, _result, [_reached(each) for each in finished])


def _run(session: Session, statement: Update, several: list[dict[str, object]]) -> None:
    if several:
        session.execute(statement, several)


def _place(remark: Remark) -> dict[str, object]:
    return {"attempt": remark.sitting.id, "at": remark.question.position}


def _reached(remark: Remark) -> dict[str, object]:
    return {"attempt": remark.sitting.id, "reached": remark.points, "is_passed": remark.passed}


def mark_as_drawn(session: Session, attempt_id: UUID, position: int) -> None:
    """Go back to the key of the revision that was drawn, for an answer that the corrected one cannot mark."""
    session.execute(_mark_by, {"attempt": attempt_id, "at": position, "key": None})
