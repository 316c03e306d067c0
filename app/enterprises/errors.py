"""What can go wrong with enterprises, their people and invitations. None of these knows HTTP."""

from __future__ import annotations


class UnknownCode(Exception):
    """No enterprise has this code."""


class NameTaken(Exception):
    """Somebody of this whole name is in the enterprise already."""


class InvitationUnusable(Exception):
    """The link is unknown, too old or used already: which, says `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NoSuchPerson(Exception):
    """Nobody with this id is in the enterprise."""
