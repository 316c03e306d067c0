"""A learner starts a module's quiz, or goes on with the one that is open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.assessment.actions import add_attempt, keep_revisions, new_seed
from app.assessment.drawing import draw
from app.assessment.errors import NoAttemptsLeft, NothingToAsk
from app.assessment.queries import open_attempt, times_seen
from app.content.models import Library
from app.journeys.complete_module import Learner
from app.learning.errors import NoSuchModule, NotYet
from app.learning.progress import attempts_left
from app.reporting.standing import standing


def start_attempt(session: Session, library: Library, learner: Learner, module_id: str, at: datetime) -> UUID:
    """Give the learner's open attempt, or a new one drawn from the bank, unseen questions first.

    Raises NoSuchModule, NotYet (other modules come first), NothingToAsk and NoAttemptsLeft.
    """
    if opened := open_attempt(session, learner.person_id, module_id):
        return opened
    module = library.modules.get(module_id)
    if module is None or module.status != "published":
        raise NoSuchModule(module_id)
    stands = standing(session, library, learner.person_id, learner.track, learner.enterprise_id)
    pool = module.pool(learner.track)
    if module.quiz is None or not pool or module_id not in stands.progress:
        raise NothingToAsk(module_id)
    if first := stands.waits_for(library, module):
        raise NotYet(first)
    result = stands.progress[module_id].quiz
    if attempts_left(module, result) == 0:
        raise NoAttemptsLeft(module_id)
    seed = new_seed()
    drawn = draw(pool, module.quiz, times_seen(session, learner.person_id, module_id), seed)
    commit, number = library.commit_of(module_id), result.attempts + 1
    keep_revisions(session, module_id, drawn, commit, at)
    return add_attempt(
        session, learner.person_id, module_id, number, learner.track, module.quiz, seed, drawn, commit, at
    )
