"""One lesson: the questions it asks, its length, its last step, and how hard it is to read."""

from __future__ import annotations

import re

from app.content.checks.prose import check_prose, words_in
from app.content.draft import Draft
from app.content.fields import whole_number
from app.content.findings import Spot, nearest
from app.content.lessons import Page, Pages

WORDS_A_MINUTE = 160
MOST_MINUTES = 10
"""Minutes that one lesson should not pass."""
LARGEST = 150_000
"""Bytes of Markdown that one lesson should not pass."""
TRY = re.compile(r"try (it|this)", re.IGNORECASE)


def check_lesson(draft: Draft, pages: Pages) -> None:
    """Check a lesson in all its languages; length and reading level in the source only."""
    for page in pages.pages.values():
        for ident, spot in page.made.checks:
            _check_question(draft, pages, page, ident, spot)
    source = pages.source(draft.source)
    if source:
        _check_shape(source)
        _check_length(source)
        check_prose(source)


def _check_question(draft: Draft, pages: Pages, page: Page, ident: str, spot: Spot) -> None:
    notes, written = page.sheet.notes, draft.bank.questions.get(ident)
    if ident not in draft.bank.ids and draft.bank.readable:
        notes.error(
            spot,
            "unknown-check",
            f"there is no question `{ident}`",
            nearest(ident, draft.bank.ids, "add it to questions.yaml"),
        )
    elif written and written.question.retired:
        notes.error(spot, "retired-check", f"`{ident}` is retired", "ask another question")
    elif written and written.question.PURPOSE == "survey":
        notes.error(spot, "check-survey", f"`{ident}` is a survey", "remove it: the end of the module asks it")
    elif written and not set(pages.audience) <= set(written.question.audience):
        advice = "ask one that is for all who read this"
        notes.error(spot, "check-audience", f"`{ident}` is only for {', '.join(written.question.audience)}s", advice)


def _check_shape(page: Page) -> None:
    notes, made, title = page.sheet.notes, page.made, page.sheet.front.at(("title",))
    if not made.checks:
        notes.warning(title, "no-check", "the lesson asks nothing", "add a line [[check: q-...]]")
    if page.language == "en" and not (made.headings and TRY.match(made.headings[-1].words)):
        spot = made.heading_spots[-1] if made.heading_spots else title
        notes.warning(spot, "no-try", "the lesson does not end with something to do", "end it with `## Try it today`")


def _check_length(page: Page) -> None:
    notes, front = page.sheet.notes, page.sheet.front
    words = sum(words_in(each.words) for each in page.made.paragraphs)
    minutes = page.fields.found.get("minutes", "")
    given = whole_number(minutes)
    if given is not None and given > MOST_MINUTES:
        sentence = f"{minutes} minutes are more than {MOST_MINUTES}"
        notes.warning(front.at(("minutes",)), "lesson-long", sentence, "make two lessons of it")
    if given and words > WORDS_A_MINUTE * given:
        wanted = -(-words // WORDS_A_MINUTE)
        notes.warning(
            front.at(("minutes",)), "minutes-few", f"{words} words in {minutes} minutes", f"write {wanted}, or cut"
        )
    if len(page.sheet.body.encode()) > LARGEST:
        notes.warning(front.at(("title",)), "lesson-big", f"the lesson is over {LARGEST} bytes", "split it")
