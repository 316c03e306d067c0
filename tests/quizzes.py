"""Taking quizzes as learners do: through the journeys, by way of the door."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.assessment.queries import Asked, AttemptState, attempt_with_questions, revision_of
from app.content.models import Library
from app.database import Database
from app.journeys.answer_question import Answered, Submission, answer_question
from app.journeys.complete_module import Learner
from app.journeys.finish_lesson import finish_lesson
from app.journeys.start_attempt import start_attempt
from tests.answers import form_of, right_answer, wrong_answer
from tests.people import MONDAY, later

ISSUER = "SCORE Learn"


def begin(session: Session, library: Library, learner: Learner, module_id: str = "board") -> UUID:
    """Start a quiz, or go on with the open one."""
    return start_attempt(session, library, learner, module_id, MONDAY)


def look(session: Session, learner: Learner, attempt_id: UUID) -> tuple[AttemptState, list[Asked]]:
    """Give a learner's attempt as it stands, which must be there."""
    found = attempt_with_questions(session, learner.person_id, attempt_id)
    assert found is not None
    return found


def submit(
    session: Session,
    library: Library,
    learner: Learner,
    attempt_id: UUID,
    position: int,
    *,
    right: bool = True,
    response_id: UUID | None = None,
) -> Submission:
    """Make the submission that a browser would send for a right or a wrong answer."""
    state, questions = look(session, learner, attempt_id)
    asked = questions[position - 1]
    question = revision_of(session, library, state.module_id, asked.question_id, asked.revision_id).question
    answer = right_answer(question) if right else wrong_answer(question)
    form = form_of(question, answer, state.seed)
    return Submission(response_id or uuid4(), attempt_id, position, form, learner.language)


async def answer(
    database: Database, library: Library, learner: Learner, submission: Submission, at: datetime = MONDAY
) -> Answered:
    """Send one answer."""
    return await database.write(answer_question, library, ISSUER, learner, submission, at)


async def answer_all(
    database: Database, library: Library, learner: Learner, attempt_id: UUID, *, right: bool = True
) -> Answered:
    """Answer every question of an attempt and give the last reply."""
    state, _ = await database.read(look, learner, attempt_id)
    for position in range(1, state.positions + 1):
        submission = await database.read(submit, library, learner, attempt_id, position, right=right)
        reply = await answer(database, library, learner, submission, later(position))
    return reply


async def take_quiz(
    database: Database, library: Library, learner: Learner, module_id: str = "board", *, right: bool = True
) -> Answered:
    """Start a quiz and answer all of it."""
    attempt_id = await database.write(begin, library, learner, module_id)
    return await answer_all(database, library, learner, attempt_id, right=right)


async def read_lessons(database: Database, library: Library, learner: Learner, module_id: str = "board") -> str | None:
    """Finish all lessons of the learner's track and give what the last one led to."""
    number = None
    for lesson in library.modules[module_id].lessons_of(learner.track):
        number = await database.write(finish_lesson, library, ISSUER, learner, module_id, lesson.id, MONDAY)
    return number
