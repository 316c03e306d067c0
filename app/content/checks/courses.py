"""The course as a whole: the order of its modules and what must be finished before what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.content.draft import Draft
from app.content.findings import nearest
from app.content.shared import Shared


def check_course(shared: Shared, drafts: Mapping[str, Draft]) -> None:
    """Check the names in course.yaml and the prerequisites of all modules."""
    notes = next(each for each in shared.notes if each.file == "course.yaml")
    for number, ident in enumerate(shared.order):
        spot = shared.outline.field(("modules", number))
        if ident not in drafts:
            notes.error(spot, "unknown-module", f"there is no module `{ident}`", nearest(ident, drafts, "remove it"))
        elif ident in shared.order[:number]:
            notes.error(spot, "id-twice", f"`{ident}` stands twice", "keep one of the two")
    for ident, draft in drafts.items():
        if ident not in shared.order:
            spot = shared.outline.field(("modules",))
            notes.warning(
                spot, "module-unlisted", f"the module `{ident}` is not in the list", "add it where it should stand"
            )
        _check_prerequisites(draft, drafts)


def _check_prerequisites(draft: Draft, drafts: Mapping[str, Draft]) -> None:
    for number, ident in enumerate(draft.outline.prerequisites):
        path = ("prerequisites", number)
        if ident not in drafts:
            draft.outline.error(
                path, "unknown-module", f"there is no module `{ident}`", nearest(ident, drafts, "remove it")
            )
        elif way := _way(ident, draft.folder.id, drafts):
            names = " -> ".join((draft.folder.id, *way))
            draft.outline.error(path, "circle", f"nobody can begin: {names}", "remove one of these")


def _way(start: str, goal: str, drafts: Mapping[str, Draft]) -> Sequence[str]:
    """Give the modules on a way from `start` to `goal` along prerequisites; none where there is no way."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        nexts = drafts[way[-1]].outline.prerequisites if way[-1] in drafts else ()
        ways += [(*way, each) for each in nexts if each not in seen]
        seen.update(nexts)
    return ()
