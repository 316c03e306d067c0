"""Lessons, welcomes and assignments made from their Markdown files, with what the checks ask about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from app.content.around import Around
from app.content.body import Meaning
from app.content.compose import Composed, compose
from app.content.criteria import split_criteria
from app.content.fields import Fields
from app.content.findings import Spot
from app.content.folder import Sheets
from app.content.models import Assignment, AssignmentText, Lesson, LessonText, ModuleText
from app.content.sheet import Sheet
from app.content.staleness import note_stale, sheet_hash
from app.questions.question import TRACKS, Track

T = TypeVar("T")

ABOUT = ("author", "reviewed", "sources")
OF_TRANSLATION = ("source", "status")
OF_SOURCE = ("audience", "minutes", "revision", "sources")
"""What is the same in every language, and so stands in the source file only."""
LESSON = ("id", "title", "audience", "minutes", "goal", "glossary", "audio", "transcript", "revision", *ABOUT)
ASSIGNMENT = ("id", "title", "minutes", "goal", "audience", *ABOUT)
WELCOME = ("id", "title", "summary", "need", *ABOUT)


@dataclass(frozen=True)
class Page:
    """One Markdown file made: its fields, its body, and how it stands to its source."""

    language: str
    sheet: Sheet
    fields: Fields
    made: Composed
    foreign: bool
    stale: bool
    draft: bool


@dataclass
class Pages:
    """One text in its languages. `audience` is the source's; `pages` holds those without errors of their own."""

    id: str
    pages: dict[str, Page] = field(default_factory=dict)
    audience: tuple[Track, ...] = TRACKS

    def source(self, language: str) -> Page | None:
        """Give the page that the others are made from."""
        return self.pages.get(language)


def read_pages(ident: str, sheets: Sheets, around: Mapping[str, Around], source: str, known: tuple[str, ...]) -> Pages:
    """Make the pages of one text, the source first."""
    pages = Pages(ident)
    for language in sorted(sheets, key=lambda each: each != source):
        sheet = sheets[language]
        fields = Fields(sheet.front, sheet.notes)
        own = language == source
        fields.only(known if own else (*known, *OF_TRANSLATION))
        if not own:
            _note_structure(fields)
        made = compose(sheet.body, sheet.line, sheet.notes, around[language])
        stale = not own and source in sheets and note_stale(fields, sheet_hash(sheets[source]))
        draft = not own and fields.choice("status", ("draft", "published"), "published") == "draft"
        draft = draft or (not own and source in sheets and _untouched(sheet, sheets[source]))
        pages.pages[language] = Page(language, sheet, fields, made, not own, stale, draft)
    if source in pages.pages:
        pages.audience = pages.pages[source].fields.audience()
    return pages


def _note_structure(fields: Fields) -> None:
    for name in fields.found:
        if name in OF_SOURCE:
            spot = fields.document.key((name,))
            sentence = f"`{name}` does not belong in a translation"
            fields.notes.error(spot, "structure-in-translation", sentence, "remove it: the source file has it")


def _untouched(sheet: Sheet, source: Sheet) -> bool:
    """Whether nobody has put other words into a copy of the source: no learner may take it for a translation."""
    return bool(source.body.strip()) and sheet.body.strip() == source.body.strip()


def lesson(pages: Pages, source: str, around: Mapping[str, Around]) -> Lesson:
    """Make a lesson from its pages; translations with errors are left out."""
    page = pages.pages[source]
    fields = page.fields
    _note_ids(pages, "the file name")
    minutes, revision = fields.whole("minutes", 1, 60), fields.whole("revision", 1, 9999, 1)
    texts = {each.language: _lesson_text(each, fields, around[each.language]) for each in pages.pages.values()}
    _note_sources(page, around[source])
    return Lesson(pages.id, pages.audience, minutes, revision, sheet_hash(page.sheet), _whole(texts, pages, source))


def _note_ids(pages: Pages, other: str) -> None:
    for page in pages.pages.values():
        if page.fields.id("id", need=not page.foreign) not in ("", pages.id):
            page.fields.wrong("id", f"is not `{pages.id}` as in {other}", "make the two the same", "id-file")


def _lesson_text(page: Page, source: Fields, around: Around) -> LessonText:
    named = page.fields.list("glossary") or source.list("glossary")
    terms = dict.fromkeys((*named, *page.made.terms))
    for number, ident in enumerate(page.fields.list("glossary")):
        if not around.term(ident):
            page.fields.wrong_item(
                "glossary", number, "unknown-term", f"there is no glossary term `{ident}`", "add it to glossary.yaml"
            )
    meanings: list[Meaning] = [entry for entry in map(around.term, terms) if entry and entry.meaning]
    return LessonText(
        language=page.language,
        title=page.fields.words("title"),
        goal=page.fields.words("goal"),
        parts=page.made.parts,
        headings=tuple(page.made.headings),
        terms=tuple(meanings),
        facts=tuple(page.made.facts),
        stale=page.stale,
        draft=page.draft,
    )


def _note_sources(page: Page, around: Around) -> None:
    for number, ident in enumerate(page.fields.list("sources")):
        if around.fact(ident) is None:
            page.fields.wrong_item(
                "sources", number, "unknown-fact", f"there is no fact `{ident}`", "add it to facts.yaml"
            )


def welcome(pages: Pages, source: str) -> dict[str, ModuleText]:
    """Make a module's own words from its pages."""
    texts = {}
    for page in pages.pages.values():
        title, summary = page.fields.words("title"), page.fields.words("summary")
        need = page.fields.words("need", need=False)
        texts[page.language] = ModuleText(page.language, title, summary, need, page.made.parts, page.stale, page.draft)
    return _whole(texts, pages, source)


def assignment(pages: Pages, source: str, required: bool) -> Assignment | None:
    """Make a module's task at work from its pages."""
    page = pages.source(source)
    if not page:
        return None
    _note_ids(pages, "module.yaml")
    minutes = page.fields.whole("minutes", 1, 600, 15)
    texts = {each.language: _assignment_text(each, pages.audience) for each in pages.pages.values()}
    return Assignment(pages.id, required, minutes, _whole(texts, pages, source))


def _assignment_text(page: Page, audience: tuple[Track, ...]) -> AssignmentText:
    title, goal = page.fields.words("title"), page.fields.words("goal")
    parts, criteria, other = split_criteria(page.made.parts)
    text = AssignmentText(page.language, title, goal, parts, criteria, page.stale, page.draft)
    _note_criteria(page, text, audience)
    if criteria and other:
        advice = "keep lists only there, and boxes [!WORKER] and [!MANAGER] with lists; move the rest above it"
        page.sheet.notes.error(
            _last_section(page), "criteria-other", "the last section holds more than criteria", advice
        )
    return text


def _note_criteria(page: Page, text: AssignmentText, audience: tuple[Track, ...]) -> None:
    notes, top = page.sheet.notes, page.sheet.front.at(())
    if not text.criteria:
        notes.error(top, "no-criteria", "nobody can see when the task is done", "end it with `## Done when` and a list")
        return
    for track in audience:
        if not text.criteria_for(track):
            sentence, advice = f"{track}s cannot see when the task is done", "add a line for them, or for all"
            notes.error(_last_section(page), "no-criteria", sentence, advice)


def _last_section(page: Page) -> Spot:
    headings = zip(page.made.headings, page.made.heading_spots, strict=True)
    return [spot for heading, spot in headings if heading.level == 2][-1]


def _whole(texts: dict[str, T], pages: Pages, source: str) -> dict[str, T]:
    """Leave out translations with errors: their source is shown instead."""
    return {language: text for language, text in texts.items() if language == source or not _broken(pages, language)}


def _broken(pages: Pages, language: str) -> bool:
    return pages.pages[language].sheet.notes.broken
