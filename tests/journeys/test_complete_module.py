"""Doing every step of a module: the certificate, once, as things stood at that moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.certificates.models import Certificate
from app.certificates.numbers import is_number
from app.content.models import Library
from app.database import Database
from app.enterprises.models import Enterprise
from app.journeys.claim_certificate import claim_certificate
from app.journeys.complete_module import Learner
from app.journeys.declare_assignment_done import declare_assignment_done
from app.journeys.finish_lesson import finish_lesson
from app.journeys.revoke_certificate import revoke_certificate
from app.learning.actions import close_gate, open_gate
from app.learning.errors import NoAssignment, NoSuchLesson, NoSuchModule
from app.learning.models import AssignmentDeclaration, LessonCompletion
from app.learning.progress import Progress
from app.reporting.standing import standing
from tests.people import MONDAY, certificates_of, enterprise, later
from tests.people import learner as another
from tests.quizzes import ISSUER, answer, begin, look, read_lessons, submit, take_quiz


def stands(session: Session, library: Library, learner: Learner, module_id: str = "board") -> Progress:
    found = standing(session, library, learner.person_id, learner.track, learner.enterprise_id)
    return found.progress[module_id]


def retitled(library: Library, module_id: str, title: str) -> Library:
    module = library.modules[module_id]
    texts = {"en": replace(module.texts["en"], title=title)}
    return replace(library, modules={**library.modules, module_id: replace(module, texts=texts)})


async def certificates(database: Database, learner: Learner) -> list[Certificate]:
    return await database.read(certificates_of, learner.person_id)


async def complete_board(database: Database, library: Library, learner: Learner) -> str:
    await read_lessons(database, library, learner)
    await take_quiz(database, library, learner)
    (certificate,) = await certificates(database, learner)
    return certificate.number


async def test_lessons_and_quiz_make_the_certificate(database: Database, library: Library, learner: Learner) -> None:
    assert await read_lessons(database, library, learner) is None
    assert await certificates(database, learner) == []
    await take_quiz(database, library, learner)
    (certificate,) = await certificates(database, learner)
    assert is_number(certificate.number)
    assert (certificate.name, certificate.enterprise) == ("Amina", "Kilimo Textiles")
    assert (certificate.module_id, certificate.module_title) == ("board", "The board")
    assert (certificate.track, certificate.language) == ("worker", "en")
    assert (certificate.lessons, certificate.minutes) == (2, 10)
    assert (certificate.points, certificate.max_points) == (8.0, 8)
    assert certificate.assignment_title is None
    assert certificate.content_revision == library.modules["board"].revision
    assert (certificate.issuer, certificate.issued_at) == (ISSUER, later(7))
    assert (certificate.revoked_at, certificate.revoked_reason) == (None, None)


async def test_the_order_of_the_steps_does_not_matter(database: Database, library: Library, learner: Learner) -> None:
    await take_quiz(database, library, learner)
    assert await certificates(database, learner) == []
    number = await read_lessons(database, library, learner)
    assert [each.number for each in await certificates(database, learner)] == [number]


async def test_a_quiz_not_passed_gives_none(database: Database, library: Library, learner: Learner) -> None:
    await read_lessons(database, library, learner)
    await take_quiz(database, library, learner, right=False)
    assert await certificates(database, learner) == []


async def test_there_is_one_certificate_though_steps_are_done_again(
    database: Database, library: Library, learner: Learner
) -> None:
    number = await complete_board(database, library, learner)
    assert await read_lessons(database, library, learner) == number
    await take_quiz(database, library, learner)
    assert [each.number for each in await certificates(database, learner)] == [number]


async def test_last_steps_at_once_make_one_certificate(database: Database, library: Library, learner: Learner) -> None:
    await take_quiz(database, library, learner)
    await database.write(finish_lesson, library, ISSUER, learner, "board", "goal", MONDAY)
    numbers = await asyncio.gather(
        *(database.write(finish_lesson, library, ISSUER, learner, "board", "speak", MONDAY) for _ in range(20))
    )
    assert len(set(numbers)) == 1
    assert [each.number for each in await certificates(database, learner)] == [numbers[0]]


async def test_the_best_attempt_is_printed(database: Database, library: Library, learner: Learner) -> None:
    attempt_id = await database.write(begin, library, learner)
    _, questions = await database.read(look, learner, attempt_id)
    miss = next(asked.position for asked in questions if asked.points == 1)
    for asked in questions:
        right = asked.position != miss
        sent = await database.read(submit, library, learner, attempt_id, asked.position, right=right)
        await answer(database, library, learner, sent)
    await take_quiz(database, library, learner, right=False)
    await read_lessons(database, library, learner)
    (certificate,) = await certificates(database, learner)
    assert (certificate.points, certificate.max_points) == (7.0, 8)


async def test_what_was_printed_stays_whatever_is_renamed(
    database: Database, library: Library, learner: Learner
) -> None:
    def rename(session: Session) -> None:
        session.get_one(Person, learner.person_id).given_name = "Amina Njeri"
        session.get_one(Enterprise, learner.enterprise_id).name = "Kilimo Holdings"
        session.flush()

    number = await complete_board(database, library, learner)
    before = (await certificates(database, learner))[0].model_dump()
    await database.write(rename)
    renamed = retitled(library, "board", "The great board")
    assert await read_lessons(database, renamed, replace(learner, language="fr")) == number
    assert (await certificates(database, learner))[0].model_dump() == before


async def test_the_certificate_is_in_the_learners_language(database: Database, library: Library) -> None:
    def francophone(session: Session) -> Learner:
        made = enterprise(session, "Atelier Téranga")
        assert made.id is not None
        return another(session, made.id, "Aïssatou", "Ndiaye", language="fr")

    learner = await database.write(francophone)
    await complete_board(database, library, learner)
    (certificate,) = await certificates(database, learner)
    assert (certificate.module_title, certificate.language) == ("Le tableau", "fr")
    assert certificate.name == "Aïssatou Ndiaye"


async def test_a_finished_module_stays_finished_when_a_lesson_is_added(
    database: Database, library: Library, learner: Learner
) -> None:
    number = await complete_board(database, library, learner)
    module = library.modules["board"]
    longer = replace(module, tracks={"worker": ("goal", "speak", "lead"), "manager": ("goal", "lead")})
    added = replace(library, modules={**library.modules, "board": longer})
    reached = await database.read(stands, added, learner)
    assert [step.id for step in reached.unmet] == ["lead"]
    assert reached.is_complete
    assert reached.certificate == number
    assert await database.write(begin, added, learner, "walk")


async def test_a_lesson_raised_to_a_new_revision_is_to_be_read_again(
    database: Database, library: Library, learner: Learner
) -> None:
    await database.write(finish_lesson, library, ISSUER, learner, "board", "goal", MONDAY)
    module = library.modules["board"]
    lessons = {**module.lessons, "goal": replace(module.lessons["goal"], revision=2)}
    raised = replace(library, modules={**library.modules, "board": replace(module, lessons=lessons)})
    assert "goal" in [step.id for step in (await database.read(stands, raised, learner)).unmet]
    await database.write(finish_lesson, raised, ISSUER, learner, "board", "goal", later(5))
    assert "goal" not in [step.id for step in (await database.read(stands, raised, learner)).unmet]
    await database.write(finish_lesson, library, ISSUER, learner, "board", "goal", later(9))
    key = (learner.person_id, "board", "goal")
    kept = await database.read(lambda session: session.get_one(LessonCompletion, key))
    assert (kept.lesson_revision, kept.completed_at) == (2, later(5))


async def test_a_module_without_a_certificate_gives_none(
    database: Database, library: Library, learner: Learner
) -> None:
    plain = replace(library.modules["board"], certificate=False)
    changed = replace(library, modules={**library.modules, "board": plain})
    await read_lessons(database, changed, learner)
    await take_quiz(database, changed, learner)
    assert (await database.read(stands, changed, learner)).is_complete
    assert await certificates(database, learner) == []


async def test_a_required_task_is_part_of_the_module(database: Database, library: Library, learner: Learner) -> None:
    await complete_board(database, library, learner)
    await read_lessons(database, library, learner, "walk")
    await take_quiz(database, library, learner, "walk")
    assert len(await certificates(database, learner)) == 1
    number = await database.write(declare_assignment_done, library, ISSUER, learner, "walk", "We fixed a step.", MONDAY)
    found = {each.module_id: each for each in await certificates(database, learner)}
    assert found["walk"].number == number
    assert found["walk"].assignment_title == "Walk and fix one thing"


async def test_the_prerequisites_bind_the_certificate_too(
    database: Database, library: Library, learner: Learner
) -> None:
    """The gate was open for the quiz and is closed again: the certificate comes with that of the module before it."""
    await database.write(open_gate, learner.enterprise_id, "walk", None, MONDAY)
    await take_quiz(database, library, learner, "walk")
    await database.write(close_gate, learner.enterprise_id, "walk")
    await read_lessons(database, library, learner, "walk")
    assert await database.write(declare_assignment_done, library, ISSUER, learner, "walk", None, MONDAY) is None
    assert await certificates(database, learner) == []
    await take_quiz(database, library, learner, "board")
    await read_lessons(database, library, learner, "board")
    assert {each.module_id for each in await certificates(database, learner)} == {"board", "walk"}


async def test_a_certificate_that_came_due_later_can_be_claimed(
    database: Database, library: Library, learner: Learner
) -> None:
    await database.write(open_gate, learner.enterprise_id, "walk", None, MONDAY)
    await take_quiz(database, library, learner, "walk")
    await database.write(close_gate, learner.enterprise_id, "walk")
    await read_lessons(database, library, learner, "walk")
    await database.write(declare_assignment_done, library, ISSUER, learner, "walk", None, MONDAY)
    assert await database.write(claim_certificate, library, ISSUER, learner, "walk", MONDAY) is None
    await database.write(open_gate, learner.enterprise_id, "walk", None, MONDAY)
    number = await database.write(claim_certificate, library, ISSUER, learner, "walk", MONDAY)
    assert number is not None
    assert await database.write(claim_certificate, library, ISSUER, learner, "walk", MONDAY) == number
    with pytest.raises(NoSuchModule):
        await database.write(claim_certificate, library, ISSUER, learner, "nowhere", MONDAY)


async def test_an_older_page_does_not_count_as_the_newer_lesson(
    database: Database, library: Library, learner: Learner
) -> None:
    """Pages are kept for a while: who read revision 1 has not read revision 2."""
    board = library.modules["board"]
    lesson = replace(board.lessons["goal"], revision=2)
    newer = replace(
        library, modules={**library.modules, "board": replace(board, lessons={**board.lessons, "goal": lesson})}
    )
    for shown, counted in ((1, 1), (2, 2), (1, 2), (7, 2)):
        await database.write(finish_lesson, newer, ISSUER, learner, "board", "goal", MONDAY, shown)
        done = await database.read(lambda session: session.get(LessonCompletion, (learner.person_id, "board", "goal")))
        assert done is not None
        assert done.lesson_revision == counted


async def test_a_later_note_replaces_the_earlier_and_the_day_stays(
    database: Database, library: Library, learner: Learner
) -> None:
    for note, at in (("first", later(1)), ("second", later(2)), (None, later(3)), ("", later(4))):
        await database.write(declare_assignment_done, library, ISSUER, learner, "walk", note, at)
    key = (learner.person_id, "walk")
    kept = await database.read(lambda session: session.get_one(AssignmentDeclaration, key))
    assert (kept.note, kept.declared_at) == ("second", later(1))


async def test_what_does_not_exist_cannot_be_done(database: Database, library: Library, learner: Learner) -> None:
    draft = replace(library.modules["board"], status="draft")
    hidden = replace(library, modules={**library.modules, "board": draft})
    with pytest.raises(NoSuchLesson):
        await database.write(finish_lesson, library, ISSUER, learner, "board", "nothing", MONDAY)
    for known, module_id in ((library, "nowhere"), (hidden, "board")):
        with pytest.raises(NoSuchModule):
            await database.write(finish_lesson, known, ISSUER, learner, module_id, "goal", MONDAY)
        with pytest.raises(NoSuchModule):
            await database.write(declare_assignment_done, known, ISSUER, learner, module_id, None, MONDAY)
    bare = replace(library.modules["board"], assignment=None)
    without = replace(library, modules={**library.modules, "board": bare})
    with pytest.raises(NoAssignment):
        await database.write(declare_assignment_done, without, ISSUER, learner, "board", None, MONDAY)


async def test_colleagues_stand_for_themselves(database: Database, library: Library, learner: Learner) -> None:
    colleague = await database.write(another, learner.enterprise_id, "Bea", track="manager")
    await complete_board(database, library, learner)
    reached = await database.read(stands, library, colleague)
    assert not reached.is_started
    assert [step.id for step in reached.steps] == ["goal", "lead", "board"]
    assert await certificates(database, colleague) == []


async def test_a_withdrawn_certificate_is_not_given_again(
    database: Database, library: Library, learner: Learner
) -> None:
    number = await complete_board(database, library, learner)
    await database.write(revoke_certificate, number, "The answers were copied.", MONDAY)
    assert await database.write(claim_certificate, library, ISSUER, learner, "board", MONDAY) is None
    assert await read_lessons(database, library, learner) is None
    (kept,) = await certificates(database, learner)
    assert (kept.number, kept.revoked_reason) == (number, "The answers were copied.")
    board = (await database.read(standing, library, learner.person_id, "worker", learner.enterprise_id)).progress[
        "board"
    ]
    assert (board.certificate, board.withdrawn) == (None, number)
