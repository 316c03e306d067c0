"""Which questions an attempt asks, and in which order. Pure: the same seed draws the same questions, for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.content.models import QuizRule
from app.questions.question import shuffled
from app.questions.revision import Revision


def draw(pool: Sequence[Revision], rule: QuizRule, seen: Mapping[str, int], seed: str) -> tuple[Revision, ...]:
    """Draw `rule.draw` questions (fewer where the pool is smaller), those least often seen first, and shuffle them.

    What must be asked is always in; then so many of each tag as the rule says; then whatever was seen least.
    """
    by_id = {revision.question.id: revision for revision in pool}
    fresh_first = sorted(shuffled(by_id, seed), key=lambda each: seen.get(each, 0))
    drawn = [each for each in rule.must_include if each in by_id]
    for tag, wanted in (rule.from_tags or {}).items():
        tagged = [each for each in fresh_first if tag in by_id[each].question.tags]
        missing = wanted - sum(each in tagged for each in drawn)
        drawn += [each for each in tagged if each not in drawn][: max(missing, 0)]
    drawn += [each for each in fresh_first if each not in drawn]
    return tuple(by_id[each] for each in shuffled(drawn[: max(rule.draw, len(rule.must_include))], f"{seed}:order"))
