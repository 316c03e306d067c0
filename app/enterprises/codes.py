"""Enterprise codes: three letters and three digits that nobody mistakes for one another. Pure but for chance."""

from __future__ import annotations

import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"


def new_code() -> str:
    """Make a code such as KIL482: 7 million of them, none with 0, O, 1 or I."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(3))
    digits = "".join(secrets.choice(DIGITS) for _ in range(3))
    return letters + digits


def tidy_code(typed: str) -> str:
    """Read a code as typed: small letters, spaces and dashes do not matter."""
    return "".join(character for character in typed.upper() if character.isascii() and character.isalnum())


def is_code(code: str) -> bool:
    """Say whether a tidied text has the form of a code."""
    return len(code) == 6 and all(each in LETTERS for each in code[:3]) and all(each in DIGITS for each in code[3:])
