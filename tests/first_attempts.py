"""Many finished attempts, put in by the product's own actions: through the journeys each takes as long as a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import uuid4

from sqlalchemy.orm import Session

from app.accounts.actions import add_person
from app.assessment.actions import add_attempt, finish_attempt, keep_revisions, new_seed, record_response
from app.assessment.grading import total
from app.content.models import Library
from app.questions.question import Answer, Track
from tests.people import MONDAY, person

Given = Mapping[str, Answer | None]
"""Answers by question; None is "Not sure"."""


def newcomer(session: Session) -> int:
    """Add a person and give their id."""
    return add_person(session, person())


def attempt(
    session: Session,
    library: Library,
    given: Given,
    *,
    person_id: int | None = None,
    number: int = 1,
    track: Track = "worker",
    language: str = "en",
    asked: Sequence[str] = (),
    finished: bool = True,
) -> int:
    """Add an attempt at `board` with these answers, all others right, and give whose it is.

    `asked` are the questions, those of the track's pool without it.
    """
    module = library.modules["board"]
    drawn = [module.bank[each] for each in asked] or list(module.pool(track))
    person_id = newcomer(session) if person_id is None else person_id
    assert module.quiz is not None
    keep_revisions(session, module.id, drawn, "", MONDAY)
    ident = add_attempt(session, person_id, module.id, number, track, module.quiz, new_seed(), drawn, "", MONDAY)
    marks = []
    for position, revision in enumerate(drawn, 1):
        answer = given.get(revision.question.id, revision.question.right_answer())
        score = 0.0 if answer is None else revision.mark(answer)
        marks.append((score, revision.question.points))
        record_response(session, uuid4(), ident, position, answer, score, language, MONDAY)
    if finished:
        most = sum(points for _, points in marks)
        finish_attempt(session, ident, total(marks), most, module.quiz.pass_mark, MONDAY)
    return person_id


def attempts(session: Session, library: Library, several: Sequence[tuple[int, Given]], language: str = "en") -> None:
    """Add so many workers' attempts for each of these sets of answers."""
    for count, given in several:
        for _ in range(count):
            attempt(session, library, given, language=language)
