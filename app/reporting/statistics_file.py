"""The statistics of a course as a file: sums of many, so that trainers can look at them on their own machines."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from app.content.models import Library
from app.reporting.question_statistics import ModuleStatistics, module_statistics

_AS_JSON = TypeAdapter(tuple[ModuleStatistics, ...])


class UnreadableStatistics(Exception):
    """The text holds no statistics; it says where."""


def course_statistics(session: Session, library: Library, module_id: str | None = None) -> tuple[ModuleStatistics, ...]:
    """Work out the statistics of all modules that have a quiz, or of one."""
    chosen = (each for each in library.modules.values() if module_id in (None, each.id))
    return tuple(module_statistics(session, library.course, each) for each in chosen if each.quiz)


def as_json(statistics: tuple[ModuleStatistics, ...]) -> str:
    """Write statistics as JSON."""
    return _AS_JSON.dump_json(statistics, indent=1).decode()


def from_json(text: str) -> tuple[ModuleStatistics, ...]:
    """Read statistics back. Raises UnreadableStatistics."""
    try:
        return _AS_JSON.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(map(str, first["loc"])) or "the file"
        raise UnreadableStatistics(f"{place}: {first['msg']}") from error
