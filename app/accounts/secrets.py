"""PINs, passwords and tokens: how they are kept and compared. Argon2 takes 30 ms by design: never on the event loop."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from itertools import pairwise

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

PIN_DIGITS = 4
PASSWORD_LENGTH = 10


@cache
def _hasher() -> PasswordHash:
    """Argon2id as the OWASP Password Storage Cheat Sheet asks: 19 MiB, 2 passes, 1 lane."""
    return PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))


def hash_secret(secret: str) -> str:
    """Hash a PIN or a password for keeping."""
    return _hasher().hash(secret)


def matches(secret: str, kept: str) -> bool:
    """Say whether a PIN or password is the one whose hash was kept."""
    return _hasher().verify(secret, kept)


def waste_the_same_time(secret: str) -> None:
    """Do the work of a comparison for a name nobody has, so that the time taken does not tell which names exist."""
    matches(secret, _hash_of_nothing())


@cache
def _hash_of_nothing() -> str:
    return hash_secret(secrets.token_hex(8))


def is_weak_pin(pin: str) -> bool:
    """Say whether a PIN is among the first that anybody would try: one digit four times, or a run up or down."""
    steps = {int(later) - int(earlier) for earlier, later in pairwise(pin)}
    return steps in ({0}, {1}, {-1})


def new_token() -> str:
    """Make a token that nobody can guess: 192 bits, safe in an address and in a cookie."""
    return secrets.token_urlsafe(24)


def fingerprint(token: str) -> str:
    """Give what is stored of a token: 64 hex digits that open nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
