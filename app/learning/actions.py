"""Verbs about what learners do. They flush, never commit. What is done is done: doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from app.content.models import Lesson
from app.learning.models import AssignmentDeclaration, GateOpening, LessonCompletion, Reflection, SurveyParticipation
from app.learning.queries import survey_counts, waiting_counts
from app.learning.surveys import Count, counted
from app.questions.question import Track

_set_count = update(survey_counts).where(
    survey_counts.c.module_id == bindparam("b_module"),
    survey_counts.c.track == bindparam("b_track"),
    survey_counts.c.question_id == bindparam("b_question"),
    survey_counts.c.option == bindparam("b_option"),
)


def complete_lesson(
    session: Session, person_id: int, module_id: str, lesson: Lesson, revision: int, commit: str, at: datetime
) -> None:
    """Note that a person has read a lesson to its end, in the author's revision that their page showed."""
    revision = min(revision, lesson.revision)
    done = session.get(LessonCompletion, (person_id, module_id, lesson.id))
    if done is None:
        session.add(
            LessonCompletion(
                person_id=person_id,
                module_id=module_id,
                lesson_id=lesson.id,
                lesson_revision=revision,
                completed_at=at,
                content_commit=commit,
            )
        )
    elif done.lesson_revision < revision:
        done.lesson_revision = revision
        done.completed_at = at
        done.content_commit = commit
    session.flush()


def declare_assignment(
    session: Session, person_id: int, module_id: str, note: str | None, commit: str, at: datetime
) -> None:
    """Note a person's word that the task at work is done. A later note replaces the earlier; the day stays."""
    declared = session.get(AssignmentDeclaration, (person_id, module_id))
    if declared is None:
        session.add(
            AssignmentDeclaration(
                person_id=person_id, module_id=module_id, note=note, declared_at=at, content_commit=commit
            )
        )
    elif note:
        declared.note = note
    session.flush()


def open_gate(session: Session, enterprise_id: int, module_id: str, opened_by: int | None, at: datetime) -> None:
    """Let an enterprise take a module before its prerequisites."""
    if session.get(GateOpening, (enterprise_id, module_id)) is None:
        session.add(GateOpening(enterprise_id=enterprise_id, module_id=module_id, opened_by=opened_by, opened_at=at))
        session.flush()


def close_gate(session: Session, enterprise_id: int, module_id: str) -> None:
    """Ask for the prerequisites again; attempts already begun go on."""
    opening = session.get(GateOpening, (enterprise_id, module_id))
    if opening is not None:
        session.delete(opening)
        session.flush()


def keep_reflection(session: Session, person_id: int, module_id: str, question_id: str, words: str) -> None:
    """Keep what a person wrote for themselves, in place of what they wrote before."""
    kept = session.get(Reflection, (person_id, module_id, question_id))
    if kept is None:
        session.add(Reflection(person_id=person_id, module_id=module_id, question_id=question_id, words=words))
    else:
        kept.words = words
    session.flush()


def forget_reflection(session: Session, person_id: int, module_id: str, question_id: str) -> None:
    """Delete what a person wrote for themselves, if anything."""
    kept = session.get(Reflection, (person_id, module_id, question_id))
    if kept is not None:
        session.delete(kept)
        session.flush()


def note_participation(session: Session, person_id: int, module_id: str) -> None:
    """Note that a person has answered a module's survey, and neither what nor when."""
    session.add(SurveyParticipation(person_id=person_id, module_id=module_id))
    session.flush()


def count_answers(
    session: Session, module_id: str, track: Track, options: Collection[tuple[str, str]], chosen: Mapping[str, str]
) -> None:
    """Count somebody's answers to a survey. `options` are all its (question id, option), chosen or not.

    Every counter of the survey is written, changed or not: else the database's own notes of which transaction wrote a
    row last (PostgreSQL's xmin) would tie the last participant to the options that they chose.
    """
    stored = set(waiting_counts(session, module_id, track))
    known = {(each.question_id, each.option) for each in stored}
    fresh = {Count(question, option) for question, option in options if (question, option) not in known}
    where = {"module_id": module_id, "track": track}
    if fresh:
        session.execute(insert(survey_counts), [{**where, **asdict(each)} for each in sorted(fresh, key=_key)])
    session.execute(
        _set_count,
        [
            {"b_module": module_id, "b_track": track, "b_question": each.question_id, "b_option": each.option}
            | {"shown": each.shown, "waiting": each.waiting}
            for each in counted(stored | fresh, chosen, options)
        ],
    )


def _key(count: Count) -> tuple[str, str]:
    return count.question_id, count.option
