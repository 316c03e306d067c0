"""The words of a bank in another language: whole questions only, and never an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.content.document import Document
from app.content.fields import Fields
from app.content.findings import Notes, nearest
from app.content.hashing import leaves, words_hash
from app.content.staleness import note_stale
from app.questions.question import Path, Question
from app.questions.translation import written_words
from app.questions.types import foreign_words, missing_words, translated

APART = ("source", "status")
"""What a translation says about itself; all else in it is words."""
GAP = re.compile(r"\[\[[^\[\]]*\]\]")
KEYS = (
    *("answer", "tolerance", "tolerance_pct", "points", "partial", "critical"),
    *("audience", "type", "see", "shuffle", "tags", "start"),
)
INNER_KEYS = ("answer", "points", "then")
"""What belongs to the key inside a gap or a choice of a story."""

Words = Mapping[str, Any]


@dataclass
class WordsRead:
    """The translations that may be shown, by question and language, and the stale ones among them."""

    words: dict[str, dict[str, Words]] = field(default_factory=dict)
    stale: set[tuple[str, str]] = field(default_factory=set)

    def of(self, question: str) -> Mapping[str, Words]:
        """Give a question's words by language."""
        return self.words.get(question, {})


def question_hash(question: Question, raw: Words) -> str:
    """Hash the words of a question as its author wrote them, in file order."""
    return words_hash(leaves(written_words(question, raw)))


def read_words(
    language: str,
    document: Document,
    notes: Notes,
    sources: Mapping[str, tuple[Question, Words]],
    read: WordsRead,
    ids: Sequence[str],
) -> None:
    """Read one language's words into `read`. `ids` are all ids of the bank, also of questions that are at fault."""
    for ident in Fields(document, notes).found:
        if ident not in ids:
            advice = nearest(ident, ids, "remove it, or mend the id")
            notes.error(document.key((ident,)), "orphan", f"there is no question `{ident}` in the bank", advice, ident)
        elif ident in sources:
            _read_one(ident, language, Fields(document, notes.about(ident), (ident,)), sources[ident], read)


def _read_one(ident: str, language: str, fields: Fields, source: tuple[Question, Words], read: WordsRead) -> None:
    question, raw = source
    words = {name: value for name, value in fields.found.items() if name not in APART}
    foreign, missing = foreign_words(question, words), missing_words(question, words)
    draft = fields.choice("status", ("draft", "published"), "published") == "draft"
    for path in foreign:
        _note_foreign(question, fields, path)
    if missing and not draft:
        _note_half(fields, missing)
    gaps = not draft and _note_gaps(question, words, fields)
    if note_stale(fields, question_hash(question, raw)):
        read.stale.add((ident, language))
    if fields.found.get("ask") == question.ask:
        fields.notes.warning(
            fields.document.at((ident, "ask")), "same-text", "the words are those of the source", "translate them"
        )
    amiss = not (foreign or missing or gaps) and _note_mistakes(fields, question, words)
    if not (foreign or missing or gaps or amiss or draft or _untouched(question, raw, words)):
        read.words.setdefault(ident, {})[language] = words


def _note_gaps(question: Question, words: Words, fields: Fields) -> bool:
    """A mark such as [[gap]] in a question stands for something that each language needs; its place is free."""
    before = len(fields.notes.found)
    given = dict(leaves(words))
    source = {name: getattr(question, name) for name in question.WORDS if isinstance(getattr(question, name), str)}
    for path, text in leaves(source):
        wanted, found = set(GAP.findall(text)), set(GAP.findall(given.get(path, text)))
        spot = fields.document.field((*fields.path, *path))
        for gap in sorted(wanted - found):
            fields.notes.error(spot, "mark-missing", f"{gap} is missing", "put it where it belongs in the sentence")
        for gap in sorted(found - wanted):
            fields.notes.error(spot, "mark-foreign", f"the source has no {gap} here", "remove it, or mend its name")
    return len(fields.notes.found) > before


def _untouched(question: Question, raw: Words, words: Words) -> bool:
    """Whether nobody has put other words into a copy of the source: no learner may take it for a translation."""
    given = dict(leaves(words))
    wanted = [text for path, text in leaves(written_words(question, raw)) if given.get(path, text) != text]
    return not wanted and bool(missing_words(question, {}))


def _note_foreign(question: Question, fields: Fields, path: Path) -> None:
    spot, name = fields.document.key((*fields.path, *path)), "/".join(map(str, path))
    source: Any = question.model_dump(include=set(question.WORDS), exclude_none=True)
    for step in path[:-1]:
        source = source[step]
    if path[0] in KEYS or (path[0] in ("gaps", "steps") and path[-1] in INNER_KEYS):
        fields.notes.error(
            spot, "answer-in-translation", f"`{name}` does not belong in a translation", "remove it: words only"
        )
    elif path[-1] in source:
        wanted = "one text" if isinstance(source[path[-1]], str) else "a list or lines with keys"
        spot = fields.document.field((*fields.path, *path))
        fields.notes.error(spot, "wrong-value", f"`{name}` must be {wanted}", "write it as the source does")
    else:
        advice = nearest(str(path[-1]), source, "remove it, or mend its name")
        fields.notes.error(spot, "foreign-word", f"the source has no `{name}` to translate", advice)


def _note_mistakes(fields: Fields, question: Question, words: Words) -> bool:
    """Note the errors that the translation alone has, such as a gap that its sentence lacks; say whether there are."""
    own = {(each.path, each.code) for each in question.mistakes()}
    found = [
        each
        for each in translated(question, words).mistakes()
        if each.severity == "error" and each.path[0] in question.WORDS and (each.path, each.code) not in own
    ]
    for each in found:
        spot = fields.document.field((*fields.path, *each.path))
        fields.notes.error(spot, each.code, each.sentence, each.advice)
    return bool(found)


def _note_half(fields: Fields, missing: Sequence[Path]) -> None:
    names = ", ".join("/".join(map(str, path)) for path in missing)
    spot = fields.document.key((*fields.path, *missing[0]))
    fields.notes.error(
        spot, "half-translated", f"not translated: {names}", "add these words; until then the source is shown"
    )
