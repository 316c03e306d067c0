"""Marking answers again when a key was wrong: for everybody, at once, and to nobody's loss."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from app.assessment.errors import KeyChanged, NotInTheBank
from app.assessment.queries import attempts
from app.assessment.regrade_queries import corrections_of, count_marked_by_older, regraded, regrades
from app.content.models import Library
from app.database import Database
from app.journeys.regrade_question import effect_of_regrade, regrade_question
from tests.course import load_course, reload_edited
from tests.people import MONDAY, certificates_of, first_learner, later, learner
from tests.quizzes import ISSUER, answer, answer_all, begin, look, read_lessons, submit
from tests.regrades import BANK, KEY, answer_with, failed_by_the_key, regrade


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "course"


@pytest.fixture
def drawn(folder: Path) -> Library:
    """Give the course with the wrong key: 50."""
    return load_course(folder)


def edit(folder: Path, old: str, new: str) -> None:
    """Change the bank where one change alone would leave it broken."""
    file = folder / BANK
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1
    file.write_text(before.replace(old, new), encoding="utf-8")


def rows(session: Session, table: Table) -> list[dict[str, object]]:
    return [dict(row) for row in session.execute(select(table)).mappings()]


async def test_who_failed_by_a_wrong_key_passes_and_gets_the_certificate(
    database: Database, folder: Path, drawn: Library
) -> None:
    amina = await database.write(first_learner)
    await read_lessons(database, drawn, amina)
    attempt_id = await failed_by_the_key(database, drawn, amina)
    edited = reload_edited(folder, BANK, *KEY)

    looked = await database.read(effect_of_regrade, edited, "board", "q-number")
    assert looked.counts == {"rises": 1}
    assert (len(looked.passing), looked.certified) == (1, frozenset({amina.person_id}))
    assert (await database.read(look, amina, attempt_id))[0].passed is False
    assert await database.read(rows, regrades) == []

    await regrade(database, edited, by=amina.person_id)
    state, questions = await database.read(look, amina, attempt_id)
    assert (state.points, state.passed) == (7.0, True)
    (number,) = [each for each in questions if each.question_id == "q-number"]
    assert number.shown_revision == edited.modules["board"].bank["q-number"].id != number.revision_id
    assert number.score == 1.0
    (certificate,) = await database.read(certificates_of, amina.person_id)
    assert (certificate.points, certificate.max_points) == (7.0, 8)
    (correction,) = (await database.read(corrections_of, attempt_id)).values()
    assert (correction.rises, correction.passes_now, correction.made_at) == (True, True, later(60))


async def test_without_the_lessons_the_verdict_changes_and_no_certificate_comes(
    database: Database, folder: Path, drawn: Library
) -> None:
    amina = await database.write(first_learner)
    await failed_by_the_key(database, drawn, amina)
    effect = await regrade(database, reload_edited(folder, BANK, *KEY))
    assert (len(effect.passing), effect.certified) == (1, frozenset())
    assert await database.read(certificates_of, amina.person_id) == []


async def test_twice_is_once_and_everything_is_on_record(database: Database, folder: Path, drawn: Library) -> None:
    amina = await database.write(first_learner)
    attempt_id = await failed_by_the_key(database, drawn, amina)
    edited = reload_edited(folder, BANK, *KEY)
    await regrade(database, edited, by=amina.person_id)
    after = await database.read(rows, attempts)
    again = await regrade(database, edited)
    assert again.remarks == ()
    assert await database.read(rows, attempts) == after
    (made,) = await database.read(rows, regrades)
    (row,) = await database.read(rows, regraded)
    assert (made["question_id"], made["made_by"], made["made_at"]) == ("q-number", amina.person_id, later(60))
    assert made["revision_id"] == edited.modules["board"].bank["q-number"].id
    assert row["from_revision"] == drawn.modules["board"].bank["q-number"].id
    assert (row["attempt_id"], row["outcome"]) == (attempt_id, "rises")
    assert [row[each] for each in ("points_before", "points_after")] == [6.0, 7.0]
    assert [row[each] for each in ("passed_before", "passed_after")] == [False, True]


async def test_nobody_loses_a_verdict_and_the_certificate_is_flagged(
    database: Database, folder: Path, drawn: Library
) -> None:
    """50 was called right and is wrong: with one other mistake Amina would fail; Bea would not."""
    amina = await database.write(first_learner)
    bea = await database.write(learner, amina.enterprise_id, "Bea")
    for who, wrong in ((amina, {"q-true"}), (bea, set[str]())):
        await read_lessons(database, drawn, who)
        attempt_id = await database.write(begin, drawn, who)
        await answer_with(database, drawn, who, attempt_id, wrong, typed="50")
    results = await database.read(rows, attempts)
    printed = [each.model_dump() for each in await database.read(certificates_of, amina.person_id)]

    effect = await regrade(database, reload_edited(folder, BANK, *KEY))
    assert effect.counts == {"falls": 1, "kept": 1}
    assert await database.read(rows, attempts) == results
    assert [each.model_dump() for each in await database.read(certificates_of, amina.person_id)] == printed
    assert effect.flagged == (printed[0]["number"],)
    outcomes = {row["outcome"]: row["score_by_key"] for row in await database.read(rows, regraded)}
    assert outcomes == {"falls": 0.0, "kept": 0.0}


async def test_a_certificate_that_rests_on_another_try_is_not_flagged(
    database: Database, folder: Path, drawn: Library
) -> None:
    amina = await database.write(first_learner)
    await read_lessons(database, drawn, amina)
    for wrong, typed in (({"q-true"}, "50"), (set[str](), "49.9")):
        attempt_id = await database.write(begin, drawn, amina)
        await answer_with(database, drawn, amina, attempt_id, wrong, typed)
    effect = await regrade(database, reload_edited(folder, BANK, *KEY))
    assert effect.counts == {"falls": 1, "kept": 1}
    assert effect.flagged == ()


async def test_an_open_attempt_is_shown_as_drawn_and_marked_by_the_new_key(
    database: Database, folder: Path, drawn: Library
) -> None:
    """One option comes, so the lines change places; a page that is open in a browser still means what it showed."""
    amina = await database.write(first_learner)
    attempt_id = await database.write(begin, drawn, amina)
    edit(folder, "    what: What is done\n", "    when: A date\n    what: What is done\n")
    edited = reload_edited(folder, BANK, "answer: [what, who]", "answer: [what, who, when]")
    await regrade(database, edited, "q-multiple")
    _, questions = await database.read(look, amina, attempt_id)
    (multiple,) = [each for each in questions if each.question_id == "q-multiple"]
    assert multiple.shown_revision == multiple.revision_id
    sent = await database.read(submit, edited, amina, attempt_id, multiple.position)
    reply = await answer(database, edited, amina, sent)
    assert (reply.asked.answer, reply.asked.score) == (["what", "who"], 0.0)
    assert reply.revision == edited.modules["board"].bank["q-multiple"]
    await answer_all(database, edited, amina, attempt_id)
    assert (await database.read(look, amina, attempt_id))[0].finished_at is not None


async def test_an_answer_that_names_an_option_that_is_gone_is_left_and_listed_once(
    database: Database, folder: Path, drawn: Library
) -> None:
    amina = await database.write(first_learner)
    attempt_id = await database.write(begin, drawn, amina)
    await answer_all(database, drawn, amina, attempt_id)
    results = await database.read(rows, attempts)
    edit(folder, "    what: What is done\n", "    deed: What is done\n")
    edited = reload_edited(folder, BANK, "answer: [what, who]", "answer: [deed, who]")
    module = edited.modules["board"]
    assert await database.read(count_marked_by_older, module) == {"q-multiple": 1}
    assert (await regrade(database, edited, "q-multiple")).counts == {"left": 1}
    assert await database.read(rows, attempts) == results
    _, questions = await database.read(look, amina, attempt_id)
    assert {each.shown_revision for each in questions if each.question_id == "q-multiple"} == {
        drawn.modules["board"].bank["q-multiple"].id
    }
    assert await database.read(corrections_of, attempt_id) == {}
    assert await database.read(count_marked_by_older, module) == {}
    assert (await regrade(database, edited, "q-multiple")).remarks == ()


async def test_an_answer_to_come_that_the_new_key_cannot_mark_is_marked_as_drawn(
    database: Database, folder: Path, drawn: Library
) -> None:
    amina = await database.write(first_learner)
    attempt_id = await database.write(begin, drawn, amina)
    edit(folder, "    what: What is done\n", "    deed: What is done\n")
    edited = reload_edited(folder, BANK, "answer: [what, who]", "answer: [deed, who]")
    assert (await regrade(database, edited, "q-multiple")).counts == {"waits": 1}
    await answer_all(database, edited, amina, attempt_id)
    state, questions = await database.read(look, amina, attempt_id)
    (multiple,) = [each for each in questions if each.question_id == "q-multiple"]
    assert (state.points, multiple.answer, multiple.marked_by) == (8.0, ["what", "who"], None)


async def test_words_alone_change_nothing(database: Database, folder: Path, drawn: Library) -> None:
    amina = await database.write(first_learner)
    await failed_by_the_key(database, drawn, amina)
    edited = reload_edited(folder, BANK, "Five people lose", "Five persons lose")
    assert await database.read(count_marked_by_older, edited.modules["board"]) == {}
    assert (await regrade(database, edited)).remarks == ()
    assert await database.read(rows, regrades) == []


async def test_the_key_that_was_looked_at_is_the_one_applied(database: Database, folder: Path, drawn: Library) -> None:
    amina = await database.write(first_learner)
    await failed_by_the_key(database, drawn, amina)
    edited = reload_edited(folder, BANK, *KEY)
    with pytest.raises(KeyChanged):
        await database.write(regrade_question, edited, ISSUER, "board", "q-number", "1:other", None, MONDAY)
    for module_id, question_id in (("board", "q-none"), ("none", "q-number")):
        with pytest.raises(NotInTheBank):
            await database.read(effect_of_regrade, edited, module_id, question_id)


async def test_the_audit_stays_when_the_person_goes(database: Database, folder: Path, drawn: Library) -> None:
    amina = await database.write(first_learner)
    await failed_by_the_key(database, drawn, amina)
    await regrade(database, reload_edited(folder, BANK, *KEY), by=amina.person_id)

    def forget(session: Session) -> None:
        from app.accounts.models import Person

        session.delete(session.get_one(Person, amina.person_id))

    await database.write(forget)
    assert [row["made_by"] for row in await database.read(rows, regrades)] == [None]
    assert await database.read(lambda session: session.scalar(select(func.count()).select_from(regraded))) == 0
