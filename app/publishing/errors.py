"""Why there is nothing new to show."""

from __future__ import annotations

from app.content.models import Commit


class CannotFollow(Exception):
    """The repository cannot be looked at now; the text says why, for an operator, and holds no credentials."""


class StoreDamaged(CannotFollow):
    """What was fetched before cannot be read any more, as after a power cut. All of it can be fetched again."""


class CommitRefused(Exception):
    """A commit that is not shown as a whole; the text says why, for a trainer. What was live stays."""

    def __init__(self, commit: Commit, why: str) -> None:
        super().__init__(commit, why)
        self.commit, self.why = commit, why

    def __str__(self) -> str:
        return self.why
