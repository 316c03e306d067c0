"""The addresses of pages that more than one page links to."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request

from app.content.models import Module, Place
from app.learning.progress import Step


def lesson_address(language: str, track: str, module_id: str, lesson_id: str) -> str:
    """Give the address of a lesson: one for each language and track, the same for everybody who reads it."""
    return f"/learn/{language}/{track}/{module_id}/{lesson_id}"


def place_address(language: str, track: str, module: Module, place: Place) -> str:
    """Give the address of the very place in a lesson where something was taught."""
    anchor = f"#{place.anchor}" if place.anchor else ""
    return lesson_address(language, track, module.id, place.lesson) + anchor


def step_address(language: str, track: str, module_id: str, step: Step) -> str:
    """Give the address where a step of a module is done."""
    if step.kind == "lesson":
        return lesson_address(language, track, module_id, step.id)
    return f"/modules/{module_id}/{step.kind}"


def question_address(attempt_id: UUID, position: int) -> str:
    """Give the address of one question of an attempt."""
    return f"/attempts/{attempt_id}/questions/{position}"


def page_address(request: Request) -> str:
    """Give the address of the page that somebody is on: of a form, that is the page it was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    here = f"{request.url.scheme}://{request.url.netloc}"
    sent_from = request.headers.get("referer", "")
    return safe_next(sent_from.removeprefix(here)) if sent_from.startswith(f"{here}/") else "/"


def safe_next(address: str) -> str:
    """Give an address to go on to, kept to this site: anything else becomes the home page."""
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if ours else "/"
