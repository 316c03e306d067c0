"""Every edit that an author makes, while people learn: nothing is lost, no result is wrong, no page is dead.

Each edit of tests/web/edits.py is made while one learner is in the middle of the quiz, one has finished with the
certificate, and one has the pages of all questions open and sends the answers later.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from app.content.models import Library
from app.journeys.complete_module import Learner
from tests.people import certificates_of, enterprise, learner
from tests.quizzes import answer_all, begin, look, read_lessons
from tests.web.browser import Browser, Form, Page
from tests.web.edits import EDITS, Edit
from tests.web.visits import Visits
from tests.web.walk import filled, is_answered, onward, question_on

ON_BOTH = (
    "change the key of a number",
    "remove a question",
    "remove a lesson",
    "delete the module",
    "break the bank",
)
"""One edit of each kind that the database has a part in: it pins what was drawn, and finds what is gone by its id."""
CASES = [
    pytest.param(kind, edit, id=f"{name}-{kind}")
    for name, edit in EDITS.items()
    for kind in (("sqlite", "postgresql") if name in ON_BOTH else ("sqlite",))
]

QUIZ = ("/modules/board", "/modules/board/quiz", "/modules/board/assignment", "/learn/en/worker/board/goal")
JOURNEY = ("/", *QUIZ, "/learn/en/worker/board/speak", "/learn/fr/worker/board/goal", "/modules/walk", "/help")
LINK = re.compile(r'<a [^>]*href="(/[^"?#]*)')
STAFF = {
    "manager": ("/team",),
    "trainer": ("/trainer", "/trainer/preview/board", "/trainer/modules/board/questions"),
    "admin": ("/admin", "/admin/certificates", "/admin/regrades"),
}


@dataclass
class Somebody:
    """A learner with a browser of their own and the attempt they are in."""

    who: Learner
    browser: Browser
    attempt_id: UUID


def test_there_is_an_edit_of_every_kind() -> None:
    assert len(EDITS) >= 30
    assert EDITS.keys() >= {*ON_BOTH}


@pytest.mark.parametrize(("database_url", "edit"), CASES, indirect=["database_url"])
def test_an_edit_hurts_nobody(visits: Visits, edit: Edit) -> None:
    drawn = visits.library
    company = visits.write(lambda session: enterprise(session).id)
    assert company is not None
    middle, late, done = (begun(visits, company, name) for name in ("Amina", "Bea", "Chen"))
    goes_on = answer_some(middle.browser, drawn, f"/attempts/{middle.attempt_id}", 3)
    forms = [form_of(late.browser, drawn, f"/attempts/{late.attempt_id}/questions/{n}") for n in range(1, 8)]
    lesson = late.browser.get(JOURNEY[4]).form("/completions")
    visits.run(answer_all, visits.site.database, drawn, done.who, done.attempt_id)
    printed = certificate(visits, done)

    edit(visits.site.publication.folder)
    assert visits.site.publication.reload()

    page = finish(middle.browser, drawn, goes_on.address)
    assert "87" in page.words
    assert result(visits, middle) == (7.0, True)
    send_late(late, forms, lesson)
    assert result(visits, late) == (8.0, True)
    assert result(visits, done) == (8.0, True)
    assert certificate(visits, done) == printed
    for each in (middle, late, done):
        no_dead_page(each.browser, [*JOURNEY, *attempt_pages(each)])
    for kind, pages in STAFF.items():
        no_dead_page(staff(visits, kind, company), pages)


def begun(visits: Visits, company: int, name: str) -> Somebody:
    """Add a worker who has read the lessons and begun the quiz."""
    who = visits.write(learner, company, name)
    visits.run(read_lessons, visits.site.database, visits.library, who)
    attempt_id = visits.write(begin, visits.library, who)
    return Somebody(who, browser_of(visits, who.person_id), attempt_id)


def browser_of(visits: Visits, person_id: int) -> Browser:
    visits.sign_in(person_id)
    opened = Browser(visits)
    opened.client.cookies.update(visits.client.cookies)
    return opened


def staff(visits: Visits, kind: str, company: int) -> Browser:
    """Open the browser of an admin, a trainer or the enterprise's manager."""
    if kind == "manager":
        return browser_of(visits, visits.write(learner, company, "Dora", track="manager", manages=True).person_id)
    return browser_of(visits, visits.staff(kind))


def answer_some(browser: Browser, drawn: Library, address: str, count: int) -> Page:
    """Answer so many questions rightly and give the page of the next."""
    page = browser.get(address)
    for _ in range(count):
        page = onward(browser, browser.submit(filled(page, drawn, right=knows(page, drawn))))
    return page


def knows(page: Page, drawn: Library) -> bool:
    """Say whether the learner in the middle knows the answer: one goes wrong, and leads back to its lesson."""
    return question_on(page, drawn).id != "q-true"


def form_of(browser: Browser, drawn: Library, address: str) -> Form:
    return filled(browser.get(address), drawn)


def finish(browser: Browser, drawn: Library, address: str) -> Page:
    """Go on with the quiz from an address, by what is shown, and give the result."""
    page = browser.get(address)
    while "/questions/" in page.address:
        reply = browser.submit(filled(page, drawn, right=knows(page, drawn)))
        page = onward(browser, reply) if is_answered(reply) else reply
    return page


def send_late(late: Somebody, forms: list[Form], lesson: Form) -> None:
    """Send what was open before the edit, each answer twice, as a phone does that has lost the reply."""
    for form in [*forms, *forms]:
        assert late.browser.post(form.action, **form.data()).status_code == 303
    assert late.browser.post(lesson.action, **lesson.data()).status_code in (303, 404, 409)


def result(visits: Visits, somebody: Somebody) -> tuple[float | None, bool | None]:
    state, _ = visits.write(look, somebody.who, somebody.attempt_id)
    return state.points, state.passed


def certificate(visits: Visits, somebody: Somebody) -> tuple[dict[str, object], str, str]:
    """Give the certificate as it is stored, and as its holder and everybody else see it."""
    (stored,) = visits.write(certificates_of, somebody.who.person_id)
    kept, number = stored.model_dump(), stored.number
    return kept, somebody.browser.get(f"/certificates/{number}").words, Browser(visits).get(f"/c/{number}").words


def attempt_pages(somebody: Somebody) -> Iterator[str]:
    yield f"/attempts/{somebody.attempt_id}"
    yield from (f"/attempts/{somebody.attempt_id}/questions/{number}" for number in range(1, 8))


def no_dead_page(browser: Browser, addresses: Iterable[str]) -> None:
    """Open pages: each is there, or clearly not there; and whatever one of them links to is there."""
    linked: set[str] = set()
    for address in addresses:
        response = browser.client.get(address)
        assert response.status_code in (200, 404), (address, response.status_code)
        assert "<h1" in response.text, address
        if response.status_code == 200:
            linked |= {html.unescape(each) for each in LINK.findall(response.text)}
    for address in sorted(linked):
        assert browser.client.get(address).status_code == 200, address
