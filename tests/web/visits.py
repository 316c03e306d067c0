"""Visiting the whole application as browsers do: one client, in which anybody can be signed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from httpx2 import Response
from sqlalchemy.orm import Session
from starlette.responses import Response as Answer
from starlette.testclient import TestClient

from app.accounts.actions import add_person, begin_sign_in
from app.accounts.secrets import new_token
from app.clock import now
from app.content.models import Library
from app.main import create_app
from app.settings import Settings
from app.web.site import Site
from tests.people import person

P = ParamSpec("P")
R = TypeVar("R")
ADDRESS = "https://learn.example.org"


class Visits:
    """An application under test and a browser that visits it."""

    def __init__(self, client: TestClient, site: Site) -> None:
        self.client = client
        self.site = site
        self.first_look = site.publication.last_look

    @property
    def library(self) -> Library:
        """The content as the application serves it."""
        return self.site.publication.library

    def run(self, work: Callable[P, Awaitable[R]], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run something on the application's own event loop."""
        assert self.client.portal is not None
        return self.client.portal.call(partial(work, *args, **kwargs))

    def write(self, act: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a writing act on the application's database."""

        async def run() -> R:
            return await self.site.database.write(act, *args, **kwargs)

        return self.run(run)

    def sign_in(self, person_id: int) -> None:
        """Sign somebody in on the browser, whoever was before."""
        token = new_token()
        self.write(begin_sign_in, person_id, token, now())
        answer = Answer()
        self.site.cookie.write(answer, token)
        (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
        self.sign_out()
        self.client.cookies.set(cookie.key, cookie.value)

    def sign_out(self) -> None:
        """Forget who was signed in, as a new browser would."""
        self.client.cookies.clear()

    def get(self, address: str) -> Response:
        """Open an address, without following where it sends on."""
        return self.client.get(address, follow_redirects=False)

    def post(self, address: str, **fields: str) -> Response:
        """Submit a form, without following where it sends on."""
        return self.client.post(address, data=fields, follow_redirects=False)

    def edit(self, file: str, *changes: tuple[str, str]) -> None:
        """Change a file of the content as a trainer does, by one or more replacements, and let the server look."""
        path = self.site.publication.folder / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{old!r} is not in {file}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        assert self.site.publication.reload()

    def staff(self, right: str, login: str = "") -> int:
        """Add an admin or a trainer, sign them in and give their id."""
        person_id = self.write(_add_staff, right, login or right)
        self.sign_in(person_id)
        return person_id


@contextmanager
def visiting(database_url: str, content: Path, data: Path, **more: Any) -> Iterator[Visits]:
    """Start the application on a database and a content folder, with further settings; stop it at the end."""
    settings = Settings(
        database_url=database_url,
        content_dir=content,
        data_dir=data,
        content_poll_seconds=0,
        public_url=ADDRESS,
        **more,
    )
    application = create_app(settings)
    client = TestClient(application, base_url=ADDRESS)
    visits = Visits(client, application.site)
    with client:
        yield visits


def _add_staff(session: Session, right: str, login: str) -> int:
    made = person(right.title(), login=login)
    made.is_admin, made.is_trainer = right == "admin", right == "trainer"
    return add_person(session, made)
