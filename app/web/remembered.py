"""What a browser remembers to spare people typing: the workplace code used last. Harmless, so not signed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from app.enterprises.codes import is_code
from app.web.cookies import A_YEAR

CODE = "code"


def remember_code(response: Response, code: str, *, secure: bool) -> None:
    """Remember the workplace code that was used on this browser."""
    response.set_cookie(CODE, code, max_age=A_YEAR, path="/", secure=secure, httponly=True, samesite="lax")


def remembered_code(request: Request) -> str:
    """Give the code used last on this browser, "" for none."""
    code = request.cookies.get(CODE, "")
    return code if is_code(code) else ""
