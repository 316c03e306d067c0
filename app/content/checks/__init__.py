"""What is looked at across files once a module has been read. Each check notes its findings at the exact field."""

from __future__ import annotations

from app.content.checks.banks import check_bank
from app.content.checks.lessons import check_lesson
from app.content.checks.modules import check_module
from app.content.checks.prose import check_prose
from app.content.checks.translations import check_translations
from app.content.checks.weights import check_weights
from app.content.draft import Draft


def check_draft(draft: Draft) -> None:
    """Check a module as a whole; the findings go to the notes of its files."""
    check_module(draft)
    if draft.bank.readable:
        check_bank(draft)
    for pages in draft.lessons.values():
        check_lesson(draft, pages)
    for page in (draft.welcome.source(draft.source), draft.assignment.source(draft.source)):
        if page:
            check_prose(page)
    check_weights(draft)
    check_translations(draft)
