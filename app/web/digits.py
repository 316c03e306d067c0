"""Numbers typed in the digits of any script."""

from __future__ import annotations

import unicodedata


def western(typed: str) -> str:
    """Read digits of any script as 0 to 9 (a PIN typed on an Arabic keypad is the same PIN), without spaces."""
    kept = "".join(typed.split())
    return "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in kept)
