"""A learner says that the module's task at work is done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.content.models import Library
from app.journeys.complete_module import Learner, certify_if_earned
from app.learning.actions import declare_assignment
from app.learning.errors import NoAssignment, NoSuchModule


def declare_assignment_done(
    session: Session, library: Library, issuer: str, learner: Learner, module_id: str, note: str | None, at: datetime
) -> str | None:
    """Note the learner's word, and give the number of the certificate if that was the last step.

    Raises NoSuchModule and NoAssignment.
    """
    module = library.modules.get(module_id)
    if module is None or module.status != "published":
        raise NoSuchModule(module_id)
    if module.assignment is None:
        raise NoAssignment(module_id)
    declare_assignment(session, learner.person_id, module.id, note, library.commit_of(module.id), at)
    return certify_if_earned(session, library, issuer, learner, module, at)
