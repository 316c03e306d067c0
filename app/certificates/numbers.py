"""Certificate numbers: Crockford's base 32 (crockford.com/base32.html), which nobody misreads, with a check character.

Eleven characters are random (55 bits: nobody finds a certificate by guessing). The twelfth is their weighted sum
modulo 31, written in the same alphabet; the weights are 2, 3, ... and 31 is prime, so that one wrong character, or two
neighbours exchanged, is always noticed.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans("OILU", "011V")
LENGTH = 12
"""How many characters a number has, the check character included."""


def new_number() -> str:
    """Make a number, as stored: twelve characters without dashes."""
    body = "".join(secrets.choice(ALPHABET[:31]) for _ in range(LENGTH - 1))
    return body + _check(body)


def tidy_number(typed: str) -> str:
    """Read a number as typed: case, spaces, dashes and look-alikes (O for 0, I or L for 1, U for V) do not matter."""
    kept = "".join(character for character in typed.upper() if character.isascii() and character.isalnum())
    return kept.translate(LOOK_ALIKES)


def is_number(number: str) -> bool:
    """Say whether a tidied text can be a number at all: a slip of the pen can not."""
    return (
        len(number) == LENGTH
        and all(character in ALPHABET[:31] for character in number)
        and number[-1] == _check(number[:-1])
    )


def shown_number(number: str) -> str:
    """Give a number as people see it: 7F3K-Q2MD-91XA."""
    return "-".join(number[start : start + 4] for start in range(0, LENGTH, 4))


def _check(body: str) -> str:
    return ALPHABET[sum(weight * ALPHABET.index(each) for weight, each in enumerate(body, 2)) % 31]
