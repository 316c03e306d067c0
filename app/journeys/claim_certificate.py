"""A learner asks for a certificate that came due after their last step: a rule became easier, a gate was opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.content.models import Library
from app.journeys.complete_module import Learner, certify_if_earned
from app.learning.errors import NoSuchModule


def claim_certificate(
    session: Session, library: Library, issuer: str, learner: Learner, module_id: str, at: datetime
) -> str | None:
    """Give the number of the module's certificate, issued now if it is due; None while something is missing.

    Raises NoSuchModule.
    """
    module = library.modules.get(module_id)
    if module is None or module.status != "published":
        raise NoSuchModule(module_id)
    return certify_if_earned(session, library, issuer, learner, module, at)
