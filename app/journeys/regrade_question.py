"""A question's key was wrong and has been put right: the answers given to it are marked again, once, for all.

Nobody loses by it (see app/assessment/remarking.py). Learners who pass by it get the certificate that was due to them.
Attempts under way go on as they are shown; the answers still to come are marked by the new key.

It is one act, whole or not at all, and so a long one (`write_long`): 2,000 attempts took a third of a second where
nothing rises, and four seconds where all of them pass and get a certificate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.assessment.actions import keep_revisions
from app.assessment.errors import KeyChanged, NotInTheBank
from app.assessment.regrade_actions import apply_remarks, record_regrade
from app.assessment.regrade_queries import passed_otherwise, people_of, sittings_marked_by_older, stored_revisions
from app.assessment.remarking import Outcome, Remark, Sitting, remark
from app.certificates.queries import numbers_held
from app.content.models import Library, Module
from app.enterprises.queries import learning_members
from app.journeys.complete_module import Learner, certify_if_earned, is_earned
from app.questions.revision import Revision
from app.reporting.standing import Standing, standing


@dataclass(frozen=True)
class Effect:
    """What marking a question's answers again means, or has meant.

    `people` says whose each attempt is. `certified` are those who get a certificate by it; `flagged` are the numbers of
    the certificates that rest on a verdict which the new key alone would not give.
    """

    module: Module
    revision: Revision
    remarks: tuple[Remark, ...]
    people: dict[UUID, int]
    certified: frozenset[int]
    flagged: tuple[str, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        """How many attempts have each outcome."""
        return Counter(each.outcome for each in self.remarks)

    @property
    def passing(self) -> tuple[Remark, ...]:
        """The attempts that were failed and are passed now."""
        return tuple(each for each in self.remarks if each.passes_now)


def regrade_question(
    session: Session,
    library: Library,
    issuer: str,
    module_id: str,
    question_id: str,
    revision_id: str,
    made_by: int | None,
    at: datetime,
) -> Effect:
    """Mark the answers to a question again and give what it meant. Doing it twice is doing it once.

    `revision_id` is the key whose effect somebody has looked at. Raises NotInTheBank, and KeyChanged where the content
    has another key by now.
    """
    effect = effect_of_regrade(session, library, module_id, question_id)
    if effect.revision.id != revision_id:
        raise KeyChanged(revision_id)
    if effect.remarks:
        keep_revisions(session, module_id, [effect.revision], library.commit_of(module_id), at)
        record_regrade(session, module_id, question_id, revision_id, effect.remarks, made_by, at)
        apply_remarks(session, revision_id, effect.remarks)
        for learner in _learners(session, {effect.people[each.sitting.id] for each in effect.passing}):
            certify_if_earned(session, library, issuer, learner, effect.module, at)
    return effect


def effect_of_regrade(session: Session, library: Library, module_id: str, question_id: str) -> Effect:
    """Say what marking again would mean, and change nothing. Raises NotInTheBank."""
    module = library.modules.get(module_id)
    revision = module.bank.get(question_id) if module else None
    if module is None or revision is None:
        raise NotInTheBank(f"{module_id}/{question_id}")
    remarks = _remarks(session, sittings_marked_by_older(session, module, question_id), revision)
    people = people_of(session, [each.sitting.id for each in remarks])
    passing = _learners(session, {people[each.sitting.id] for each in remarks if each.passes_now})
    certified = frozenset(each.person_id for each in passing if _would_certify(session, library, module, each))
    falling = [each.sitting.id for each in remarks if each.outcome == "falls"]
    return Effect(module, revision, remarks, people, certified, _resting_on(session, module, people, falling))


def _remarks(session: Session, found: Collection[Sitting], key: Revision) -> tuple[Remark, ...]:
    asked = [
        (sitting, question)
        for sitting in found
        for question in sitting.questions
        if question.question_id == key.question.id
    ]
    stored = stored_revisions(session, (question.drawn for _, question in asked))
    return tuple(remark(sitting, question, key, stored[question.drawn]) for sitting, question in asked)


def _learners(session: Session, people: Collection[int]) -> list[Learner]:
    return [Learner(*each) for each in learning_members(session, people)]


def _would_certify(session: Session, library: Library, module: Module, learner: Learner) -> bool:
    """Say whether the quiz is all that a learner's certificate waits for."""
    stands = standing(session, library, learner.person_id, learner.track, learner.enterprise_id)
    return module.id in stands.progress and is_earned(_with_the_quiz(stands, module), library, module)


def _with_the_quiz(stands: Standing, module: Module) -> Standing:
    reached = stands.progress[module.id]
    steps = tuple(replace(each, done=True) if each.kind == "quiz" else each for each in reached.steps)
    return replace(stands, progress={**stands.progress, module.id: replace(reached, steps=steps)})


def _resting_on(session: Session, module: Module, people: dict[UUID, int], attempts: list[UUID]) -> tuple[str, ...]:
    """Give the certificates of people who have no other attempt passed than these."""
    holders = {people[each] for each in attempts} - passed_otherwise(session, attempts)
    return tuple(numbers_held(session, module.id, holders))
