"""CSV for spreadsheets: no cell is run as a formula, and every cell comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spreadsheet import BYTE_ORDER_MARK, FORMULA, as_meant, harmless, line, lines

CELLS = st.text(
    st.one_of(st.sampled_from("=+-@'\t\n ＝,;\""), st.characters(exclude_categories=["Cs", "Cc"])), max_size=12
)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "  =1", "'=1", "''=1", "' =1"])
def test_what_a_spreadsheet_would_run_is_kept_from_it(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert as_meant(harmless(cell)) == cell


@given(CELLS)
def test_every_cell_comes_back_as_it_was(cell: str) -> None:
    safe = harmless(cell)
    assert not safe.lstrip(" ").startswith(FORMULA)
    assert as_meant(safe) == cell


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_every_file_comes_back_as_it_was(rows: list[list[str]]) -> None:
    heading = ["id", "words", "more", "most"]
    raw = (BYTE_ORDER_MARK + "".join(line(row) for row in [heading, *rows])).encode()
    assert lines(raw) == [heading, *rows]


def test_line_ends_inside_a_cell_are_those_of_the_course() -> None:
    assert lines(b'id,words\r\na,"one\r\ntwo"\r\n') == [["id", "words"], ["a", "one\ntwo"]]


def test_what_is_no_text_is_said() -> None:
    with pytest.raises(ValueError, match="not UTF-8"):
        lines("id,é".encode("latin-1"))
