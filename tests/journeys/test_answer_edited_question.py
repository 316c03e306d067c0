"""Answering what has changed since it was drawn, and answers that are typed: marked as asked, kept as given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.content.models import Library
from app.database import Database
from app.journeys.complete_module import Learner
from app.questions.question import Unreadable
from tests.course import load_course, reload_edited
from tests.quizzes import answer, answer_all, begin, look, submit


def position_of(session: Session, learner: Learner, attempt_id: UUID, question_id: str) -> int:
    _, questions = look(session, learner, attempt_id)
    return next(asked.position for asked in questions if asked.question_id == question_id)


async def test_an_edited_question_is_marked_as_it_was_drawn(
    database: Database, learner: Learner, tmp_path: Path
) -> None:
    """Between the draw and the answer the author turns the key round; the learner is marked by the one they saw."""
    folder = tmp_path / "course"
    drawn = load_course(folder)
    attempt_id = await database.write(begin, drawn, learner)
    position = await database.read(position_of, learner, attempt_id, "q-number")
    sent = await database.read(submit, drawn, learner, attempt_id, position)
    edited = reload_edited(folder, "modules/board/questions.yaml", "answer: 50", "answer: 60")
    reply = await answer(database, edited, learner, sent)
    assert reply.asked.score == 1.0
    assert reply.revision == drawn.modules["board"].bank["q-number"]
    assert reply.revision != edited.modules["board"].bank["q-number"]


async def test_a_question_taken_out_can_still_be_answered(database: Database, learner: Learner, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    attempt_id = await database.write(begin, drawn := load_course(folder), learner)
    edited = reload_edited(folder, "modules/board/questions.yaml", "- id: q-match\n", "- id: q-other\n")
    assert "q-match" not in edited.modules["board"].bank
    await answer_all(database, edited, learner, attempt_id)
    state, _ = await database.read(look, learner, attempt_id)
    assert (state.points, state.passed) == (8.0, True)
    assert drawn.modules["board"].bank["q-match"].id in {
        asked.revision_id for asked in (await database.read(look, learner, attempt_id))[1]
    }


async def test_a_module_taken_out_can_still_be_answered(database: Database, library: Library, learner: Learner) -> None:
    attempt_id = await database.write(begin, library, learner)
    empty = replace(library, modules={})
    await answer_all(database, empty, learner, attempt_id)
    assert (await database.read(look, learner, attempt_id))[0].passed is True


async def test_a_typed_answer_counts_in_any_language(database: Database, library: Library, learner: Learner) -> None:
    attempt_id = await database.write(begin, library, learner)
    position = await database.read(position_of, learner, attempt_id, "q-text")
    sent = await database.read(submit, library, learner, attempt_id, position)
    reply = await answer(
        database, library, learner, replace(sent, form={"typed": ["Presque  accident"]}, language="fr")
    )
    assert (reply.asked.answer, reply.asked.score) == ("Presque accident", 1.0)


@pytest.mark.parametrize("typed", ["nul\x00byte", "\ud800", "😀 near miss", "حادث وشيك", "x" * 5000])
async def test_whatever_is_typed_can_be_stored(
    database: Database, library: Library, learner: Learner, typed: str
) -> None:
    attempt_id = await database.write(begin, library, learner)
    position = await database.read(position_of, learner, attempt_id, "q-text")
    sent = replace(await database.read(submit, library, learner, attempt_id, position), form={"typed": [typed]})
    try:
        reply = await answer(database, library, learner, sent)
    except Unreadable:
        assert not (await database.read(look, learner, attempt_id))[1][position - 1].is_answered
    else:
        assert (await database.read(look, learner, attempt_id))[1][position - 1] == reply.asked
