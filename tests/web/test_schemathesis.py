"""Schemathesis over the OpenAPI description, as everybody: whatever it thinks of, there is never a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.generation import GenerationMode
from sqlalchemy.orm import Session

from app.clock import now
from app.journeys.create_enterprise import create_enterprise
from app.main import Application
from app.questions.question import Track
from tests.people import enterprise, learner
from tests.web.test_routes import accesses, routes_of
from tests.web.visits import ADDRESS, Visits

KINDS = ("nobody", "worker", "manager", "trainer", "admin")
EXAMPLES = 10
SENT_ON = ("method", "url", "headers", "cookies", "params", "data", "json", "files")


def _enterprise(session: Session) -> int:
    create_enterprise(session, "Elsewhere", None, None, now())
    made = enterprise(session)
    assert made.id is not None
    return made.id


def become(visits: Visits, kind: str) -> None:
    """Sign somebody of a kind in, or nobody."""
    if kind in ("trainer", "admin"):
        visits.staff(kind)
    elif kind in ("worker", "manager"):
        place = visits.write(_enterprise)
        track: Track = "manager" if kind == "manager" else "worker"
        made = visits.write(learner, place, track=track, manages=kind == "manager")
        visits.sign_in(made.person_id)


def operations(visits: Visits, kind: str) -> Iterator[Any]:
    """Give the operations that a kind is the least to have: admins' are tried as an admin, open ones as nobody."""
    application = visits.client.app
    assert isinstance(application, Application)
    mine = {
        (route.path, method) for route in routes_of(visits) for method in route.methods or () if least(route) == kind
    }
    schema = schemathesis.openapi.from_dict(application.routes.openapi())
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]  # our own description is valid, or this fails
        if (operation.path, operation.method.upper()) in mine:
            yield operation


def least(route: APIRoute) -> str:
    """Say as whom a route is tried."""
    (access,) = accesses(route.dependant)
    name = getattr(access, "__name__", "")
    return {"anyone": "nobody", "machine": "nobody", "signed_in": "worker", "learner": "worker"}.get(name, name)


def send(visits: Visits, case: Case[Any]) -> int:
    """Send what Schemathesis made up, as far as it can be sent at all, and give the status of the answer."""
    made = case.as_transport_kwargs(base_url=ADDRESS)
    made = {name: value for name, value in made.items() if name in SENT_ON and value is not None}
    headers = {name: str(value).encode("utf-8", "replace") for name, value in dict(made.pop("headers", {})).items()}
    content = made.pop("data", None)
    body = {"data": content} if isinstance(content, dict) else {"content": content}
    for name, value in made.pop("cookies", {}).items():
        headers["cookie"] = f"{name}={value}".encode("utf-8", "replace")
    request = visits.client.build_request(**made, **body, headers=headers)
    return visits.client.send(request, follow_redirects=False).status_code


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_never_a_fault_of_ours(visits: Visits, kind: str) -> None:
    become(visits, kind)
    described = list(operations(visits, kind))
    assert described
    for operation in described:
        _try(visits, operation, GenerationMode.POSITIVE)
        with suppress(Unsatisfiable):  # where any text may be sent, or nothing, nothing can be sent wrongly
            _try(visits, operation, GenerationMode.NEGATIVE)


def _try(visits: Visits, operation: Any, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def never_a_fault(case: Case[Any]) -> None:
        status = send(visits, case)
        assert status < 500, f"{status}: {case.as_curl_command()}"

    never_a_fault()
