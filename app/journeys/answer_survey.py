"""A learner who has finished a module says what they think of it: once, and without a name."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.content.models import Library
from app.journeys.complete_module import Learner
from app.learning.actions import count_answers, note_participation
from app.learning.errors import NoSuchModule, NotFinished
from app.learning.queries import has_answered_survey
from app.questions.question import Form, Unreadable
from app.questions.types.survey.question import Survey
from app.reporting.standing import standing


def answer_survey(session: Session, library: Library, learner: Learner, module_id: str, form: Form) -> bool:
    """Count the answers in the form, and say whether they were; False for whoever has answered before.

    Questions may be left out. Raises NoSuchModule, NotFinished, and Unreadable where nothing
    is answered at all.
    """
    module = library.modules.get(module_id)
    stands = standing(session, library, learner.person_id, learner.track, learner.enterprise_id)
    if module is None or module_id not in stands.progress or not module.survey(learner.track):
        raise NoSuchModule(module_id)
    if module_id not in stands.complete:
        raise NotFinished(module_id)
    if has_answered_survey(session, learner.person_id, module_id):
        return False
    questions = [each.question for each in module.survey(learner.track) if isinstance(each.question, Survey)]
    chosen = {each.id: option for each in questions if (option := _chosen(each, form))}
    if not chosen:
        raise Unreadable("choose-one")
    note_participation(session, learner.person_id, module_id)
    options = [(each.id, option) for each in questions for option in each.choices()]
    count_answers(session, module_id, learner.track, options, chosen)
    return True


def _chosen(question: Survey, form: Form) -> str:
    try:
        return question.read(form, "")
    except Unreadable:
        return ""
