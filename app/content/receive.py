"""Takes a translator's CSV file in: only changed words are written, and every line that is not taken is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from app.content.approve import approve
from app.content.draft import Draft
from app.content.incoming import Change, Refused, judge
from app.content.passages import passages, put_in
from app.content.phrases import BODY, Phrase, phrases
from app.content.pieces import Piece
from app.content.sheet import CLOSED
from app.content.skeletons import bank_skeleton, question_skeleton, sheet_skeleton
from app.content.translate import NotThere, open_draft
from app.content.translation_csv import Line, read_csv
from app.content.writing import NotWritable, TextFile
from app.content.yaml_edits import append, set_words, value_of


@dataclass(frozen=True)
class Refusal:
    """A line that was not taken, by its number in the spreadsheet."""

    number: int
    id: str
    reason: str


@dataclass
class Received:
    """What came of a file: phrases written by file, lines that were as before, and lines refused."""

    written: dict[str, int] = field(default_factory=dict)
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)
    published: list[str] = field(default_factory=list)

    def refuse(self, line: Line, reason: Exception) -> None:
        """Note that a line was not taken."""
        self.refused.append(Refusal(line.number, line.id, str(reason)))


def receive(directory: FilePath, raw: bytes, publish: bool = False) -> Received:
    """Write the changed words of a file. Raises ValueError, in words for its sender, where it is no such file.

    `publish` says that all in the file has been looked at: pieces that are whole are no draft any longer, and stamped.
    """
    received = Received()
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in read_csv(raw):
        module, _, rest = line.id.partition("/")
        groups.setdefault((module, rest.partition("/")[0]), []).append(line)
    for (module, language), lines in groups.items():
        _receive_module(directory, module, language, lines, received)
        if publish:
            received.published += approve(directory, module, language, lines, {each.id for each in received.refused})
    received.refused.sort(key=lambda each: each.number)
    return received


def _receive_module(directory: FilePath, module: str, language: str, lines: list[Line], received: Received) -> None:
    try:
        draft = open_draft(directory, module, language)
    except NotThere as fault:
        for line in lines:
            received.refuse(line, fault)
        return
    known = {each.id: each for each in phrases(draft, language)}
    files: dict[str, TextFile] = {}
    for change in _changes(lines, known, received):
        _apply(directory, draft, change, files, received)
    for file in files.values():
        file.write()


def _changes(lines: Iterable[Line], known: Mapping[str, Phrase], received: Received) -> Iterator[Change]:
    seen: set[str] = set()
    for line in lines:
        try:
            change = judge(line, known)
            if change and line.id in seen:
                raise Refused("this text stands twice in the file; keep the line that is right")
        except Refused as fault:
            received.refuse(line, fault)
            continue
        if change:
            seen.add(line.id)
            yield change
        else:
            received.same += 1


def _apply(directory: FilePath, draft: Draft, change: Change, files: dict[str, TextFile], received: Received) -> None:
    piece = change.phrase.piece
    try:
        file = files.get(piece.file) or TextFile(directory / piece.file)
        file.text = _put(_begun(file, draft, piece), change)
    except NotWritable as fault:
        received.refuse(change.line, fault)
        return
    files[piece.file] = file
    received.written[piece.file] = received.written.get(piece.file, 0) + 1


def _begun(file: TextFile, draft: Draft, piece: Piece) -> str:
    """Give the text of a file in which the piece is there, as a skeleton where it was not."""
    source = draft.named_texts().get(piece.name)
    page = source.source(draft.source) if source else None
    if page:
        return file.text or sheet_skeleton(page.sheet, piece.language)
    text = file.text or bank_skeleton(draft.folder.id, piece.language)
    there = value_of(text)
    if isinstance(there, dict) and piece.name in there:
        return text
    return append(text, question_skeleton(piece.name, draft.bank.questions[piece.name]))


def _put(text: str, change: Change) -> str:
    path, value = change.phrase.path, change.value
    if not change.phrase.piece.file.endswith(".md"):
        return set_words(text, path, value)
    found = CLOSED.match(text)
    if not found:
        raise NotWritable("the file has no front matter; run: score content check")
    if path[0] != BODY:
        return text[: found.start(1)] + set_words(found[1], path, value) + text[found.end(1) :]
    return text[: found.end()] + _put_in_body(text[found.end() :], path[1:], str(value))


def _put_in_body(body: str, place: tuple[str | int, ...], words: str) -> str:
    if not place:
        return f"\n{words}\n"
    number = int(place[0])
    new = put_in(body, {number: words})
    if passages(new) != [words if each == number else old for each, old in enumerate(passages(body))]:
        raise NotWritable("these words do not fit into the text; add them by hand")
    return new
