"""The course as a whole: the order of its modules and what must be finished before what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.content.findings import Notes, nearest
from app.content.outline import Outline
from app.content.shared import Shared


def check_course(shared: Shared, outlines: Mapping[str, Outline]) -> dict[str, Notes]:
    """Check the names in course.yaml and the prerequisites of all modules; give what is found out by module."""
    notes = next(each for each in shared.notes if each.file == "course.yaml")
    for number, ident in enumerate(shared.order):
        spot = shared.outline.field(("modules", number))
        if ident not in outlines:
            notes.error(spot, "unknown-module", f"there is no module `{ident}`", nearest(ident, outlines, "remove it"))
        elif ident in shared.retired:
            notes.error(spot, "retired-id", f"`{ident}` is retired, but used again", "give the new one another id")
        elif ident in shared.order[:number]:
            notes.error(spot, "id-twice", f"`{ident}` stands twice", "keep one of the two")
    for ident in outlines:
        if ident not in shared.order:
            spot = shared.outline.field(("modules",))
            notes.warning(
                spot, "module-unlisted", f"the module `{ident}` is not in the list", "add it where it should stand"
            )
    return {ident: _check_prerequisites(ident, outline, outlines) for ident, outline in outlines.items()}


def _check_prerequisites(module: str, outline: Outline, outlines: Mapping[str, Outline]) -> Notes:
    notes = Notes(outline.notes.file)
    for number, ident in enumerate(outline.prerequisites):
        spot = outline.document.field(("prerequisites", number))
        if ident not in outlines:
            notes.error(spot, "unknown-module", f"there is no module `{ident}`", nearest(ident, outlines, "remove it"))
        elif way := _way(ident, module, outlines):
            names = " -> ".join((module, *way))
            notes.error(spot, "circle", f"nobody can begin: {names}", "remove one of these")
        elif outlines[ident].status != "published" and outline.status == "published":
            sentence = f"learners cannot see `{ident}`, so it is asked of nobody"
            notes.warning(spot, "prerequisite-hidden", sentence, "publish it, or remove it here")
    return notes


def _way(start: str, goal: str, outlines: Mapping[str, Outline]) -> Sequence[str]:
    """Give the modules on a way from `start` to `goal` along prerequisites; none where there is no way."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        nexts = outlines[way[-1]].prerequisites if way[-1] in outlines else ()
        ways += [(*way, each) for each in nexts if each not in seen]
        seen.update(nexts)
    return ()
