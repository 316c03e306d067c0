"""Reading forms: the faults named by field, what cannot be read refused."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, StringConstraints
from starlette.requests import Request
from starlette.types import Message

from app.web.errors import BadFormError
from app.web.forms import Faults, check, one, submitted, takes


class Sample(BaseModel):
    """A form with a field that must be there and one that need not."""

    name: Annotated[str, StringConstraints(min_length=2, max_length=5)]
    age: int = 0


def request(body: bytes) -> Request:
    """Make a request that sends a form."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    return Request({"type": "http", "method": "POST", "headers": headers, "path": "/"}, receive)


async def test_values_keep_their_order() -> None:
    assert await submitted(request(b"a=1&b=&a=2&c=%C3%A9+x")) == {"a": ["1", "2"], "b": [""], "c": ["é x"]}


@pytest.mark.parametrize("body", [b"a=%FF", b"%FF=1", b"a=%00", b"%00=1", b"a=%ED%A0%80", b"a=x&b=%C3"])
async def test_broken_text_is_refused(body: bytes) -> None:
    with pytest.raises(BadFormError):
        await submitted(request(body))


def test_a_good_form_has_no_faults() -> None:
    assert check(Sample, {"name": ["Amina"], "age": ["7"], "foreign": ["x"]}) == (Sample(name="Amina", age=7), Faults())


def test_every_fault_is_named_by_its_field() -> None:
    wanted, faults = check(Sample, {"name": ["A"], "age": ["x"]})
    assert wanted is None
    assert faults == {"name": "string_too_short", "age": "int_parsing"}
    assert check(Sample, {})[1] == {"name": "missing"}


def test_a_field_without_a_fault_may_be_asked() -> None:
    assert Faults(name="missing")["age"] == ""
    assert "age" not in Faults(name="missing")


def test_the_single_value_of_a_field() -> None:
    assert (one({"a": ["1", "2"]}, "a"), one({"a": []}, "a"), one({}, "a")) == ("1", "", "")


def test_the_description_says_which_form_a_route_takes() -> None:
    body = takes(Sample)["openapi_extra"]["requestBody"]
    schema = body["content"]["application/x-www-form-urlencoded"]["schema"]
    assert schema["required"] == ["name"]
    assert set(schema["properties"]) == {"name", "age"}
