"""What an edit does to ids that people's progress, answers and certificates are kept under.

An id that goes must be retired, so that nobody gives it to something else. An id that stays must go on naming the same
thing. Two texts are about different things when they have too little in common: of the words of four letters and more,
less those that a fifth of the module's texts have, the shorter text shares less than a tenth with the other for
questions; for pages less than three tenths, and the titles are unlike too. Measured on six modules: four in five pairs
of different questions, and nearly all pairs of different lessons, are so; lessons that were thoroughly rewritten share
two thirds and more. It takes five such words on both sides to judge, and a language with spaces between words.

Option keys are looser: an attempt keeps the options that it was drawn with, so a key that comes or goes is told and not
refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.content.answers import compare_answers
from app.content.draft import Draft, read_draft
from app.content.findings import TOP, Finding, Notes, Spot
from app.content.hashing import leaves
from app.content.shared import Shared, read_shared
from app.content.snapshot import Snapshot

WORD, TITLE_WORD = re.compile(r"[^\W\d_]{4,}"), re.compile(r"[^\W\d_]{3,}")
ENOUGH, ALIKE = 5, 0.6
"""Words to judge by; how alike two titles without a common word are when it is one subject."""
LITTLE = {"question": 0.1, "page": 0.3, "assignment": 0.3}
"""The share of words in common below which two texts are about different things."""


@dataclass(frozen=True)
class Named:
    """What an id names: its words, its title where it has one, and where each stands."""

    kind: str
    words: frozenset[str]
    title: str
    notes: Notes
    id_spot: Spot
    title_spot: Spot


def against(before: Snapshot, after: Snapshot) -> list[Finding]:
    """Compare the ids of two states of the content folder; the findings stand in the files as they are now."""
    old, new = before.below("modules"), after.below("modules")
    was, now = read_shared(before, None), read_shared(after, None)
    found = list(_modules(old, new, was, now))
    for ident in sorted(old.keys() & new.keys()):
        if old[ident].digest() != new[ident].digest():
            found += _compare(read_draft(old[ident], ident, was), read_draft(new[ident], ident, now))
    return found


def _modules(old: Iterable[str], new: Iterable[str], was: Shared, now: Shared) -> Iterator[Finding]:
    notes = Notes("course.yaml")
    spot = now.outline.field(("modules",))
    for ident in sorted({*old} - {*new} - {*now.retired}):
        advice = "restore it with `status: retired`, or add it to `retired_ids` in course.yaml"
        notes.error(spot, "id-gone", f"the module `{ident}` is gone", advice, ident)
    for ident in sorted({*was.retired} - {*now.retired}):
        notes.error(spot, "retired-dropped", f"`{ident}` is no longer in `retired_ids`", "put it back", ident)
    yield from notes.found


def _compare(old: Draft, new: Draft) -> list[Finding]:
    notes = Notes(f"{new.folder.file}/module.yaml")
    was, now = _named(old), _named(new)
    common = _common([*was.values(), *now.values()])
    if new.folder.structure is not None:
        _note_gone(old, new, was.keys() - now.keys(), notes)
    found = [*notes.found]
    for ident in sorted(was.keys() & now.keys()):
        found += _judge(ident, was[ident], now[ident], common)
    return found + compare_answers(old, new)


def _note_gone(old: Draft, new: Draft, gone: Iterable[str], notes: Notes) -> None:
    retired, document = new.outline.retired, new.outline.document
    spot = document.field(("retired_ids",)) if ("retired_ids",) in document.keys else TOP
    for ident in sorted({*gone} - {*retired, ""}):
        if not _unread(new, ident):
            notes.error(
                spot, "id-gone", f"`{ident}` is gone", "restore it, or add it to `retired_ids` in module.yaml", ident
            )
    for ident in sorted({*old.outline.retired} - {*retired}):
        notes.error(spot, "retired-dropped", f"`{ident}` is no longer in `retired_ids`", "put it back", ident)


def _unread(draft: Draft, ident: str) -> bool:
    """Say whether an id may still be there, in a file that cannot be read at present: that is told elsewhere."""
    named = ident in (*draft.bank.ids, draft.outline.assignment) or not draft.bank.readable
    return named or f"lessons/{ident}.{draft.source}.md" in draft.folder.files


def _judge(ident: str, was: Named, now: Named, common: frozenset[str]) -> list[Finding]:
    notes = Notes(now.notes.file, ident)
    renamed = _unlike(was.title.casefold(), now.title.casefold())
    other = _little_shared(was.words - common, now.words - common, LITTLE[now.kind])
    if was.kind != now.kind or (other and (renamed or now.kind == "question")):
        sentence = f"`{ident}` named something else before"
        notes.error(now.id_spot, "id-reused", sentence, "give the new one another id, and retire this one")
    elif renamed:
        advice = "if it is another subject now, give it another id"
        notes.warning(now.title_spot, "title-changed", f"the title was `{was.title}`", advice)
    return notes.found


def _unlike(was: str, now: str) -> bool:
    shared = {*TITLE_WORD.findall(was)} & {*TITLE_WORD.findall(now)}
    return was != now and not shared and SequenceMatcher(None, was, now).ratio() < ALIKE


def _little_shared(before: frozenset[str], after: frozenset[str], little: float) -> bool:
    fewer = min(len(before), len(after))
    return fewer >= ENOUGH and len(before & after) < little * fewer


def _common(all_named: list[Named]) -> frozenset[str]:
    """Give the words that say nothing about a text, because too many of the module's texts have them."""
    counted = Counter(word for each in all_named for word in each.words)
    return frozenset(word for word, count in counted.items() if count > max(4, len(all_named) / 5))


def _named(draft: Draft) -> dict[str, Named]:
    """Give all that has an id in a module, as far as it can be read."""
    found: dict[str, Named] = {}
    texts = {**draft.lessons, **({draft.assignment.id: draft.assignment} if draft.outline.assignment else {})}
    for ident, pages in (*texts.items(), ("", draft.welcome)):
        page = pages.source(draft.source)
        if page:
            front, fields = page.sheet.front, page.fields.found
            kind = "assignment" if pages is draft.assignment else "page"
            words = _words({**fields, "body": page.sheet.body})
            title = str(fields.get("title", ""))
            found[ident] = Named(kind, words, title, page.sheet.notes, front.at(("id",)), front.at(("title",)))
    for ident, each in draft.bank.questions.items():
        spot = draft.bank.document.at((each.position, "id"))
        words = _words({name: value for name, value in each.raw.items() if name in each.question.WORDS})
        found[ident] = Named("question", words, "", draft.bank.notes, spot, spot)
    return found


def _words(fields: Mapping[str, object]) -> frozenset[str]:
    return frozenset(word.casefold() for _, text in leaves(fields) for word in WORD.findall(text))
