"""The answers of each learner's first finished attempt at a module, counted, whatever their number.

They come as one text an attempt, and are joined, split and counted by Python's own C code: what is looped over are the
different answers, not the answers.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment.queries import revisions
from app.content.models import Course, Module
from app.questions.fingerprint import fingerprint
from app.questions.question import TRACKS, Question, Track
from app.questions.revision import from_document
from app.reporting.answer_texts import PART, ROW, UNREAD, UNSURE, answer_texts
from app.reporting.item_analysis import Cell

PAGE = 5_000


class Drawn(NamedTuple):
    """A stored revision of a question: `same` if it counts with the present one; the first language is the source."""

    question: Question
    same: bool
    languages: tuple[str, ...]

    def shown_in(self, chain: Iterable[str]) -> str:
        """Give the language in which it was shown to somebody who reads these, the wanted one first."""
        return next((each for each in chain if each in self.languages), self.languages[0])


class Alike(NamedTuple):
    """What the answers of a cell have in common."""

    score: float
    rest: float | None
    chosen: tuple[str, ...] | None
    language: str


class Outcome(NamedTuple):
    """How an attempt ended. `whole`: it asked all questions of its track as they are now, and no other."""

    track: Track
    points: float
    max_points: int
    whole: bool


@dataclass
class Counted:
    """A module's answers by question: those to the present key, and how many others there are; and the attempts.

    `earned` counts by track, question and points what was earned in whole attempts.
    """

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    older: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    earned: Counter[tuple[Track, str, float]] = field(default_factory=Counter)


def count_answers(session: Session, course: Course, module: Module, question_id: str | None = None) -> Counted:
    """Count the answers to a module's questions, or to one of them (then no attempt is whole)."""
    drawn = _drawn(session, module)
    readable = [ident for ident, each in drawn.items() if each and each.same and each.question.choices()]
    found = session.execute(answer_texts(module.id, readable, question_id).execution_options(yield_per=PAGE))
    fixed = {} if question_id else _fixed(module, drawn)
    by_outcome: dict[Outcome, Counter[str]] = defaultdict(Counter)
    counted = Counted()
    for page in found.partitions():
        for outcome, texts in _by_outcome(page, fixed).items():
            counted.outcomes[outcome] += len(texts)
            by_outcome[outcome].update(ROW.join(texts).split(ROW))
    _take_apart(by_outcome, _Reader(course, drawn), counted)
    return counted


def _drawn(session: Session, module: Module) -> dict[str, Drawn | None]:
    """Give all stored revisions of the module's questions by id, None for those that left the bank."""
    present = {ident: fingerprint(each.question) for ident, each in module.bank.items()}
    columns = revisions.c.id, revisions.c.question_id, revisions.c.document
    found = session.execute(select(*columns).where(revisions.c.module_id == module.id))
    return {
        ident: _read(document, present[question_id]) if question_id in present else None
        for ident, question_id, document in found
    }


def _read(document: str, present: str) -> Drawn | None:
    """Read a stored question in its source language. None where this version knows its type no more."""
    try:
        revision = from_document(document)
    except ValueError:
        return None
    return Drawn(revision.question, fingerprint(revision.question) == present, tuple(revision.questions))


class Fixed(NamedTuple):
    """The questions that all attempts of a track ask: the revisions that count as them, and what they can earn.

    `only`: no other revision is stored, so that the number of answers tells enough.
    """

    revisions: frozenset[str]
    questions: int
    points: int
    only: bool

    def are_all_in(self, max_points: int, text: str) -> bool:
        """Say whether an attempt asked just these."""
        if max_points != self.points or text.count(ROW) + 1 != self.questions:
            return False
        return self.only or all(each.partition(PART)[0] in self.revisions for each in text.split(ROW))


def is_random(module: Module, track: Track) -> bool:
    """Say whether the quiz of a track draws from more questions than it asks."""
    return module.quiz is not None and module.quiz.draw < len(module.pool(track))


def _fixed(module: Module, drawn: Mapping[str, Drawn | None]) -> dict[str, Fixed]:
    found: dict[str, Fixed] = {}
    for track in TRACKS:
        pool = {each.question.id: each.question.points for each in module.pool(track)}
        if pool and not is_random(module, track):
            same = {ident for ident, each in drawn.items() if each and _stands_for(each, pool)}
            found[track] = Fixed(frozenset(same), len(pool), sum(pool.values()), len(same) == len(drawn))
    return found


def _stands_for(drawn: Drawn, pool: Mapping[str, int]) -> bool:
    return drawn.same and pool.get(drawn.question.id) == drawn.question.points


def _by_outcome(page: Iterable[Any], fixed: Mapping[str, Fixed]) -> dict[Outcome, list[str]]:
    """Put texts together that the same rest can be worked out for. Attempts without a question asked for drop out."""
    found: dict[Outcome, list[str]] = defaultdict(list)
    for track, points, max_points, text in page:
        if text is not None:
            whole = track in fixed and fixed[track].are_all_in(max_points, text)
            found[Outcome(track, points, max_points, whole)].append(text)
    return found


def _take_apart(by_outcome: Mapping[Outcome, Counter[str]], reader: _Reader, counted: Counted) -> None:
    """Make cells of the counted texts. Answers to questions that left the bank are passed over."""
    cells: Counter[tuple[str, Alike]] = Counter()
    for outcome, text, count in _each(by_outcome):
        revision, language, share, answer = text.split(PART)
        drawn = reader.drawn[revision]
        if drawn is None:
            continue
        question, score = drawn.question, float(share)
        if not drawn.same:
            counted.older[question.id] += count
            continue
        rest = _rest(outcome, score, question.points)
        alike = Alike(score, rest, reader.chosen(revision, answer), reader.shown_in(revision, language))
        cells[question.id, alike] += count
        if outcome.whole:
            counted.earned[outcome.track, question.id, score * question.points] += count
    for (ident, alike), count in cells.items():
        counted.cells.setdefault(ident, []).append(Cell(*alike, count=count))


def _each(by_outcome: Mapping[Outcome, Counter[str]]) -> Iterator[tuple[Outcome, str, int]]:
    for outcome, texts in by_outcome.items():
        for text, count in texts.items():
            yield outcome, text, count


def _rest(outcome: Outcome, score: float, points: int) -> float | None:
    """Give the share earned of the other questions' points. Attempts keep six places, so more would be dust."""
    others = outcome.max_points - points
    return round((outcome.points - score * points) / others, 6) if others else None


class _Reader:
    """Reads the parts of the texts, each once: which keys were chosen, and in which language the question was shown.

    Stored is the language of the learner, in which the question need not be.
    """

    def __init__(self, course: Course, drawn: Mapping[str, Drawn | None]) -> None:
        self.course, self.drawn = course, drawn
        self.chosen, self.shown_in = cache(self._chosen), cache(self._shown_in)

    def _chosen(self, revision: str, answer: str) -> tuple[str, ...] | None:
        drawn = self.drawn[revision]
        if answer in (UNSURE, UNREAD) or drawn is None:
            return None if answer == UNSURE else ()
        return tuple(sorted(drawn.question.chosen_keys(json.loads(answer))))

    def _shown_in(self, revision: str, language: str) -> str:
        drawn = self.drawn[revision]
        return language if drawn is None else drawn.shown_in(self.course.chain(language))
