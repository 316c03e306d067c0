"""Where one person stands in the whole course."""

from __future__ import annotations

from dataclasses import replace

from app.content.models import Library
from app.database import Database
from app.journeys.complete_module import Learner
from app.learning.actions import open_gate
from app.reporting.standing import Standing, standing
from tests.people import MONDAY, first_learner, learner
from tests.quizzes import begin, read_lessons, take_quiz


async def where(database: Database, library: Library, who: Learner) -> Standing:
    return await database.read(standing, library, who.person_id, who.track, who.enterprise_id)


async def test_a_newcomer_has_everything_before_them(database: Database, library: Library) -> None:
    stands = await where(database, library, await database.write(first_learner))
    assert list(stands.progress) == ["board", "walk"]
    assert not any(each.is_started for each in stands.progress.values())
    assert stands.complete == frozenset()
    assert stands.waits_for(library, library.modules["walk"]) == (library.modules["board"],)


async def test_each_stands_for_themselves(database: Database, library: Library) -> None:
    amina = await database.write(first_learner)
    bea = await database.write(learner, amina.enterprise_id, "Bea")
    await read_lessons(database, library, amina)
    await take_quiz(database, library, amina)
    open_id = await database.write(begin, library, bea)
    mine, hers = await where(database, library, amina), await where(database, library, bea)
    assert mine.complete == {"board"}
    assert mine.waits_for(library, library.modules["walk"]) == ()
    assert mine.progress["board"].certificate is not None
    assert (hers.complete, hers.progress["board"].quiz.open_attempt) == (frozenset(), open_id)
    assert hers.progress["board"].is_started


async def test_a_gate_is_open_for_its_enterprise_only(database: Database, library: Library) -> None:
    amina, stranger = await database.write(first_learner), await database.write(first_learner, "Bea")
    await database.write(open_gate, amina.enterprise_id, "walk", None, MONDAY)
    await database.write(open_gate, amina.enterprise_id, "walk", amina.person_id, MONDAY)
    assert (await where(database, library, amina)).opened == {"walk"}
    assert (await where(database, library, stranger)).opened == frozenset()
    staff = await database.read(standing, library, amina.person_id, "worker", None)
    assert staff.opened == frozenset()


async def test_modules_that_are_hidden_or_of_another_track_are_left_out(database: Database, library: Library) -> None:
    amina = await database.write(first_learner)
    board, walk = library.modules["board"], library.modules["walk"]
    changed = {"board": replace(board, status="draft"), "walk": replace(walk, tracks={"manager": ("look",)})}
    stands = await where(database, replace(library, modules=changed), amina)
    assert stands.progress == {}
