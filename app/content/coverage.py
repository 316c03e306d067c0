"""How far each module is translated, counted in texts and questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.models import Library, Module
from app.content.texts import Text


@dataclass(frozen=True)
class Coverage:
    """One module in one language: how many texts and questions are shown in it, how many of those are stale."""

    module: str
    language: str
    texts: int
    all_texts: int
    questions: int
    all_questions: int
    stale: int
    drafts: int


def coverage(library: Library) -> tuple[Coverage, ...]:
    """Count every module in every language but the source."""
    others = [each for each in library.course.languages if each != library.course.source]
    return tuple(_count(module, language) for module in library.modules.values() for language in others)


def _count(module: Module, language: str) -> Coverage:
    holders: list[Mapping[str, Text]] = [module.texts, *(lesson.texts for lesson in module.lessons.values())]
    if module.assignment:
        holders.append(module.assignment.texts)
    found = [texts[language] for texts in holders if language in texts]
    shown = [text for text in found if not text.draft]
    asked = [ident for ident, revision in module.bank.items() if language in revision.questions]
    stale = sum(text.stale for text in shown) + sum((ident, language) in module.stale for ident in asked)
    drafts = len(found) - len(shown)
    return Coverage(module.id, language, len(shown), len(holders), len(asked), len(module.bank), stale, drafts)
