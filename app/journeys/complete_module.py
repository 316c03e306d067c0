"""What follows from doing a step: when it was the last one, the certificate, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.certificates.actions import issue
from app.certificates.models import Certificate
from app.certificates.numbers import new_number
from app.content.models import Library, Module
from app.enterprises.models import Enterprise, Membership
from app.enterprises.queries import certificate_name
from app.learning.progress import Progress
from app.questions.question import Track
from app.reporting.standing import Standing, standing


@dataclass(frozen=True)
class Learner:
    """Who learns: what the journeys of a module need to know of a person."""

    person_id: int
    enterprise_id: int
    track: Track
    language: str


def certify_if_earned(
    session: Session, library: Library, issuer: str, learner: Learner, module: Module, at: datetime
) -> str | None:
    """Issue the module's certificate when every rule is met, and give its number; None while something is missing.

    Who holds one already gets the same number again, whatever has changed since. Modules that only waited for this one
    get theirs as well.
    """
    stands = standing(session, library, learner.person_id, learner.track, learner.enterprise_id)
    numbers = {
        each.id: issue(session, _certificate(session, library, issuer, learner, each, reached, at)).number
        for each in library.published
        if (reached := stands.progress.get(each.id)) and is_earned(stands, library, each)
    }
    held = stands.progress.get(module.id)
    return numbers.get(module.id) or (held.certificate if held else None)


def is_earned(stands: Standing, library: Library, module: Module) -> bool:
    """Say whether a certificate is due: the module gives one, every rule is met, none was issued, nothing is first.

    A withdrawn one is not given again by doing the last step once more: an admin withdrew it for a reason.
    """
    reached = stands.progress.get(module.id)
    if reached is None or reached.certificate or reached.withdrawn or not module.certificate:
        return False
    return reached.meets_the_rules and not stands.waits_for(library, module)


def _certificate(
    session: Session,
    library: Library,
    issuer: str,
    learner: Learner,
    module: Module,
    reached: Progress,
    at: datetime,
) -> Certificate:
    """Freeze what is printed: names and titles as they are at this moment."""
    enterprise = session.get_one(Enterprise, session.get_one(Membership, learner.person_id).enterprise_id)
    chain = library.chain(learner.language)
    points, max_points = reached.quiz.best or (0.0, 0)
    assignment = module.assignment if module.assignment and module.assignment.required else None
    return Certificate(
        number=new_number(),
        person_id=learner.person_id,
        module_id=module.id,
        name=certificate_name(session, learner.person_id),
        enterprise=enterprise.name,
        module_title=module.text(chain).title,
        assignment_title=assignment.text(chain).title if assignment else None,
        track=learner.track,
        language=module.text(chain).language,
        lessons=len(module.lessons_of(learner.track)),
        minutes=module.minutes(learner.track),
        points=points,
        max_points=max_points,
        content_revision=module.revision,
        content_commit=library.commit_of(module.id),
        issuer=issuer,
        issued_at=at,
    )
