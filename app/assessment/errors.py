"""What can go wrong with an attempt. None of these knows HTTP."""

from __future__ import annotations


class NoSuchAttempt(Exception):
    """There is no such attempt, or not of this person: the two are not told apart."""


class NoSuchQuestion(Exception):
    """The attempt has no question at this position."""


class ResponseIdTaken(Exception):
    """The client's id belongs to an answer to another question; a client must make a new id for every answer."""


class NoAttemptsLeft(Exception):
    """The module's rule allows no further attempt."""


class NothingToAsk(Exception):
    """The module has no quiz for this track."""


class NotInTheBank(Exception):
    """The module, or the question, is not in the content as it is now, so there is no key to mark by."""


class KeyChanged(Exception):
    """The key is no longer the one whose effect was looked at: look again before it is applied."""
