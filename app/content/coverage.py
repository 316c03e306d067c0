"""How far a module is translated: the state of each of its pieces, and their number by state."""

from __future__ import annotations

from dataclasses import dataclass

from app.content.models import Library
from app.content.pieces import Piece, State


@dataclass(frozen=True)
class Coverage:
    """One module in one language: its pieces, in the order of its files."""

    module: str
    language: str
    pieces: tuple[Piece, ...]

    def count(self, state: State) -> int:
        """Count the pieces in a state."""
        return sum(each.state == state for each in self.pieces)

    def named(self, state: State) -> tuple[str, ...]:
        """Name the pieces in a state."""
        return tuple(each.name for each in self.pieces if each.state == state)


def coverage(library: Library) -> tuple[Coverage, ...]:
    """Give every module in every language but the source."""
    others = [each for each in library.course.languages if each != library.course.source]
    return tuple(
        Coverage(module.id, language, tuple(each for each in module.pieces if each.language == language))
        for module in library.modules.values()
        for language in others
    )
