"""The photos of lessons. Drawings need no request: they stand in the page."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, Response

from app.content.rasters import TYPES
from app.web.dependencies import SignedIn
from app.web.errors import NotFoundError
from app.web.page_route import PageRoute
from app.web.site import site_of

router = APIRouter(route_class=PageRoute)
A_DAY = "private, max-age=86400"


@router.get("/media/{module_id}/{name}")
async def show(request: Request, viewer: SignedIn, module_id: str, name: str) -> Response:
    """Give a photo of a module that is loaded; nothing else of the folder can be asked for."""
    site = site_of(request)
    library = site.publication.library
    folder = site.publication.source.folder_of(library, module_id) / "modules" / module_id / "media"
    file = folder / name
    media_type = TYPES.get(file.suffix.lower())
    if module_id not in library.modules or media_type is None or file.parent != folder:
        raise NotFoundError
    if not _is_there(file):
        raise NotFoundError
    return FileResponse(file, media_type=media_type, headers={"cache-control": A_DAY})


def _is_there(file: Path) -> bool:
    """Say whether a file is there; no disk has a name of 300 letters, and says so by an error."""
    try:
        return file.is_file()
    except OSError:
        return False
