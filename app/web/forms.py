"""Reading submitted forms. What a form must hold is said once, by a model; its faults are named field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic import BaseModel, ValidationError

from app.questions.question import Form
from app.web.errors import BadFormError

MOST_FIELDS = 200
UNREADABLE = ("\ufffd", "\x00")
"""What broken UTF-8 turns into, and the one character that PostgreSQL keeps in no text."""

M = TypeVar("M", bound=BaseModel)


class Faults(dict[str, str]):
    """What is wrong with a form: field name -> short code. A field without a fault has "", so templates may ask any."""

    def __missing__(self, name: str) -> str:
        return ""


async def submitted(request: Request) -> Form:
    """Read a form: each field's values in their order. Raises BadFormError for broken text or files."""
    values: dict[str, list[str]] = {}
    for name, value in await _fields(request):
        if not isinstance(value, str) or any(each in name + value for each in UNREADABLE):
            raise BadFormError
        values.setdefault(name, []).append(value)
    return values


async def _fields(request: Request) -> Iterable[tuple[str, object]]:
    """Read the fields in their order. Our pages send the plain encoding, which the standard library reads fastest."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return (await request.form(max_fields=MOST_FIELDS, max_files=0)).multi_items()
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise BadFormError from error


def one(form: Form, name: str) -> str:
    """Give the single value of a field, "" where it is missing."""
    return (form.get(name) or [""])[0]


def check(model: type[M], form: Form) -> tuple[M | None, Faults]:
    """Read a form as a model: the model, or the faults by field name, as short codes that the page puts into words."""
    try:
        return model.model_validate(
            {name: values[0] for name, values in form.items() if name in model.model_fields}
        ), Faults()
    except ValidationError as error:
        return None, Faults((str(each["loc"][0]), each["type"]) for each in error.errors())


def takes(model: type[BaseModel]) -> Mapping[str, Any]:
    """Say in the OpenAPI description which form a route takes: `@router.post(..., **takes(JoinForm))`."""
    content = {"application/x-www-form-urlencoded": {"schema": model.model_json_schema()}}
    return {"openapi_extra": {"requestBody": {"content": content, "required": True}}}
