"""Every route says who may use it, every page is valid HTML, every link leads to a page, and nothing is unlinked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.accounts.models import Person
from app.assessment.queries import asked
from app.cli.demo import MODULE, Demo, make_demo
from app.clock import now
from app.content.models import Library
from app.main import Application
from app.questions.types.number.question import Number
from app.web.dependencies import ACCESS, machine
from app.web.headers import SAFE_METHODS
from tests.web.browser import Browser, Form, Page, is_ours
from tests.web.visits import ADDRESS, Visits, visiting
from tests.web.walk import answer, is_answered, onward

CONTENT = Path(__file__).parents[2] / "content"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def visits(database_url: str, tmp_path: Path) -> Iterator[Visits]:
    """Give the application with the real content, a photo in one lesson, and a number in every quiz (`another_key`)."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    folder = content / "modules" / MODULE
    Image.new("RGB", (320, 200), "teal").save(folder / "media" / "photo.png")
    lesson = folder / "lessons" / "one-goal.en.md"
    lesson.write_text(lesson.read_text(encoding="utf-8") + "\n![A table](media/photo.png)\n", encoding="utf-8")
    module = folder / "module.yaml"
    rule = module.read_text(encoding="utf-8")
    assert "must_include: [" in rule
    module.write_text(rule.replace("must_include: [", "must_include: [q-meetings-held, "), encoding="utf-8")
    with visiting(database_url, content, tmp_path / "data") as started:
        yield started


@pytest.fixture
def demo(visits: Visits) -> Demo:
    """Give people of every kind, some of them under way, and a question that was corrected after they answered."""
    made = visits.write(make_demo, visits.library, "SCORE Learn", now())
    old, new = visits.write(another_key, visits.library)
    visits.edit(f"modules/{MODULE}/questions.yaml", (old, new))
    return made


def another_key(session: Session, library: Library) -> tuple[str, str]:
    """Give the words of the bank to replace, so that a number that was asked has another right answer."""
    bank = library.modules[MODULE].bank
    asked_ids = session.scalars(select(asked.c.question_id).distinct().order_by(asked.c.question_id))
    questions = (bank[each].question for each in asked_ids)
    number = next(each for each in questions if isinstance(each, Number))
    return f"answer: {number.answer}\n", f"answer: {number.answer + 1}\n"


def routes_of(visits: Visits) -> list[APIRoute]:
    """Give all routes of the application."""
    application = visits.client.app
    assert isinstance(application, Application)
    return [each for each in flat(application.routes.routes) if isinstance(each, APIRoute)]


def flat(routes: Sequence[object]) -> Iterator[object]:
    """Give the routes of all routers within one another."""
    for each in routes:
        inner = getattr(each, "routes", None)
        yield from flat(inner) if inner and not isinstance(each, APIRoute) else [each]


def accesses(dependant: Dependant) -> list[object]:
    """Give the outermost access rules: those that are not asked by another one."""
    found: list[object] = []
    for each in dependant.dependencies:
        found += [each.call] if each.call in ACCESS else accesses(each)
    return found


def test_every_route_says_who_may_use_it(visits: Visits) -> None:
    said = {f"{each.methods} {each.path}": accesses(each.dependant) for each in routes_of(visits)}
    assert len(said) > 20
    assert {route: found for route, found in said.items() if len(found) != 1} == {}


def test_nothing_but_routes_of_ours_answers(visits: Visits) -> None:
    """No mounted folder, no API description, no page of the framework."""
    application = visits.client.app
    assert isinstance(application, Application)
    assert {type(each).__name__ for each in flat(application.routes.routes)} == {"APIRoute", "PageRoute"}


def test_only_a_post_changes_anything(visits: Visits) -> None:
    assert {method for each in routes_of(visits) for method in each.methods or ()} == {"GET", "POST"}
    assert {"GET", "HEAD"} <= SAFE_METHODS


def test_no_two_routes_have_one_address(visits: Visits) -> None:
    named = [(tuple(sorted(each.methods or ())), re.sub(r"{[^}]*}", "{}", each.path)) for each in routes_of(visits)]
    assert len(named) == len(set(named))


@dataclass
class Crawl:
    """A walk through all that somebody can reach from the first page, by links and by the forms that are harmless."""

    browser: Browser
    visits: Visits
    waiting: list[tuple[str, str]] = field(default_factory=lambda: [("/", "")])
    seen: dict[str, str] = field(default_factory=dict)
    submitted: set[str] = field(default_factory=set)

    def all(self) -> set[str]:
        """Walk until nothing new is found, and give the addresses."""
        while self.waiting:
            address, linked_on = self.waiting.pop()
            if address not in self.seen:
                self._open(address, linked_on)
        return set(self.seen)

    def _open(self, address: str, linked_on: str) -> None:
        response = self.browser.client.get(address)
        self.seen[address] = str(response.url.path)
        page = Page(response)
        is_page = page.status == 200 or (page.status == 403 and "people of a workplace" in page.heading)
        assert is_page, f"{address} is linked on {linked_on} and answers {page.status}"
        self.look_at(page)

    def look_at(self, page: Page) -> None:
        """Note a page's links, and submit its forms, one of each kind."""
        if page.response.request.method == "GET":
            self.seen[page.address] = urlsplit(page.address).path
        links = [
            urldefrag(link).url.removeprefix(ADDRESS) for link in [*page.links(), *page.sources()] if is_ours(link)
        ]
        self.waiting += [(link, page.address) for link in links if not self._is_choice_of_language(link)]
        for form in page.forms():
            kind = re.sub(r"/[^/]*\d[^/]*", "/N", urlsplit(form.action).path)
            if kind not in self.submitted and is_harmless(form):
                self.submitted.add(kind)
                self._submit(form, page)

    def _is_choice_of_language(self, link: str) -> bool:
        """Say whether a link leads to the choice of a language, which every page links and which was seen."""
        return link.startswith("/language?") and any(each.startswith("/language?") for each in self.seen)

    def _submit(self, form: Form, page: Page) -> None:
        form.fill(**wanted(form))
        send = {"params": form.data()} if form.method == "get" else {"data": form.data()}
        response = self.browser.client.request(form.method.upper(), form.action, **send)  # type: ignore[arg-type]  # one dict
        assert response.status_code in (200, 403, 404, 409, 422), (form.action, response.status_code)
        self.look_at(Page(response))
        if form.action.endswith("/attempts"):
            self._take_quiz()

    def _take_quiz(self) -> None:
        page = self.browser.submit(self.browser.get(f"/modules/{MODULE}/quiz").form("/attempts"))
        while "/questions/" in page.address:
            self.look_at(page)
            reply = answer(self.browser, page, self.visits.library)
            page = onward(self.browser, reply) if is_answered(reply) and "/questions/" in reply.address else reply
        self.look_at(page)


KEPT_FROM = ("/sign-out", "/language", "/sign-in", "/responses", "/revocation", "/join/", "/invitations/", "/pin-reset")


def is_harmless(form: Form) -> bool:
    """Say whether a form leaves the visitor where they are: signed in, in their language, with their PIN."""
    if form.action.startswith(("/admin", f"{ADDRESS}/admin")) and "/invitations" in form.action:
        return True
    return not any(kept in form.action for kept in KEPT_FROM)


def wanted(form: Form) -> dict[str, str]:
    """Choose something for the fields that are empty."""
    filled: dict[str, str] = {}
    for name, offered in form.choices.items():
        if not form.value(name):
            filled[name] = next((value for value, _ in offered if value), "")
    if "name" in form.names() and form.method == "post":
        filled["name"] = "Another Workshop"
    return filled


def signed_in(visits: Visits, demo: Demo, kind: str) -> Browser:
    """Open the browser of somebody of a kind, signed in by the page for it."""
    browser = Browser(visits)
    if kind in ("admin", "trainer"):
        password = demo.admin_password if kind == "admin" else demo.trainer_password
        browser.submit(browser.get("/sign-in/staff").form("/sign-in/staff"), login=f"demo-{kind}", password=password)
    elif kind in ("worker", "manager"):
        name, pin = ("Amina Otieno", demo.worker_pin) if kind == "worker" else ("Daniel Ramful", demo.manager_pin)
        browser.submit(browser.get("/sign-in").form("/sign-in"), code=demo.code, name=name, pin=pin)
    return browser


def finisher(visits: Visits) -> Browser:
    """Open the browser of the one in the demo who has finished the module: its end has pages of its own."""
    visits.sign_in(visits.write(_person_called, "Grace"))
    browser = Browser(visits)
    browser.client.cookies.update(visits.client.cookies)
    return browser


def _person_called(session: Session, given_name: str) -> int:
    person = session.scalars(select(Person).where(col(Person.given_name) == given_name)).one()
    assert person.id is not None
    return person.id


def newcomers(visits: Visits, demo: Demo) -> Crawl:
    """Walk where nobody is signed in: the poster's link, an invitation's link, the check of a certificate."""
    browser = signed_in(visits, demo, "nobody")
    crawl = Crawl(browser, visits)
    crawl.waiting.append((f"/join/{demo.code}", "the poster"))
    crawl.waiting.append((_invitation(signed_in(visits, demo, "admin"), demo), "an invitation"))
    return crawl


def _invitation(admin: Browser, demo: Demo) -> str:
    page = admin.get(f"/admin/enterprises/{demo.code}")
    shown = admin.submit(page.form("/invitations"))
    found = re.search(r"/invitations/[\w-]{20,}", shown.text)
    assert found
    return found[0]


ASKED_BY_SCRIPTS = {"/trainer/changes"}
"""Addresses that no link names: a script of ours in static/ asks them."""


def test_every_link_leads_to_a_page_and_every_page_is_linked(visits: Visits, demo: Demo) -> None:
    """Pages are parsed strictly on the way, so this also finds every page that is not valid HTML."""
    reached: set[str] = newcomers(visits, demo).all()
    for kind in ("worker", "manager", "trainer", "admin"):
        reached |= Crawl(signed_in(visits, demo, kind), visits).all()
    reached |= Crawl(finisher(visits), visits).all()
    paths = {urlsplit(address).path for address in reached}
    pages = [
        each for each in routes_of(visits) if "GET" in (each.methods or ()) and accesses(each.dependant) != [machine]
    ]
    unlinked = {each.path for each in pages if not any(each.path_regex.match(path) for path in paths)}
    assert unlinked == ASKED_BY_SCRIPTS


@pytest.mark.parametrize("kind", ["nobody", "worker", "manager", "trainer", "admin"])
def test_what_is_not_for_somebody_is_not_there_for_them(visits: Visits, demo: Demo, kind: str) -> None:
    """Every GET route, asked with made-up names: a page, the way to sign in, or nothing; never a fault."""
    browser = signed_in(visits, demo, kind)
    for route in routes_of(visits):
        if "GET" not in (route.methods or ()):
            continue
        address = re.sub(r"{[^}]*}", "1", route.path)
        response = browser.client.get(address)
        assert response.status_code in (200, 401, 403, 404, 422), (kind, address, response.status_code)
        Page(response)


def test_rights_are_what_the_route_says(visits: Visits, demo: Demo) -> None:
    """Those who may not use a route are sent to sign in, or find nothing, whatever they send."""
    may = {
        "worker": {"anyone", "machine", "signed_in", "learner"},
        "manager": {"anyone", "machine", "signed_in", "learner", "manager"},
        "trainer": {"anyone", "machine", "signed_in", "trainer"},
        "admin": {"anyone", "machine", "signed_in", "admin"},
        "nobody": {"anyone", "machine"},
    }
    for kind, rights in may.items():
        browser = signed_in(visits, demo, kind)
        for route in routes_of(visits):
            (access,) = accesses(route.dependant)
            if getattr(access, "__name__", "") in rights:
                continue
            for method in route.methods or ():
                answered = browser.client.request(method, re.sub(r"{[^}]*}", "1", route.path), follow_redirects=False)
                refused = answered.status_code in (403, 404, 422) or answered.headers.get("location", "").startswith(
                    "/sign-in"
                )
                assert refused, (kind, method, route.path, answered.status_code)
