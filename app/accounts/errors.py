"""What can go wrong when people sign in. None of these knows HTTP."""

from __future__ import annotations

from datetime import datetime


class Locked(Exception):
    """Too many wrong tries; nothing is tried before `until`, unless the manager unlocks."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class LoginTaken(Exception):
    """Somebody already has this sign-in name."""
