"""A module's questions to take to Moodle: what stays behind, and the files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.i18n import own_name
from app.interop.files import FORMATS, written
from app.interop.losses import Loss
from app.interop.outward import outward
from app.web.dependencies import TrainerOnly
from app.web.errors import NotFoundError
from app.web.site import site_of
from app.web.trainer import module_of

router = APIRouter(prefix="/trainer/modules/{module_id}/moodle")

FILES = {"moodle-xml": ("xml", "application/xml"), "gift": ("gift.txt", "text/plain; charset=utf-8")}
"""How the file of a format ends (Moodle wants .xml and .txt) and what it is, in the order to offer them."""

Language = Annotated[str, Query(max_length=16)]


@router.get("")
async def show(request: Request, viewer: TrainerOnly, module_id: str, language: Language = "") -> Response:
    """Offer the files of a module's questions, each with what it cannot carry."""
    site = site_of(request)
    library = site.publication.library
    module = module_of(library, module_id)
    chosen = _known(language or site.content_language(request, viewer), library.course.languages)
    out = {name: outward(module, library.course, chosen, FORMATS[name]) for name in FILES}
    return site.answer(
        request,
        viewer,
        "trainer/moodle.html",
        module=module,
        text=module.text(library.chain(chosen), drafts=True),
        offers=[(name, FORMATS[name].name, each.bank.questions, _grouped(each.losses)) for name, each in out.items()],
        chosen=chosen,
        languages={each: own_name(each) for each in library.course.languages},
    )


@router.get("/{name}")
async def download(request: Request, viewer: TrainerOnly, module_id: str, name: str, language: Language) -> Response:
    """Give the file of a format."""
    library = site_of(request).publication.library
    module = module_of(library, module_id)
    chosen = _known(language, library.course.languages)
    if name not in FILES:
        raise NotFoundError
    ending, media_type = FILES[name]
    out = outward(module, library.course, chosen, FORMATS[name])
    headers = {
        "content-disposition": f'attachment; filename="{module.id}.{chosen}.{ending}"',
        "cache-control": "private, no-store",
    }
    return Response(written(out.bank, FORMATS[name]), 200, headers, media_type)


def _known(language: str, languages: Iterable[str]) -> str:
    if language not in languages:
        raise NotFoundError
    return language


def _grouped(losses: Iterable[Loss]) -> dict[tuple[str, str], list[str]]:
    """Put together whom the same happens to: (what is lost, what happens instead) with the ids of questions."""
    groups: dict[tuple[str, str], list[str]] = {}
    for loss in losses:
        groups.setdefault((loss.what, loss.instead), []).append(loss.subject)
    return groups
