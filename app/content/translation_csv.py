"""Translations as a CSV file, for translators who work in a spreadsheet: one line a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.content.hashing import whole_hash
from app.content.phrases import Phrase
from app.content.yaml_edits import Value
from app.spreadsheet import BYTE_ORDER_MARK, line, lines

COLUMNS = ("id", "source", "translation", "state", "exported")
"""`exported` tells a changed cell from one that is as it was, and from a file that has changed meanwhile."""
NEEDED = ("id", "source", "translation", "exported")


@dataclass(frozen=True)
class Line:
    """A line of a translator's file with its number as the spreadsheet shows it, the first being the heading."""

    number: int
    id: str
    source: str
    translation: str
    exported: str

    @property
    def touched(self) -> bool:
        """Whether the translation is another than when the file was made."""
        return mark(self.translation) != self.exported


def write_csv(phrases: Iterable[Phrase]) -> str:
    """Give the file: UTF-8 with a byte order mark, as Excel and LibreOffice open it by a double click."""
    return BYTE_ORDER_MARK + line(COLUMNS) + "".join(map(_line, phrases))


def read_csv(raw: bytes) -> Iterator[Line]:
    """Read a file that came back. Raises ValueError, in words for its sender, where it is no such file."""
    rows = lines(raw)
    heading = [each.strip().lower() for each in rows[0]] if rows else []
    lost = [name for name in NEEDED if name not in heading]
    if lost:
        raise ValueError(f"the first line must name the columns {', '.join(COLUMNS)}; {', '.join(lost)} is not there")
    places = [heading.index(name) for name in NEEDED]
    for number, row in enumerate(rows[1:], 2):
        if any(each.strip() for each in row):
            ident, source, translation, exported = (row[each] if each < len(row) else "" for each in places)
            yield Line(number, ident.strip(), source.strip(), tidy(translation), exported.strip())


def cell(value: Value) -> str:
    """Write a list of accepted words one below the other."""
    return value if isinstance(value, str) else "\n".join(value)


def value_like(source: Value, text: str) -> Value:
    """Read a cell back into what its source is: words, or a list of accepted words."""
    return text if isinstance(source, str) else [each.strip() for each in text.split("\n") if each.strip()]


def tidy(text: str) -> str:
    """Take away what a spreadsheet leaves at the ends of a cell."""
    return text.rstrip().strip("\n")


def mark(translation: str) -> str:
    """Give 8 hexadecimal digits that stand for the words of a cell."""
    return f"x{whole_hash(tidy(translation))[:8]}"


def _line(phrase: Phrase) -> str:
    translation = cell(phrase.translation)
    return line((phrase.id, cell(phrase.source), translation, phrase.state, mark(translation)))
