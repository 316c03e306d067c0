"""Modules read and checked, kept until something that they are made of changes.

A module is kept under the hash of all its files, and with every answer it took from the files that all modules share:
an edit elsewhere in the glossary leaves it as it is. What depends on other modules is not kept (see checks/courses.py).
The shelf lives in the memory of a server. On disk there is none: a command that reads all anew takes under a second,
and a stored result would have to know the version of every line of the checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.content.around import Asked, answer_of
from app.content.checks import check_draft
from app.content.draft import make_module, read_draft
from app.content.findings import Finding
from app.content.models import Module
from app.content.outline import Outline
from app.content.shared import Shared
from app.content.snapshot import Snapshot


@dataclass(frozen=True)
class Checked:
    """A module by itself: None where it cannot be shown, the findings then say why. The rest is what it was made of."""

    outline: Outline
    module: Module | None
    findings: tuple[Finding, ...]
    digest: bytes
    course: str
    asked: Mapping[Asked, object]

    def holds(self, digest: bytes, shared: Shared) -> bool:
        """Say whether the same files beside these shared files would give the same."""
        return (digest, repr(shared.course)) == (self.digest, self.course) and all(
            answer_of(shared, asked) == answer for asked, answer in self.asked.items()
        )


Shelf = dict[str, Checked]
"""Modules by their id, as last read."""


def checked(ident: str, files: Snapshot, shared: Shared, shelf: Shelf) -> Checked:
    """Give a module read and checked: from the shelf, or anew and then onto it."""
    digest = files.digest()
    kept = shelf.get(ident)
    if kept is None or not kept.holds(digest, shared):
        kept = shelf[ident] = _anew(ident, files, shared, digest)
    return kept


def _anew(ident: str, files: Snapshot, shared: Shared, digest: bytes) -> Checked:
    draft = read_draft(files, ident, shared)
    check_draft(draft)
    module = make_module(draft)
    asked = {question: answer for each in draft.around.values() for question, answer in each.asked.items()}
    return Checked(draft.outline, module, tuple(draft.findings), digest, repr(shared.course), asked)
