"""Counting answers to a survey: nothing in the database ties an answer to a person, and few answers are not shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.database import Database
from app.learning.actions import count_answers, note_participation
from app.learning.queries import participations, shown_counts, survey_counts, waiting_counts
from app.learning.surveys import GROUP, Count, counted
from tests.people import enterprise, learner

OPTIONS = [("s-use", "1"), ("s-use", "2"), ("s-voice", "all"), ("s-voice", "none")]
FRESH = [Count(*each) for each in OPTIONS]
CHOSEN = st.dictionaries(st.sampled_from(["s-use", "s-voice"]), st.sampled_from(["1", "2", "all", "none"]))


def totals(counts: list[Count]) -> dict[tuple[str, str], int]:
    return {(each.question_id, each.option): each.shown + each.waiting for each in counts}


@given(st.lists(CHOSEN, max_size=30))
def test_every_answer_is_counted_and_shown_figures_grow_by_whole_groups(people: list[dict[str, str]]) -> None:
    counts, wanted = FRESH, dict.fromkeys(OPTIONS, 0)
    for chosen in people:
        before = shown_by_question(counts)
        counts = counted(counts, chosen, OPTIONS)
        wanted = {
            (question, option): number + (chosen.get(question) == option)
            for (question, option), number in wanted.items()
        }
        for question, number in shown_by_question(counts).items():
            assert number - before[question] == 0 or number - before[question] >= GROUP
    assert totals(counts) == wanted


def shown_by_question(counts: list[Count]) -> dict[str, int]:
    return {
        question: sum(each.shown for each in counts if each.question_id == question)
        for question in ("s-use", "s-voice")
    }


def answer(session: Session, module: str, chosen: dict[str, str], name: str) -> None:
    """Let a new person answer, as the journey does."""
    made = enterprise(session, f"{name}'s")
    assert made.id is not None
    person = learner(session, made.id, name)
    note_participation(session, person.person_id, module)
    count_answers(session, module, "worker", OPTIONS, chosen)


async def test_four_answers_are_not_shown_and_five_are(database: Database) -> None:
    for number in range(GROUP):
        assert set((await database.read(shown_counts, "story")).values()) <= {0}
        await database.write(answer, "story", {"s-use": "2"}, f"Person {number}")
    shown = await database.read(shown_counts, "story")
    assert shown == {("worker", *each): GROUP * (each == ("s-use", "2")) for each in OPTIONS}
    await database.write(answer, "story", {"s-use": "1"}, "The sixth")
    assert await database.read(shown_counts, "story") == shown


async def test_what_is_stored_names_nobody_no_place_and_no_time(database: Database) -> None:
    assert set(survey_counts.c.keys()) == {"module_id", "track", "question_id", "option", "shown", "waiting"}
    assert set(participations.c.keys()) == {"person_id", "module_id"}
    assert survey_counts.foreign_keys == set()


async def test_the_order_of_the_rows_says_nothing_of_the_order_of_the_answers(database: Database) -> None:
    """The counters are all there from the first answer on, so later answers add no row."""
    await database.write(answer, "story", {"s-use": "2"}, "First")
    rows = await database.read(lambda session: len(waiting_counts(session, "story", "worker")))
    assert rows == len(OPTIONS)
    await database.write(answer, "story", {"s-use": "1", "s-voice": "none"}, "Second")
    assert await database.read(lambda session: len(waiting_counts(session, "story", "worker"))) == rows


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_postgresqls_own_notes_do_not_tie_a_person_to_an_option(database: Database) -> None:
    """Each row remembers the transaction that wrote it last: it must be the same for all counters."""
    for number in range(3):
        await database.write(answer, "story", {"s-use": str(1 + number % 2)}, f"Person {number}")
    writers = await database.read(
        lambda session: session.scalars(text("SELECT DISTINCT xmin::text FROM survey_count")).all()
    )
    assert len(writers) == 1


async def test_tracks_and_modules_are_counted_apart(database: Database) -> None:
    await database.write(answer, "story", {"s-use": "2"}, "First")
    await database.write(count_answers, "story", "manager", OPTIONS, {"s-use": "1"})
    await database.write(count_answers, "board", "worker", OPTIONS, {"s-use": "1"})
    found = await database.read(waiting_counts, "story", "worker")
    assert {each.option: each.waiting for each in found if each.question_id == "s-use"} == {"1": 0, "2": 1}


async def test_an_option_that_was_added_later_gets_its_counter(database: Database) -> None:
    await database.write(count_answers, "story", "worker", OPTIONS[:3], {"s-use": "2"})
    await database.write(count_answers, "story", "worker", OPTIONS, {"s-voice": "none"})
    found = await database.read(waiting_counts, "story", "worker")
    assert totals(found) == {each: int(each in {("s-use", "2"), ("s-voice", "none")}) for each in OPTIONS}


def test_answers_to_an_option_that_is_gone_make_no_group_with_the_others() -> None:
    """Else four that wait at an option no page shows any more would show the fifth person's answer alone."""
    counts = [Count("s-use", "old", waiting=GROUP - 1), Count("s-use", "new")]
    after = counted(counts, {"s-use": "new"}, [("s-use", "new")])
    assert {each.option: (each.shown, each.waiting) for each in after} == {"old": (0, GROUP - 1), "new": (0, 1)}
