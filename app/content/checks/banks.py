"""A bank of questions as a whole, and what its questions point to."""

from __future__ import annotations

from app.content.bank import Bank
from app.content.checks.prose import LONGEST, long_sentence, longest
from app.content.draft import Draft
from app.content.findings import nearest
from app.content.hashing import leaves

FEW = 4
"""Questions below which a pattern in a bank says nothing yet."""


def check_bank(draft: Draft) -> None:
    """Check where questions point, and what is wrong only when all of them are seen together."""
    bank = draft.bank
    for ident in bank.questions:
        _check_see(draft, ident)
        _check_words(bank, ident)
    _check_truefalse(bank)
    _check_place_of_answers(bank)
    _check_taught(draft)
    _check_reflections(draft)


def _check_see(draft: Draft, ident: str) -> None:
    question = draft.bank.questions[ident].question
    see = question.see
    if not see:
        return
    if see not in draft.lessons:
        advice = nearest(see, draft.lessons, "name a lesson of this module")
        draft.bank.error(ident, ("see",), "unknown-lesson", f"there is no lesson `{see}`", advice)
    elif not set(question.audience) <= set(draft.lessons[see].audience):
        advice = f"write `audience: [{', '.join(draft.lessons[see].audience)}]`"
        draft.bank.warning(ident, ("see",), "see-audience", f"not everyone who is asked reads `{see}`", advice)


def _check_words(bank: Bank, ident: str) -> None:
    """Who reads with effort gives up on a long question, and long options are compared by nobody."""
    written = bank.questions[ident]
    words = {name: value for name, value in written.raw.items() if name in written.question.WORDS}
    for path, text in leaves(words):
        count = longest(text)
        if count > LONGEST:
            bank.warning(ident, path, *long_sentence(count))


def _check_truefalse(bank: Bank) -> None:
    guessed = [ident for ident, each in bank.questions.items() if each.question.type == "truefalse"]
    marked = [ident for ident, each in bank.questions.items() if each.question.PURPOSE == "mark"]
    if len(marked) >= FEW and len(guessed) * 4 > len(marked):
        sentence = f"{len(guessed)} of {len(marked)} questions are true or false: half are right by chance"
        bank.warning(guessed[-1], ("type",), "many-truefalse", sentence, "make it a `single`")


def _check_place_of_answers(bank: Bank) -> None:
    """Fixed options whose right one always stands at the same place teach the place."""
    places = {}
    for ident, each in bank.questions.items():
        if each.question.type == "single" and not each.question.shuffle:
            options = list(each.raw.get("options", {}))
            places[ident] = options.index(each.raw["answer"]) if each.raw.get("answer") in options else -1
    if len(places) >= FEW and len(set(places.values())) == 1:
        bank.warning(
            list(places)[-1],
            ("shuffle",),
            "answer-place",
            "the right answer always stands at the same place",
            "write `shuffle: yes`",
        )


def _check_taught(draft: Draft) -> None:
    asked = {each.question.see for each in draft.bank.questions.values()}
    for ident, pages in draft.lessons.items():
        page = pages.source(draft.source)
        if page and draft.bank.questions and ident not in asked:
            spot = page.sheet.front.at(("id",))
            page.sheet.notes.warning(
                spot, "lesson-unasked", "no question is about this lesson", f"write one with `see: {ident}`"
            )


def _check_reflections(draft: Draft) -> None:
    """A reflection is in no quiz, so it is seen only where a lesson asks it."""
    pages = filter(None, (each.source(draft.source) for each in draft.lessons.values()))
    placed = {ident for page in pages for ident, _ in page.made.checks}
    for ident, written in draft.bank.questions.items():
        if written.question.PURPOSE == "reflect" and ident not in placed and not written.question.retired:
            advice = f"add a line [[check: {ident}]] to a lesson"
            draft.bank.warning(ident, ("id",), "reflection-unplaced", "no lesson asks it", advice)
