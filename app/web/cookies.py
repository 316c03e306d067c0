"""The cookies: one that says whose browser this is, signed; one that says which language it wants, harmless."""

from __future__ import annotations

import time
from functools import lru_cache

from itsdangerous import BadSignature, TimestampSigner
from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.accounts.actions import SIGNED_IN_FOR

LANGUAGE = "language"
A_YEAR = 365 * 24 * 3600
LONGEST = 200
"""More than a value of ours has; a longer one is not even remembered as not ours."""
LIFETIME = int(SIGNED_IN_FOR.total_seconds())


class SignInCookie:
    """Writes and reads the sign-in cookie. Its value is a token and when it was made, signed.

    The signature alone opens the lessons, which hold nothing personal, without asking the database. Everything personal
    looks the token up, so signing out ends it at once.
    """

    def __init__(self, secret: str, *, secure: bool) -> None:
        self.name = "__Host-score" if secure else "score"
        self.secure = secure
        self._signer = TimestampSigner(secret, salt="sign-in")
        self._read = lru_cache(maxsize=8192)(self._unsigned)
        self._marker = f"{self.name}=".encode()

    def value(self, token: str) -> str:
        """Give the cookie's value for a token: signed, with the time."""
        return self._signer.sign(token).decode()

    def write(self, response: Response, token: str) -> None:
        """Give the browser its token."""
        response.set_cookie(
            self.name, self.value(token), max_age=LIFETIME, path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def clear(self, response: Response) -> None:
        """Take the token from the browser."""
        response.delete_cookie(self.name, path="/", secure=self.secure, httponly=True, samesite="lax")

    def token(self, connection: HTTPConnection) -> str | None:
        """Give the token of a browser, None without one that we signed and that is young enough."""
        return self.verify(connection.cookies.get(self.name, ""))

    def verify(self, value: str) -> str | None:
        """Give the token in a cookie's value, None where it is not ours or too old."""
        if len(value) > LONGEST:
            return None
        token, made = self._read(value)
        return token if token and time.time() - made < LIFETIME else None

    def is_signed_in(self, header: bytes) -> bool:
        """Say whether a whole Cookie header holds a good token: the short way, for pages that hold nothing personal."""
        start = header.find(self._marker)
        if start < 0:
            return False
        value = header[start + len(self._marker) :].split(b";", 1)[0]
        return self.verify(value.decode("latin-1")) is not None

    def _unsigned(self, value: str) -> tuple[str | None, float]:
        try:
            token, made = self._signer.unsign(value, return_timestamp=True)
        except (BadSignature, UnicodeEncodeError):
            return None, 0.0
        return token.decode(), made.timestamp()


def write_language(response: Response, language: str, *, secure: bool) -> None:
    """Remember the language that a browser wants."""
    response.set_cookie(LANGUAGE, language, max_age=A_YEAR, path="/", secure=secure, httponly=True, samesite="lax")
