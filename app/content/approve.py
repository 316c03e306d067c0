"""Makes of drafts, and of what is stale, what learners see: the word of somebody who has looked at all of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from pathlib import Path as FilePath

from app.content.draft import Draft
from app.content.phrases import Phrase, phrases
from app.content.pieces import Piece
from app.content.sheet import CLOSED
from app.content.staleness import sheet_hash
from app.content.translate import NotThere, open_draft
from app.content.translated_bank import question_hash
from app.content.translation_csv import Line
from app.content.writing import NotWritable, TextFile
from app.content.yaml_edits import set_words, value_of
from app.questions.question import Path


def approve(directory: FilePath, module: str, language: str, lines: Sequence[Line], refused: Set[str]) -> list[str]:
    """Stamp the pieces that lines speak of, where none of them was refused and no phrase is missing. Name them."""
    try:
        draft = open_draft(directory, module, language)
    except NotThere:
        return []
    ready = _ready(draft, language, {each.id: each.translation for each in lines}, refused)
    return [f"{piece.file}: {piece.name}" for piece in ready if _stamp(directory, draft, piece)]


def _ready(draft: Draft, language: str, given: dict[str, str], refused: Set[str]) -> Iterator[Piece]:
    pieces: dict[Piece, list[Phrase]] = {}
    for phrase in phrases(draft, language):
        pieces.setdefault(phrase.piece, []).append(phrase)
    for piece, own in pieces.items():
        spoken_of = {each.id for each in own} & given.keys()
        whole = all(each.translation or given.get(each.id) for each in own)
        if spoken_of and whole and not spoken_of & refused and piece.state != "fresh":
            yield piece


def _stamp(directory: FilePath, draft: Draft, piece: Piece) -> bool:
    """Write the hash of today's source, and take the piece for whole; say whether that could be written."""
    try:
        file = TextFile(directory / piece.file)
        pages = draft.named_texts().get(piece.name)
        page = pages.source(draft.source) if pages else None
        found = CLOSED.match(file.text)
        if page and found:
            front = _stamped(found[1], (), sheet_hash(page.sheet))
            file.text = file.text[: found.start(1)] + front + file.text[found.end(1) :]
        else:
            written = draft.bank.questions[piece.name]
            file.text = _stamped(file.text, (piece.name,), question_hash(written.question, written.raw))
        return file.write()
    except NotWritable:
        return False


def _stamped(text: str, path: Path, wanted: str) -> str:
    fields = value_of(text)
    for step in path:
        fields = fields[step]
    stamped = set_words(text, (*path, "source"), wanted)
    return set_words(stamped, (*path, "status"), "published") if "status" in fields else stamped
