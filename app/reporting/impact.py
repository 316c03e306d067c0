"""What an edit of the content means to learners before it is live. Pure: two libraries and statistics without names.

Nothing that is counted here happens by itself: attempts under way and results stay as they are. A changed key means
something to those who were marked by the older one only when a trainer asks for it (see `regrade`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.assessment.remarking import OUTCOMES, Outcome, Remark, Sitting, remark
from app.content.changes import ChangedModule, ChangedQuestion, changes
from app.content.models import Library, Module
from app.questions.keys import same_key
from app.questions.revision import Revision, from_document
from app.reporting.nameless_statistics import Statistics

TOUCHING = ("key", "gone")


@dataclass(frozen=True)
class QuestionImpact:
    """A changed question: attempts that asked it, and for a changed key what marking again would mean."""

    id: str
    change: str
    open: int
    passes: int
    outcomes: Mapping[Outcome, int]


@dataclass(frozen=True)
class LessonImpact:
    """A lesson that learners who had finished it, or the module, will see (again), and how many they are."""

    id: str
    track: str | None
    learners: int


@dataclass(frozen=True)
class ModuleImpact:
    """A changed module. `passes_touched` are passed attempts that asked a question whose key changed or that is gone;
    `verdicts` are finished attempts with another verdict by the new keys: (failed to passed, passed to failed).
    """

    id: str
    change: str
    open: int
    passes_touched: int
    verdicts: tuple[int, int]
    certificates: int
    questions: tuple[QuestionImpact, ...]
    again: tuple[LessonImpact, ...]
    new: tuple[LessonImpact, ...]


def impact(before: Library, after: Library, statistics: Statistics) -> list[ModuleImpact]:
    """Say for every module that the edit changes what it means to those who are in it or have finished it."""
    return [_Compared(each, after.modules.get(each.id), statistics).impact() for each in changes(before, after)]


class _Compared:
    """One changed module beside what learners have done in it."""

    def __init__(self, change: ChangedModule, now: Module | None, statistics: Statistics) -> None:
        self.change, self.now, self.statistics = change, now, statistics
        self.sittings = [each for each in statistics.sittings if each.module_id == change.id]
        self.touching = {each.id for each in change.questions if each.change in TOUCHING}

    def impact(self) -> ModuleImpact:
        passed = [each for each in self.sittings if each.passed]
        return ModuleImpact(
            self.change.id,
            self.change.change,
            sum(not each.finished for each in self.sittings),
            len(passed) if self.now is None else len(_asking(passed, self.touching)),
            (self._verdicts(to=True), self._verdicts(to=False)),
            sum(each.holders for each in self.statistics.certificates if each.module_id == self.change.id),
            tuple(self._question(each) for each in self.change.questions),
            tuple(LessonImpact(ident, None, self._readers(ident, number)) for ident, number in self.change.again),
            tuple(LessonImpact(ident, track, self._holders(track)) for track, ident in self.change.new),
        )

    def _question(self, changed: ChangedQuestion) -> QuestionImpact:
        asking = _asking(self.sittings, {changed.id})
        outcomes = Counter(each.outcome for each in self.remarks if each.question.question_id == changed.id)
        still_open, passes = sum(not each.finished for each in asking), sum(bool(each.passed) for each in asking)
        told = {outcome: outcomes[outcome] for outcome in OUTCOMES if outcomes[outcome]}
        return QuestionImpact(changed.id, changed.change, still_open, passes, told)

    @cached_property
    def remarks(self) -> list[Remark]:
        """The answers to questions whose key the edit changes, marked by the new keys."""
        changed = {each.id for each in self.change.questions if each.change == "key"}
        keys = {ident: self.now.bank[ident] for ident in changed} if self.now else {}
        return [each for sitting in self.sittings for each in self._marked(sitting, keys)]

    def _marked(self, sitting: Sitting, keys: Mapping[str, Revision]) -> Iterator[Remark]:
        for question in sitting.questions:
            key = keys.get(question.question_id)
            if key and question.marked_by != key.id and not same_key(self._revision(question.marked_by), key):
                yield remark(sitting, question, key, self._revision(question.drawn))

    def _revision(self, ident: str) -> Revision:
        if ident not in self._revisions:
            self._revisions[ident] = from_document(self.statistics.documents[ident])
        return self._revisions[ident]

    @cached_property
    def _revisions(self) -> dict[str, Revision]:
        return {}

    def _verdicts(self, *, to: bool) -> int:
        """Count the finished attempts whose verdict all the new keys together turn."""
        by_key: dict[int, dict[int, float]] = {}
        sat = {id(each.sitting): each.sitting for each in self.remarks if each.sitting.finished}
        for each in self.remarks:
            if each.by_key is not None:
                by_key.setdefault(id(each.sitting), {})[each.question.position] = each.by_key
        turned = (sat[key] for key, scores in by_key.items() if key in sat and sat[key].passes_with(scores) is to)
        return sum(each.passed is not to for each in turned)

    def _readers(self, lesson: str, revision: int) -> int:
        read = [each for each in self.statistics.lessons if each.module_id == self.change.id]
        return sum(each.learners for each in read if each.lesson_id == lesson and each.revision < revision)

    def _holders(self, track: str) -> int:
        given = [each for each in self.statistics.certificates if each.module_id == self.change.id]
        return sum(each.holders for each in given if each.track == track)


def _asking(sittings: Sequence[Sitting], questions: Collection[str]) -> list[Sitting]:
    return [each for each in sittings if any(asked.question_id in questions for asked in each.questions)]
