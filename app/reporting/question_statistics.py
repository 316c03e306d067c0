"""What trainers may know of a module's questions: figures of many, never an answer of one. Nothing by enterprise.

Only each learner's first finished attempt counts: later ones were helped by the feedback on it. Answers count that were
given to the present key and options; of the older ones only the number is said. Shares, facilities and means are in per
cent, 0 to 100; indices from -100 to 100; None is "not defined", or held back because too few people are behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from sqlalchemy.orm import Session

from app.assessment.grading import TOLERANCE
from app.content.models import Course, Module
from app.questions.fingerprint import fingerprint
from app.questions.question import TRACKS, Question, Track
from app.reporting import item_analysis
from app.reporting.answer_counts import Counted, Outcome, count_answers, is_random
from app.reporting.item_analysis import Cell

FEWEST = 5
"""Groups of fewer people show their number and nothing else."""

ENOUGH = 30
"""Below so many answers discrimination and consistency are chance, and nothing is said in words."""

Reason = Literal["", "random", "few", "flat"]


@dataclass(frozen=True)
class Group:
    """Those who chose an option, or fared alike (`right`, `partly`, `wrong`, `unsure`).

    `share` is that of all who answered, which is their number said otherwise; `rest` is the mean share they earned of
    the other questions, None where they are fewer than FEWEST.
    """

    key: str
    n: int
    share: float | None
    rest: float | None
    is_key: bool = False


@dataclass(frozen=True)
class Figures:
    """The statistics of a question, over all answers or those in one language."""

    n: int
    facility: float | None
    discrimination: float | None
    efficiency: float | None
    unsure: float | None


@dataclass(frozen=True)
class QuestionStatistics:
    """A question's statistics. `older` answers, to another key or other options, are left out everywhere.

    `languages` are those in which it was shown. `options` is empty where a question has none; `outcomes` says how the
    answers fared. Both are empty where fewer than FEWEST answered.
    """

    id: str
    fingerprint: str
    older: int
    guess: float | None
    figures: Figures
    options: tuple[Group, ...]
    outcomes: tuple[Group, ...]
    languages: dict[str, Figures]


@dataclass(frozen=True)
class QuizStatistics:
    """The statistics of a track's quiz, in per cent of the points.

    `n` attempts have `mean` and `deviation`. `consistency`, `error_ratio` and `standard_error` are of those `compared`,
    which asked all the present questions; `reason` says why there are none: random draws, too few, or no spread.
    """

    track: Track
    n: int
    mean: float | None
    deviation: float | None
    compared: int
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None
    reason: Reason


@dataclass(frozen=True)
class ModuleStatistics:
    """The statistics of a module: its quiz for each track that has one, and its questions in file order."""

    module_id: str
    quizzes: tuple[QuizStatistics, ...]
    questions: tuple[QuestionStatistics, ...]


def module_statistics(session: Session, course: Course, module: Module) -> ModuleStatistics:
    """Work out the statistics of all questions that a quiz of the module asks, or has asked."""
    counted = count_answers(session, course, module)
    pools = {track: module.pool(track) for track in TRACKS}
    asked = {each.question.id for pool in pools.values() for each in pool} | counted.cells.keys() | counted.older.keys()
    questions = (each.question for ident, each in module.bank.items() if ident in asked)
    quizzes = (_quiz(track, counted, is_random(module, track)) for track in TRACKS if module.quiz and pools[track])
    return ModuleStatistics(module.id, tuple(quizzes), tuple(_of(each, counted) for each in questions))


def question_statistics(session: Session, course: Course, module: Module, question: Question) -> QuestionStatistics:
    """Work out the statistics of one question of the module's bank."""
    return _of(question, count_answers(session, course, module, question.id))


def _of(question: Question, counted: Counted) -> QuestionStatistics:
    cells = counted.cells.get(question.id, [])
    guess = question.guess_score()
    languages = sorted({cell.language for cell in cells})
    shown = item_analysis.total(cells) >= FEWEST
    return QuestionStatistics(
        id=question.id,
        fingerprint=fingerprint(question),
        older=counted.older[question.id],
        guess=None if guess is None else 100 * guess,
        figures=figures(cells),
        options=tuple(_options(question, cells)) if shown else (),
        outcomes=tuple(_outcomes(cells)) if shown else (),
        languages={each: figures([cell for cell in cells if cell.language == each]) for each in languages},
    )


def figures(cells: Sequence[Cell]) -> Figures:
    """Work out the figures of some answers, as far as they are enough."""
    n = item_analysis.total(cells)
    if n < FEWEST:
        return Figures(n, None, None, None, None)
    found = item_analysis.pairs(cells) if n >= ENOUGH else []
    unsure = item_analysis.total(cell for cell in cells if cell.chosen is None)
    return Figures(
        n,
        item_analysis.facility(cells),
        item_analysis.discrimination(found),
        item_analysis.efficiency(found),
        100 * unsure / n,
    )


def _options(question: Question, cells: Sequence[Cell]) -> Iterator[Group]:
    for key in question.choices():
        chosen = [cell for cell in cells if cell.chosen and key in cell.chosen]
        yield _group(key, chosen, cells, is_key=key in question.right_keys())


def _outcomes(cells: Sequence[Cell]) -> Iterator[Group]:
    for key in ("right", "partly", "wrong", "unsure"):
        yield _group(key, [cell for cell in cells if _outcome(cell) == key], cells)


def _outcome(cell: Cell) -> str:
    if cell.chosen is None:
        return "unsure"
    if cell.score >= 1 - TOLERANCE:
        return "right"
    return "partly" if cell.score else "wrong"


def _group(key: str, some: Sequence[Cell], cells: Sequence[Cell], *, is_key: bool = False) -> Group:
    n = item_analysis.total(some)
    rest = item_analysis.mean_rest(some) if n >= FEWEST else None
    return Group(key, n, 100 * n / item_analysis.total(cells), rest, is_key)


def _quiz(track: Track, counted: Counted, random: bool) -> QuizStatistics:
    outcomes = {each: count for each, count in counted.outcomes.items() if each.track == track}
    whole = {each: count for each, count in outcomes.items() if each.whole}
    n, compared = sum(outcomes.values()), sum(whole.values())
    mean, deviation = _results(outcomes) if n >= FEWEST else (None, None)
    alpha, reason = _consistency(track, counted, whole, random)
    ratio = error = None
    if alpha is not None:
        spread = _results(whole)[1]
        ratio, error = item_analysis.error_ratio(alpha), item_analysis.standard_error(alpha, spread or 0.0)
    return QuizStatistics(track, n, mean, deviation, compared, alpha, ratio, error, reason)


def _results(outcomes: dict[Outcome, int]) -> tuple[float | None, float | None]:
    """Give mean and standard deviation of the results in per cent."""
    shares = [(100 * each.points / each.max_points, count) for each, count in outcomes.items()]
    n = sum(count for _, count in shares)
    spread = item_analysis.variance(shares)
    return sum(share * count for share, count in shares) / n, None if spread is None else sqrt(spread)


def _consistency(
    track: Track, counted: Counted, whole: dict[Outcome, int], random: bool
) -> tuple[float | None, Reason]:
    """Give Cronbach's alpha times 100, or why there is none: it compares items that everybody answered."""
    if random:
        return None, "random"
    if sum(whole.values()) < ENOUGH:
        return None, "few"
    points = {each.points: 0 for each in whole}
    for each, count in whole.items():
        points[each.points] += count
    items = [item_analysis.variance(each.items()) or 0.0 for each in _earned(track, counted)]
    alpha = item_analysis.consistency(items, item_analysis.variance(points.items()))
    return alpha, "flat" if alpha is None else ""


def _earned(track: Track, counted: Counted) -> list[Counter[float]]:
    """Give, for each question of the whole attempts, how often which points were earned."""
    found: dict[str, Counter[float]] = {}
    for (whose, ident, points), count in counted.earned.items():
        if whose == track:
            found.setdefault(ident, Counter())[points] += count
    return list(found.values())
