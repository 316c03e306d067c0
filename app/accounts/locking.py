"""The rule for wrong PINs and passwords: five tries, then a wait that grows. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_TRIES = 5
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""The wait after the fifth wrong try, and after each further one; the last goes on for ever."""


def wait_after(failed_tries: int) -> timedelta | None:
    """Give how long to wait after so many wrong tries in a row, None while tries are free."""
    if failed_tries < FREE_TRIES:
        return None
    return WAITS[min(failed_tries - FREE_TRIES, len(WAITS) - 1)]


def is_locked(locked_until: datetime | None, at: datetime) -> bool:
    """Say whether nothing may be tried at a moment."""
    return locked_until is not None and at < locked_until
