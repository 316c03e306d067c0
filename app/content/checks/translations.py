"""Translations beside their source: the same marks, other words, and what is not there yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.content.bank import Written
from app.content.draft import Draft
from app.content.findings import TOP
from app.content.lessons import Page, Pages


def check_translations(draft: Draft) -> None:
    """Check each translated text against its source, and say once a language what is still missing."""
    for pages in draft.texts():
        source = pages.source(draft.source)
        for page in pages.pages.values():
            if source and page.language != draft.source:
                _check_page(page, source)
            elif not source and _name(draft, pages, draft.source) not in draft.folder.files:
                _note_orphan(page)
    for language in draft.folder.course.languages:
        if language != draft.source:
            _check_missing(draft, language)


def _note_orphan(page: Page) -> None:
    sentence = "there is no source file for this translation"
    page.sheet.notes.error(page.sheet.front.at(()), "orphan", sentence, "remove it, or mend its name")


def _check_page(page: Page, source: Page) -> None:
    _check_marks(page, source)
    notes, front = page.sheet.notes, page.sheet.front
    if page.fields.found.get("title") == source.fields.found.get("title"):
        notes.warning(front.at(("title",)), "same-text", "the title is that of the source", "translate it")
    if page.sheet.body.strip() == source.sheet.body.strip():
        notes.warning(front.at(("title",)), "same-text", "the text is that of the source", "translate it")
    words = {alt for _, alt, _ in source.made.pictures if alt}
    for _, alt, spot in page.made.pictures:
        if alt in words:
            notes.warning(spot, "same-text", "the description is that of the source", "translate what is in [ ]")


def _check_marks(page: Page, source: Page) -> None:
    notes, title = page.sheet.notes, page.sheet.front.at(("title",))
    wanted, given = dict(source.made.checks), dict(page.made.checks)
    for ident in wanted:
        if ident not in given:
            notes.error(title, "mark-missing", f"[[check: {ident}]] is missing", "put it where the source has it")
    for ident, spot in given.items():
        if ident not in wanted:
            notes.error(spot, "mark-foreign", f"the source does not ask `{ident}` here", "remove it")
    for ident in source.made.facts:
        if ident not in page.made.facts:
            notes.error(title, "mark-missing", f"[[fact: {ident}]] is missing", "put it where the source has it")


def _check_missing(draft: Draft, language: str) -> None:
    """Say once what a language still lacks, where its first file begins. One that has not begun is no fault."""
    begun = _begun(draft, language)
    if not begun:
        return
    names = [_name(draft, pages, language) for pages in draft.texts() if draft.source in pages.pages]
    texts = [name for name in names if name not in draft.folder.files]
    bank = draft.folder.bank_name(language)
    given = draft.folder.banks.get(language)
    words = given.value if given and isinstance(given.value, dict) else {}
    unread = given is None and bank in draft.folder.files
    left = [] if unread else [ident for ident, each in draft.bank.questions.items() if _wanted(ident, each, words)]
    if texts or left:
        few = ", ".join([*texts, *left][:3])
        sentence = f"{language}: {len(texts)} texts and {len(left)} questions are not translated ({few} ...)"
        draft.folder.about(begun).warning(
            TOP, "not-translated", sentence, "until then the fall-back language is shown", ""
        )


def _begun(draft: Draft, language: str) -> str:
    """Name the file at which a translator begins to look: the module's own words, else whatever there is."""
    names = [_name(draft, pages, language) for pages in draft.texts()]
    there = (name for name in (*names, draft.folder.bank_name(language)) if name in draft.folder.files)
    return next(there, "")


def _wanted(ident: str, written: Written, words: Mapping[str, Any]) -> bool:
    return ident not in words and not written.question.retired


def _name(draft: Draft, pages: Pages, language: str) -> str:
    if pages is draft.welcome:
        return f"module.{language}.md"
    return f"assignment.{language}.md" if pages is draft.assignment else f"lessons/{pages.id}.{language}.md"
