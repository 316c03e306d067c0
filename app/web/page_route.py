"""The way to a page: who may, then the numbers and names in the address, then the page.

FastAPI works out anew for each request what an endpoint wants, which costs as much as to mark an answer and store it.
An endpoint of ours wants the request, who looks at it, and parts of the address: that is seen once, when the route is
made. Endpoints that want anything else are left to FastAPI, and so is the description of all of them (OpenAPI).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.params import Depends
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response
from starlette.routing import request_response

from app.web.dependencies import ACCESS

Access = Callable[[Request], Awaitable[Any]]


class PageRoute(APIRoute):
    """A route that calls its endpoint without asking again what it wants. `is_short`: that it can."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        hints = {name: each for name, each in get_type_hints(endpoint, include_extras=True).items() if name != "return"}
        access = {name: found for name, each in hints.items() if (found := _access(each))}
        parts = {name: TypeAdapter(hints[name]) for name in self.param_convertors if name in hints}
        self.is_short = {*hints} == {"request", *access, *parts} and len(access) == 1 and not self.dependencies
        if self.is_short:
            ((name, rule),) = access.items()
            self.app = request_response(_caller(endpoint, name, rule, parts))


def _access(hint: Any) -> Access | None:
    """Give the rule of app/web/dependencies.py that a parameter names, if it is one of them."""
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    rule: Any = next((each.dependency for each in marks if isinstance(each, Depends)), None)
    return rule if rule in ACCESS else None


def _caller(
    endpoint: Callable[..., Awaitable[Response]], name: str, rule: Access, parts: Mapping[str, TypeAdapter[Any]]
) -> Callable[[Request], Awaitable[Response]]:
    async def call(request: Request) -> Response:
        person = await rule(request)
        wanted = {part: _read(part, adapter, request) for part, adapter in parts.items()}
        return await endpoint(request, **{name: person}, **wanted)

    return call


def _read(part: str, adapter: TypeAdapter[Any], request: Request) -> Any:
    """Read a part of the address. Raises RequestValidationError, as FastAPI does."""
    try:
        return adapter.validate_python(request.path_params[part])
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
