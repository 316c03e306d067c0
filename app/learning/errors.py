"""What can go wrong in learning. None of these knows HTTP."""

from __future__ import annotations

from app.content.models import Module


class NoSuchModule(Exception):
    """Learners know no such module."""


class NoSuchLesson(Exception):
    """The module has no such lesson."""


class NotYet(Exception):
    """Other modules come first, and no admin has opened this one."""

    def __init__(self, first: tuple[Module, ...]) -> None:
        super().__init__(", ".join(module.id for module in first))
        self.first = first


class NotFinished(Exception):
    """The module is not finished, and what was asked for comes after its end."""


class NoAssignment(Exception):
    """The module has no task at work."""
