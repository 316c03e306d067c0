"""Translations beside their source: the same marks, other words, and what is not there yet."""

from __future__ import annotations

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
    for language in draft.folder.course.languages:
        if language != draft.source:
            _check_missing(draft, language)


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
    texts = [_name(draft, pages, language) for pages in draft.texts() if pages.pages and language not in pages.pages]
    given = draft.folder.banks.get(language)
    words = given.value if given and isinstance(given.value, dict) else {}
    left = [ident for ident in draft.bank.questions if ident not in words]
    if texts or left:
        few = ", ".join([*texts, *left][:3])
        sentence = f"{language}: {len(texts)} texts and {len(left)} questions are not translated ({few} ...)"
        draft.outline.notes.warning(TOP, "not-translated", sentence, "until then the fall-back language is shown")


def _name(draft: Draft, pages: Pages, language: str) -> str:
    if pages is draft.welcome:
        return f"module.{language}.md"
    return f"assignment.{language}.md" if pages is draft.assignment else f"lessons/{pages.id}.{language}.md"
