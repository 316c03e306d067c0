"""A question of an attempt, put together for its page: before the answer there is nothing of the key in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from fastapi import Request

from app.assessment.queries import Asked, AttemptState
from app.assessment.regrade_queries import Correction
from app.content.models import Library
from app.enterprises.queries import Viewer
from app.questions.question import Question
from app.questions.revision import Revision
from app.web.addresses import place_address, question_address
from app.web.forms import one
from app.web.site import Site


@dataclass(frozen=True)
class QuestionView:
    """A question of an attempt as its page shows it, before the answer or after.

    `wanted` is the language its learner reads, `language` the one that the question is in.
    """

    attempt: AttemptState
    asked: Asked
    question: Question
    language: str
    wanted: str
    shown: Any
    title: str
    figure: str = ""
    lesson: str | None = None
    response_id: str = ""
    problem: str | None = None
    filled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    again: bool = False
    correction: Correction | None = None
    leave: str | None = None
    """Where to go out of the quiz; None for the first page, where the module is not there any more."""

    @property
    def template(self) -> str:
        """The question type's own template."""
        return f"questions/{self.question.type}/{'review' if self.asked.is_answered else 'form'}.html"

    @property
    def verdict(self) -> str:
        """How the answer fared: right, partly, wrong or unsure."""
        return self.asked.verdict

    @property
    def address(self) -> str:
        """Where the question is."""
        return question_address(self.attempt.id, self.asked.position)

    @property
    def onward(self) -> str:
        """Where to go on: the first question without an answer, or the result."""
        return onward_from(self.attempt)


def question_view(
    site: Site,
    request: Request,
    viewer: Viewer,
    attempt: AttemptState,
    asked: Asked,
    revision: Revision,
    *,
    part: Any = None,
    problem: str | None = None,
    filled: Mapping[str, Sequence[str]] | None = None,
    again: bool = False,
    correction: Correction | None = None,
) -> QuestionView:
    """Put together what a question's page shows. Before the answer there is nothing of the key in it.

    `part` is what the form shows of a question that is answered step by step, None at its beginning. Each part has an
    id of its own, so that a form of an earlier part, sent again, is told from the last one, sent twice.
    """
    library = site.publication.library
    chain = library.chain(site.content_language(request, viewer))
    language, question = revision.in_language(chain)
    module = library.modules.get(attempt.module_id)
    return QuestionView(
        attempt,
        asked,
        question,
        language,
        chain[0],
        _shown(question, attempt, asked, part),
        title=attempt_title(library, attempt, chain),
        figure=module.figures.get((question.id, language), "") if module else "",
        lesson=_lesson(library, attempt, question.id, chain) if asked.is_answered else None,
        response_id=(filled and problem and one(filled, "response_id")) or str(uuid4()),
        problem=problem,
        filled=filled or {},
        again=again,
        correction=correction,
        leave=quiz_address(library, attempt),
    )


def _shown(question: Question, attempt: AttemptState, asked: Asked, part: Any) -> Any:
    return question.review(asked.answer, attempt.seed) if asked.is_answered else part or question.present(attempt.seed)


def _lesson(library: Library, attempt: AttemptState, question_id: str, chain: Sequence[str]) -> str | None:
    """Give the address of the place where a question was taught, None where its learner can read it no more."""
    if module_address(library, attempt) is None:
        return None
    module = library.modules[attempt.module_id]
    place = module.place(question_id, chain)
    if place is None or place.lesson not in module.tracks.get(attempt.track, ()):
        return None
    return place_address(chain[0], attempt.track, module, place)


def onward_from(attempt: AttemptState) -> str:
    """Give the address to go on to: the first question without an answer, or the result."""
    following = attempt.next_position
    return question_address(attempt.id, following) if following else f"/attempts/{attempt.id}"


def module_address(library: Library, attempt: AttemptState) -> str | None:
    """Give the address of an attempt's module, None where its learner has none any more: the attempt goes on."""
    module = library.modules.get(attempt.module_id)
    there = module is not None and module.status == "published" and module.tracks.get(attempt.track)
    return f"/modules/{attempt.module_id}" if there else None


def quiz_address(library: Library, attempt: AttemptState) -> str | None:
    """Give the address of an attempt's quiz, or what is left of the way there."""
    address = module_address(library, attempt)
    return f"{address}/quiz" if address and library.modules[attempt.module_id].quiz else address


def attempt_title(library: Library, attempt: AttemptState, chain: Sequence[str]) -> str:
    """Give the title of an attempt's module, its id where the content no longer has it: the attempt goes on."""
    module = library.modules.get(attempt.module_id)
    return module.text(chain).title if module else attempt.module_id
