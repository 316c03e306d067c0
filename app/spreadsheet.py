"""CSV that Excel and LibreOffice open well, with no cell that they would run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes the file for another encoding and spoils the names."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (owasp.org/www-community/attacks/CSV_Injection)."""

DELIMITERS = (",", ";", "\t")
"""What stands between cells: Excel writes `;` where the comma is the sign before decimals."""


def line(cells: Iterable[str]) -> str:
    """Write a line as RFC 4180 has it, with nothing in it that a spreadsheet would run."""
    out = StringIO()
    csv.writer(out).writerow([harmless(each) for each in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; `as_meant` takes it away again."""
    return f"'{cell}" if _risky(cell) else cell


def as_meant(cell: str) -> str:
    """Give the cell that `harmless` was given, with line ends as \\n whatever program wrote the file."""
    plain = cell.replace("\r\n", "\n").replace("\r", "\n")
    return plain[1:] if plain.startswith("'") and _risky(plain) else plain


def lines(raw: bytes) -> list[list[str]]:
    """Read a CSV file as a spreadsheet saves it: comma, semicolon or tab between the cells, UTF-8 or UTF-16.

    Raises ValueError, in words for its sender, where it is none.
    """
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("the file is not UTF-8: save it as `CSV UTF-8`") from None
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return [[as_meant(cell) for cell in row] for row in csv.reader(StringIO(text, ""), delimiter=delimiter)]
    except csv.Error as fault:
        raise ValueError(f"the file is no CSV: {fault}") from None


def _risky(cell: str) -> bool:
    return cell.lstrip(" '").startswith(FORMULA)
