"""What trainers see of how questions fare: figures of many, and where to look. Never an answer of one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.questions.question import Question
from app.questions.revision import Revision
from app.reporting.flags import CODES, Flag, flags
from app.reporting.question_statistics import (
    ENOUGH,
    FEWEST,
    Group,
    QuestionStatistics,
    module_statistics,
    question_statistics,
)
from app.web.dependencies import TrainerOnly
from app.web.errors import NotFoundError
from app.web.site import site_of
from app.web.trainer import module_of, question_sheet

router = APIRouter(prefix="/trainer/modules/{module_id}/statistics")

Order = Literal["flags", "file"]
LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Line:
    """A question in the table: its words, their language, its figures and what is to be looked at."""

    question: Question
    language: str
    found: QuestionStatistics
    flags: list[Flag]

    @property
    def urgency(self) -> int:
        """The place of its most serious flag; those without one come last."""
        return CODES.index(self.flags[0].code) if self.flags else len(CODES)


@dataclass(frozen=True)
class Bar:
    """A bar of the chart: its letter ("" where there are no options), and the group it stands for."""

    letter: str
    group: Group


@router.get("")
async def show(request: Request, viewer: TrainerOnly, module_id: str, order: Order = "flags") -> Response:
    """Show how all questions of a module fare, those to look at first, or as they stand in the file."""
    site = site_of(request)
    library = site.publication.library
    module = module_of(library, module_id)
    chain = library.chain(site.content_language(request, viewer))
    found = await site.database.report(module_statistics, library.course, module)
    lines = [_line(module.bank[each.id], each, chain) for each in found.questions]
    return site.answer(
        request,
        viewer,
        "trainer/statistics.html",
        module=module,
        text=module.text(chain, drafts=True),
        quizzes=found.quizzes,
        lines=sorted(lines, key=lambda line: line.urgency) if order == "flags" else lines,
        order=order,
        answers=sum(each.figures.n for each in found.questions),
        enough=ENOUGH,
        fewest=FEWEST,
    )


@router.get("/{question_id}")
async def question(request: Request, viewer: TrainerOnly, module_id: str, question_id: str) -> Response:
    """Show how one question fares: its words, what was chosen, and the same in each language."""
    site = site_of(request)
    library = site.publication.library
    module = module_of(library, module_id)
    revision = module.bank.get(question_id)
    if revision is None:
        raise NotFoundError
    chain = library.chain(site.content_language(request, viewer))
    found = await site.database.report(question_statistics, library.course, module, revision.question)
    sheet = question_sheet(module, revision, chain)
    return site.answer(
        request,
        viewer,
        "trainer/question_statistics.html",
        module=module,
        text=module.text(chain, drafts=True),
        sheet=sheet,
        bars=_bars(found),
        letters={each.key: letter for letter, each in zip(LETTERS, found.options, strict=False)},
        line=_line(revision, found, chain),
        enough=ENOUGH,
        fewest=FEWEST,
    )


def _line(revision: Revision, found: QuestionStatistics, chain: tuple[str, ...]) -> Line:
    language, shown = revision.in_language(chain)
    return Line(shown, language, found, flags(found))


def _bars(found: QuestionStatistics) -> list[Bar]:
    """Give a bar for each option and for "Not sure"; where there are no options, for each way an answer can fare."""
    if not found.options:
        return [Bar("", each) for each in found.outcomes]
    options = [Bar(letter, each) for letter, each in zip(LETTERS, found.options, strict=False)]
    return [*options, *(Bar("", each) for each in found.outcomes if each.key == "unsure")]
