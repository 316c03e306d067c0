"""Walking through the course as a learner does: from page to page, by what the pages offer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.clock import now
from app.content.models import Library
from app.journeys.create_enterprise import create_enterprise
from app.questions.question import Question
from app.questions.types.cloze.question import Cloze
from app.questions.types.cloze.sentence import pieces
from app.questions.types.match.question import Match
from app.questions.types.multiple.question import Multiple
from app.questions.types.number.question import Number
from app.questions.types.order.question import Order
from app.questions.types.scenario.question import Scenario
from app.questions.types.scenario.story import values, worth
from app.questions.types.single.question import Single
from app.questions.types.text.question import Text
from app.questions.types.truefalse.question import TrueFalse
from tests.answers import wrong_filling
from tests.web.browser import Browser, Form, Page, words
from tests.web.visits import Visits

PIN = "2580"


def new_enterprise(visits: Visits, name: str = "Kilimo Textiles") -> str:
    """Add an enterprise and give its code."""
    return visits.write(_enterprise, name)


def _enterprise(session: Session, name: str) -> str:
    return create_enterprise(session, name, "TZ", None, now())


def join(
    browser: Browser,
    code: str,
    name: str = "Amina",
    *,
    track: str = "worker",
    pin: str = PIN,
    status: int = 200,
    **more: str,
) -> Page:
    """Join an enterprise from the first page, by typing the code on its poster."""
    welcome = browser.get("/")
    asked = browser.submit(welcome.form("/join"), code=f"{code[:3].lower()} {code[3:]}")
    form = asked.form(f"/join/{code}").fill(given_name=name, track=track, pin=pin, **more)
    return browser.submit(form, status)


def sign_in(
    browser: Browser, code: str, name: str = "Amina", pin: str = PIN, status: int = 200, address: str = "/sign-in"
) -> Page:
    """Come back by code, name and PIN."""
    return browser.submit(browser.get(address).form("/sign-in"), status, code=code, name=name, pin=pin)


def read_lessons(browser: Browser, module_title: str = "The board") -> Page:
    """Read a module's lessons from the first to the last and give the page after."""
    module = browser.follow(browser.get("/"), module_title)
    page = browser.get(next(each for each in module.links() if "/learn/" in each))
    while "/learn/" in page.address:
        page = browser.submit(page.form("/completions"))
    return page


def begin_quiz(browser: Browser, module: str = "board") -> Page:
    """Open a module's quiz and start it, or go on with it; give the page of the question."""
    return browser.submit(browser.get(f"/modules/{module}/quiz").form("/attempts"))


def take_quiz(browser: Browser, library: Library, module: str = "board", *, right: bool = True) -> Page:
    """Take a module's quiz to its end and give the result."""
    page = begin_quiz(browser, module)
    while "/questions/" in page.address:
        page = answer(browser, page, library, right=right)
        if "/questions/" in page.address and is_answered(page):
            page = onward(browser, page)
    return page


def is_answered(page: Page) -> bool:
    """Say whether a question's page shows what came of its answer."""
    return next(page.all("section", class_="verdict"), None) is not None


def onward(browser: Browser, page: Page) -> Page:
    """Go on from what came of an answer."""
    link = next(each for each in page.all("a", class_="primary"))
    return browser.get(link.get("href", ""))


def answer(browser: Browser, page: Page, library: Library, *, right: bool = True) -> Page:
    """Answer the question of a page by the words beside its choices."""
    return browser.submit(filled(page, library, right=right))


def filled(page: Page, library: Library, *, right: bool = True) -> Form:
    """Give the form of a question's page, filled in with a right or a wrong answer."""
    form = page.form("/responses")
    fill(form, question_on(page, library), right=right)
    return form


def declare_done(browser: Browser, module: str = "board") -> Page:
    """Say that the task at work is done."""
    page = browser.get(f"/modules/{module}/assignment")
    return browser.submit(page.form("/declaration"), done=["yes"], note="It went well.")


def question_on(page: Page, library: Library) -> Question:
    """Find the question that a page asks."""
    sentence = next(page.all("p", class_="cloze"), None)
    if sentence is None:
        asked = next(page.all("legend", class_="ask"), None)
        return question_asking(words(page.find("h2", class_="ask") if asked is None else asked), library)
    between = [_plain(each.tail or "") for each in sentence if each.tag in ("input", "select")]
    clozes = (each for each in _questions(library) if isinstance(each, Cloze))
    return next(each for each in clozes if list(map(_plain, pieces(each.ask)[2::2])) == between)


def question_asking(asked: str, library: Library) -> Question:
    """Find a question of the course by its words."""
    found = [each for each in _questions(library) if _plain(each.ask) == asked]
    assert found, f"{asked!r} is no question of the course"
    return found[0]


def _questions(library: Library) -> Iterator[Question]:
    for module in library.modules.values():
        for revision in module.bank.values():
            for chain in ([language] for language in library.course.languages):
                yield revision.in_language(chain)[1]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def fill(form: Form, question: Question, *, right: bool) -> None:
    """Fill a question's form by the words that stand beside its fields."""
    match question:
        case Single():
            wanted = next(key for key in question.options if (key == question.answer) == right)
            form.fill(choice=form.label("choice", question.options[wanted]))
        case TrueFalse():
            form.fill(choice=form.label("choice", "True" if (question.answer == "yes") == right else "False"))
        case Multiple():
            keys = [key for key in question.options if (key in question.answer) == right]
            form.fill(choice=[form.label("choice", question.options[key]) for key in keys])
        case Number():
            form.fill(typed=str(question.answer if right else question.answer + 100))
        case Text():
            form.fill(typed=question.accept[0] if right else "something else")
        case Order():
            _fill_order(form, question, right=right)
        case Match():
            _fill_match(form, question, right=right)
        case Cloze():
            _fill_cloze(form, question, right=right)
        case Scenario():
            _choose_in_story(form, question, right=right)
        case _:
            raise AssertionError(f"no answer known for {question.type}")


def _fill_cloze(form: Form, question: Cloze, *, right: bool) -> None:
    for number, gap in enumerate(question.gaps.values(), start=1):
        name = f"gap-{number}"
        wanted = gap.right() if right else gap.written(wrong_filling(gap))
        form.fill(**{name: form.label(name, wanted) if gap.options else wanted})


def _choose_in_story(form: Form, question: Scenario, *, right: bool) -> None:
    """Choose in the step that the form asks about."""
    said = words(next(form.element.iter("legend")))
    name, step = next((name, each) for name, each in question.steps.items() if each.say == said)
    best = values(question.steps)[name]
    found = [each for each in step.choices.values() if (worth(each, values(question.steps)) == best) == right]
    field = f"step-{form.value('at')}"
    form.fill(**{field: form.label(field, found[0].text)})


def _rows(form: Form) -> dict[str, str]:
    """Give the name of the picker beside each line of a table-like question, by the line's words."""
    selects = {each.get("id"): each.get("name", "") for each in form.element.iter("select")}
    return {words(each): selects[each.get("for")] for each in form.element.iter("label") if each.get("for") in selects}


def _fill_order(form: Form, question: Order, *, right: bool) -> None:
    rows, lines = _rows(form), list(question.items.values())
    for place, line in enumerate(lines if right else lines[::-1], 1):
        form.fill(**{rows[line]: str(place)})


def _fill_match(form: Form, question: Match, *, right: bool) -> None:
    rows, pairs = _rows(form), list(question.pairs.values())
    sides = [pair.right for pair in pairs]
    for pair, side in zip(pairs, sides if right else [*sides[1:], sides[0]], strict=True):
        form.fill(**{rows[pair.left]: form.label(rows[pair.left], side)})
