"""A module's words in one language, phrase by phrase: a title, a paragraph, an option, each beside its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.content.draft import Draft
from app.content.lessons import Page
from app.content.passages import has_words, passages
from app.content.pieces import Piece, State
from app.content.skeletons import FRONT
from app.content.yaml_edits import Value
from app.questions.question import Path
from app.questions.translation import written_words
from app.questions.types import missing_words

BODY = "body"


@dataclass(frozen=True)
class Phrase:
    """Words in two languages. `path` leads to them in `file`; () is a whole body, a number one of its passages.

    `piece` is the text or question they belong to; `translation` is "" or [] where there is none.
    """

    piece: Piece
    id: str
    path: Path
    source: Value
    translation: Value

    @property
    def state(self) -> State:
        """The state of the piece; a phrase without words is missing, whatever stands around it."""
        return self.piece.state if self.translation else "missing"


def phrases(draft: Draft, language: str) -> Iterator[Phrase]:
    """Give all phrases of a module in one language, in the order of its files. Orphans have no source, so none."""
    texts = draft.named_texts()
    for piece in draft.pieces():
        if piece.language != language or piece.state == "orphan":
            continue
        if piece.name in texts:
            source = texts[piece.name].source(draft.source)
            page = texts[piece.name].pages.get(language)
            if source and (page or piece.state == "missing"):
                yield from _of_text(draft, piece, source, page)
        elif piece.name in draft.bank.questions:
            yield from _of_question(draft, piece)


def _of_text(draft: Draft, piece: Piece, source: Page, page: Page | None) -> Iterator[Phrase]:
    base = f"{draft.folder.id}/{piece.language}/{piece.name}"
    for name in FRONT:
        words = _text(source.fields.found.get(name))
        if words:
            given = _text(page.fields.found.get(name)) if page else ""
            yield Phrase(piece, f"{base}/{name}", (name,), words, _own(piece, words, given))
    yield from _of_body(piece, f"{base}/{BODY}", source.sheet.body, page.sheet.body if page else None)


def _of_body(piece: Piece, base: str, source: str, given: str | None) -> Iterator[Phrase]:
    """Give the passages side by side; where their number differs nobody can say which is which: the whole body."""
    wanted, there = passages(source), passages(given or "")
    if given is not None and len(wanted) != len(there):
        yield Phrase(piece, base, (BODY,), source.strip(), given.strip())
        return
    for number, words in enumerate(wanted):
        if has_words(words):
            found = there[number] if given is not None else ""
            yield Phrase(piece, f"{base}/{number + 1}", (BODY, number), words, _own(piece, words, found))


def _of_question(draft: Draft, piece: Piece) -> Iterator[Phrase]:
    written = draft.bank.questions[piece.name]
    document = draft.folder.banks.get(piece.language)
    words = written_words(written.question, written.raw)
    for path in missing_words(written.question, {}):
        inner = tuple(map(str, path))
        given = document.get((piece.name, *inner)) if document else None
        ident = f"{draft.folder.id}/{piece.language}/questions/{piece.name}/{'/'.join(inner)}"
        source = _value(words, inner)
        yield Phrase(piece, ident, (piece.name, *inner), source, _like(source, given))


def _own(piece: Piece, source: str, given: str) -> str:
    """Give the words of a translation; what a draft has in common with its source is still to be translated."""
    return "" if piece.state == "draft" and given == source else given


def _value(tree: Any, path: Iterable[str]) -> Value:
    for step in path:
        tree = tree[step]
    return [_text(each) for each in tree] if isinstance(tree, list) else _text(tree)


def _like(source: Value, given: Any) -> Value:
    if isinstance(source, list):
        return [_text(each) for each in given] if isinstance(given, list) else []
    return _text(given)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
