"""A learner comes to the end of a lesson."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.content.models import Library
from app.journeys.complete_module import Learner, certify_if_earned
from app.learning.actions import complete_lesson
from app.learning.errors import NoSuchLesson, NoSuchModule


def finish_lesson(
    session: Session,
    library: Library,
    issuer: str,
    learner: Learner,
    module_id: str,
    lesson_id: str,
    at: datetime,
    shown: int | None = None,
) -> str | None:
    """Note that the lesson is read, and give the number of the certificate if that was the last step.

    `shown` is the author's revision that was read, where the page says it: pages are kept for a while, and an older one
    does not count as the newer. Raises NoSuchModule and NoSuchLesson.
    """
    module = library.modules.get(module_id)
    if module is None or module.status != "published":
        raise NoSuchModule(module_id)
    lesson = module.lessons.get(lesson_id)
    if lesson is None:
        raise NoSuchLesson(lesson_id)
    revision, commit = lesson.revision if shown is None else shown, library.commit_of(module.id)
    complete_lesson(session, learner.person_id, module.id, lesson, revision, commit, at)
    return certify_if_earned(session, library, issuer, learner, module, at)
