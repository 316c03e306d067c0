"""Statistics from stored answers: whose attempts count, what is left out, what is held back, and the figures."""

from __future__ import annotations

import statistics
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.content.models import Library
from app.database import Database
from app.questions.question import Answer
from app.reporting.question_statistics import (
    Figures,
    Group,
    ModuleStatistics,
    QuestionStatistics,
    module_statistics,
    question_statistics,
)
from app.reporting.statistics_file import as_json, course_statistics, from_json
from tests.course import load_course, reload_edited
from tests.first_attempts import Given, attempt, attempts, newcomer

WRONG: Given = {"q-single": "bosses", "q-multiple": ["blame"], "q-true": "yes", "q-number": "1", "q-text": "no"}


async def made(database: Database, library: Library) -> ModuleStatistics:
    """Give the statistics of `board`."""
    return await database.report(module_statistics, library.course, library.modules["board"])


def of(found: ModuleStatistics, ident: str) -> QuestionStatistics:
    """Find a question's."""
    return next(each for each in found.questions if each.id == ident)


async def test_without_answers_nothing_is_defined(database: Database, library: Library) -> None:
    found = await made(database, library)
    assert [each.id for each in found.questions] == [
        "q-single", "q-multiple", "q-true", "q-number", "q-text", "q-order", "q-match", "q-lead",
    ]  # fmt: skip
    assert {each.figures for each in found.questions} == {Figures(0, None, None, None, None)}
    assert [(each.track, each.n, each.mean, each.consistency, each.reason) for each in found.quizzes] == [
        ("worker", 0, None, None, "few"),
        ("manager", 0, None, None, "random"),
    ]


def first_and_later(session: Session, library: Library) -> None:
    """Five learners: two whose first is wrong and second right, one still under way after it, two right at once."""
    for _ in range(2):
        again = attempt(session, library, WRONG)
        attempt(session, library, {}, person_id=again, number=2)
    attempt(session, library, {}, person_id=attempt(session, library, WRONG), number=2, finished=False)
    attempts(session, library, [(2, {})])
    attempt(session, library, {}, finished=False)


async def test_only_first_finished_attempts_count(database: Database, library: Library) -> None:
    await database.write(first_and_later, library)
    found = await made(database, library)
    assert found.quizzes[0].n == 5
    assert of(found, "q-single").figures == Figures(5, 40, None, None, 0)


def number_two_is_the_first_finished(session: Session, library: Library) -> None:
    for _ in range(5):
        person_id = newcomer(session)
        attempt(session, library, WRONG, person_id=person_id, number=2)
        attempt(session, library, {}, person_id=person_id, number=3)


async def test_the_first_finished_one_need_not_be_number_one(database: Database, library: Library) -> None:
    await database.write(number_two_is_the_first_finished, library)
    assert of(await made(database, library), "q-single").figures.facility == 0


async def test_fewer_than_five_show_their_number_only(database: Database, library: Library) -> None:
    await database.write(attempts, library, [(3, {}), (1, WRONG)])
    found = await made(database, library)
    single = of(found, "q-single")
    assert single.figures == Figures(4, None, None, None, None)
    assert (single.options, single.outcomes) == ((), ())
    assert (found.quizzes[0].n, found.quizzes[0].mean, found.quizzes[0].deviation) == (4, None, None)


def in_two_languages(session: Session, library: Library) -> None:
    attempts(session, library, [(4, {}), (2, WRONG)])
    attempts(session, library, [(4, {"q-single": None})], "fr")


async def test_the_spread_over_the_options(database: Database, library: Library) -> None:
    """Those four who were not sure had all the rest right: 7 of 7 points. Of the two wrong ones no mean is shown."""
    await database.write(in_two_languages, library)
    single = of(await made(database, library), "q-single")
    assert single.figures == Figures(10, 40, None, None, 40)
    assert single.options == (
        Group("team", 4, 40, None, True),
        Group("bosses", 2, 20, None),
        Group("guests", 0, 0, None),
    )
    assert [(each.key, each.n) for each in single.outcomes] == [
        ("right", 4),
        ("partly", 0),
        ("wrong", 2),
        ("unsure", 4),
    ]
    assert single.languages["en"].facility == pytest.approx(400 / 6)
    assert single.languages["fr"] == Figures(4, None, None, None, None)
    assert single.guess == pytest.approx(100 / 3)


async def test_a_language_is_that_in_which_the_question_was_shown(database: Database, library: Library) -> None:
    """French readers see what is not translated in English, and its words are not the translator's fault."""
    await database.write(attempts, library, [(5, {})], "fr")
    found = await made(database, library)
    translated = {each.id for each in found.questions if "fr" in each.languages}
    assert translated == {ident for ident, each in library.modules["board"].bank.items() if "fr" in each.questions}
    assert "q-single" in translated
    assert of(found, "q-multiple").languages.keys() == {"en"}


async def test_every_type_is_counted(database: Database, library: Library) -> None:
    partly: dict[str, Answer | None] = {
        "q-multiple": ["what", "blame"],
        "q-order": ["safety", "yesterday", "action", "today"],
        "q-match": {"absent": "absent", "defect": "leave", "leave": "energy"},
    }
    await database.write(attempts, library, [(5, partly), (5, {"q-true": "yes"})])
    found = await made(database, library)
    assert [(each.key, each.n, each.is_key) for each in of(found, "q-multiple").options] == [
        ("what", 10, True),
        ("who", 5, True),
        ("blame", 5, False),
    ]
    assert [(each.key, each.n) for each in of(found, "q-true").options] == [("yes", 5), ("no", 5)]
    assert [each.n for each in of(found, "q-order").outcomes] == [5, 5, 0, 0]
    assert of(found, "q-order").figures.facility == pytest.approx(100 * (5 + 5 / 3) / 10)
    assert of(found, "q-match").figures.facility == pytest.approx(100 * (5 + 5 / 3) / 10)
    assert of(found, "q-order").options == ()


def graded(learner: int) -> Given:
    """Give a learner's answers so that those with higher numbers know more, and a few surprise."""
    ids = ["q-single", "q-multiple", "q-true", "q-number", "q-text"]
    return {ident: WRONG[ident] for place, ident in enumerate(ids) if (learner * 7 + place * 3) % 11 > learner % 9}


async def test_figures_against_lists(database: Database, library: Library) -> None:
    """The same from plain lists: 40 learners, 8 points each, the rest being what the other questions gave of theirs."""
    people = [graded(learner) for learner in range(40)]
    await database.write(attempts, library, [(1, each) for each in people])
    found = await made(database, library)
    points = {"q-single": 1, "q-multiple": 1, "q-true": 1, "q-number": 1, "q-text": 1, "q-order": 2, "q-match": 1}
    totals = [sum(worth for ident, worth in points.items() if ident not in each) for each in people]
    for ident in WRONG:
        xs = [0.0 if ident in each else 1.0 for each in people]
        rests = [(total - x) / 7 for x, total in zip(xs, totals, strict=True)]
        mine = of(found, ident).figures
        assert mine.facility == pytest.approx(100 * statistics.fmean(xs))
        assert mine.discrimination == pytest.approx(100 * statistics.correlation(xs, rests), abs=1e-4)
        assert mine.efficiency == pytest.approx(
            100 * statistics.covariance(xs, rests) / statistics.covariance(sorted(xs), sorted(rests)), abs=1e-4
        )
    assert of(found, "q-order").figures.discrimination is None
    quiz = found.quizzes[0]
    assert quiz.mean == pytest.approx(100 * statistics.fmean(totals) / 8)
    assert quiz.deviation == pytest.approx(100 * statistics.stdev(totals) / 8)
    variances = [statistics.variance([0.0 if ident in each else 1.0 for each in people]) for ident in WRONG]
    alpha = 100 * 7 / 6 * (1 - sum(variances) / statistics.variance(totals))
    assert (quiz.compared, quiz.reason) == (40, "")
    assert quiz.consistency == pytest.approx(alpha)
    assert quiz.error_ratio == pytest.approx(100 * (1 - alpha / 100) ** 0.5)
    assert quiz.standard_error == pytest.approx((1 - alpha / 100) ** 0.5 * 100 * statistics.stdev(totals) / 8)


async def test_no_discrimination_below_thirty(database: Database, library: Library) -> None:
    await database.write(attempts, library, [(1, graded(learner)) for learner in range(29)])
    found = await made(database, library)
    assert of(found, "q-single").figures.facility is not None
    assert of(found, "q-single").figures.discrimination is None
    assert of(found, "q-single").figures.efficiency is None
    assert (found.quizzes[0].consistency, found.quizzes[0].reason) == (None, "few")


def random_draws(session: Session, library: Library) -> None:
    """Forty managers, half of whom are asked two questions only: the one who drew q-lead knows one of the two."""
    for number in range(40):
        given: Given = {"q-lead": "first"} if number % 2 else {"q-true": "yes"}
        attempt(session, library, given, track="manager", asked=["q-lead", "q-true"])
        attempt(session, library, {}, track="manager", asked=["q-true", "q-order"])


async def test_where_each_attempt_draws_others(database: Database, library: Library) -> None:
    """An item's statistics are of those who drew it; the rest is a share, as not all could earn the same points."""
    await database.write(random_draws, library)
    found = await made(database, library)
    lead = of(found, "q-lead").figures
    assert (lead.n, lead.facility) == (40, 50)
    assert lead.discrimination == pytest.approx(-100)
    assert lead.efficiency == pytest.approx(-100)
    assert (of(found, "q-true").figures.n, of(found, "q-true").figures.facility) == (80, 75)
    assert of(found, "q-single").figures.n == 0
    assert (found.quizzes[1].n, found.quizzes[1].consistency, found.quizzes[1].reason) == (80, None, "random")


async def test_answers_to_another_key_are_left_out(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    drawn = load_course(folder)
    await database.write(attempts, drawn, [(6, {})])
    file = "modules/board/questions.yaml"
    worded = reload_edited(folder, file, "ask: Who joins the daily meeting?", "ask: Who is at the daily meeting?")
    await database.write(attempts, worded, [(34, {"q-number": "60"})])
    keyed = reload_edited(folder, file, "answer: 50", "answer: 60")
    before = await made(database, worded)
    found = await made(database, keyed)
    assert (of(before, "q-single").figures.n, of(before, "q-single").older) == (40, 0)
    assert (of(before, "q-number").figures.n, before.quizzes[0].compared) == (40, 40)
    assert (of(found, "q-single").figures.n, of(found, "q-single").older) == (40, 0)
    assert (of(found, "q-number").figures.n, of(found, "q-number").older) == (0, 40)
    assert (found.quizzes[0].n, found.quizzes[0].compared, found.quizzes[0].reason) == (40, 0, "few")
    await database.write(attempts, keyed, [(5, {})])
    found = await made(database, keyed)
    assert (of(found, "q-number").figures.n, of(found, "q-number").older, found.quizzes[0].compared) == (5, 40, 5)


async def test_attempts_that_asked_a_question_now_gone_are_not_compared(database: Database, tmp_path: Path) -> None:
    """The quiz has as many questions and points as before, and one of them is another."""
    folder = tmp_path / "course"
    drawn = load_course(folder)
    await database.write(attempts, drawn, [(35, {})])
    edited = reload_edited(folder, "modules/board/questions.yaml", "- id: q-match\n", "- id: q-other\n")
    found = await made(database, edited)
    assert (found.quizzes[0].n, found.quizzes[0].compared) == (35, 0)
    assert (of(found, "q-other").figures.n, of(found, "q-single").figures.n) == (0, 35)


async def test_one_question_alone_says_the_same(database: Database, library: Library) -> None:
    await database.write(attempts, library, [(1, graded(learner)) for learner in range(35)])
    module = library.modules["board"]
    for each in (await made(database, library)).questions:
        question = module.bank[each.id].question
        assert await database.report(question_statistics, library.course, module, question) == each


async def test_the_file_holds_it_all_and_nothing_of_a_person(database: Database, library: Library) -> None:
    await database.write(attempts, library, [(6, {**WRONG, "q-text": "my name is Amina"}), (30, {})])
    found = await database.report(course_statistics, library)
    assert [each.module_id for each in found] == ["board", "walk"]
    text = as_json(found)
    assert from_json(text) == found
    assert "Amina" not in text
    assert asdict(from_json(text)[0]) == asdict(found[0])
