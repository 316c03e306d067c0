"""The answers of each learner's first finished attempt at a module, one text an attempt.

A million answers are too many to be handed over one by one, and SQLite sorts a million rows for a GROUP BY: each takes
twice as long as this. What learners typed never leaves the database.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, exists, func, null, select

from app.assessment.queries import asked, attempts, responses

ROW, PART = "\x1e", "\x1f"
"""Between the answers of an attempt, and between the parts of one: control characters, which JSON writes otherwise."""

UNSURE, UNREAD = "", "-"


def answer_texts(module_id: str, readable: Collection[str], question_id: str | None) -> Select[Any]:
    """Ask for track, points, most points and the text of all answers (None: none) of each first finished attempt.

    A text has ROW between its answers. Each is revision, language, share of the points and answer, PART between them:
    the answer's JSON for a revision that is `readable`, UNSURE for "Not sure", else UNREAD.

    The revision is that by whose key the answer is marked: a corrected one where the question was marked again.

    It begins with the responses: SQLite then finds both tables' rows in their order, a sixth faster.
    """
    revision = func.coalesce(asked.c.marked_by, asked.c.revision_id)
    answer = case(
        (responses.c.answer.is_(null()), UNSURE),
        (revision.in_(readable), cast(responses.c.answer, Text)),
        else_=UNREAD,
    )
    one = revision + PART + responses.c.language + PART + cast(responses.c.score, Text) + PART + answer
    places = and_(responses.c.attempt_id == asked.c.attempt_id, responses.c.position == asked.c.position)
    text = select(func.aggregate_strings(one, ROW)).select_from(responses.join(asked, places))
    text = text.where(responses.c.attempt_id == attempts.c.id)
    if question_id is not None:
        text = text.where(asked.c.question_id == question_id)
    columns = attempts.c.track, attempts.c.points, attempts.c.max_points, text.scalar_subquery()
    return select(*columns).where(*_first_finished(module_id))


def _first_finished(module_id: str) -> tuple[ColumnElement[bool], ...]:
    before = attempts.alias("before")
    earlier = exists().where(
        before.c.person_id == attempts.c.person_id,
        before.c.module_id == attempts.c.module_id,
        before.c.number < attempts.c.number,
        before.c.finished_at.is_not(None),
    )
    return attempts.c.module_id == module_id, attempts.c.finished_at.is_not(None), ~earlier
