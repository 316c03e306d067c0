"""What hands, editors and merges do to a file, for hypothesis to draw from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from tests.content.tree import FILES

SNIPPETS = (
    *("\t", "  ", " ", ":", ": ", "- ", "#", " #3", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!!int ", "|", ">", "%"),
    *("<<: *a", "<<: {x: y}", "? ", "---\n", "...\n", "\n", "\r\n", "\r", "\ufeff", "\u2028", "\x85", "\x00", "\x1b"),
    *("9" * 50, "1_0", "0x1F", "1e999", "nan", "~", "null", "yes", "[[[[", "{{{{", "a: {b: {c: d}}", "\\", "\u202e"),
    *(
        "e\u0301",
        "\U0001f477",
        "```",
        "[x](y)",
        "![](z)",
        "[[check: q-order]]",
        "[[term: ]]",
        "<!--",
        "> [!TIP]",
        "|---|",
    ),
)


Act = Callable[[st.DrawFn, str, list[str], int], str]


def with_line(change: Callable[[st.DrawFn, list[str], int], None]) -> Act:
    """Make an act of a change to one line among the others."""

    def act(draw: st.DrawFn, text: str, lines: list[str], line: int) -> str:
        change(draw, lines, line)
        return "\n".join(lines)

    return act


def drop(draw: st.DrawFn, lines: list[str], line: int) -> None:
    del lines[line]


def move_out(draw: st.DrawFn, lines: list[str], line: int) -> None:
    lines[line] = lines[line].lstrip()


def double(draw: st.DrawFn, lines: list[str], line: int) -> None:
    lines.insert(draw(st.integers(0, len(lines))), lines[line])


def swap(draw: st.DrawFn, lines: list[str], line: int) -> None:
    other = draw(st.integers(0, len(lines) - 1))
    lines[line], lines[other] = lines[other], lines[line]


def move_in(draw: st.DrawFn, lines: list[str], line: int) -> None:
    lines[line] = draw(st.sampled_from(("  ", " ", "- ", "\t", "> ", "# "))) + lines[line]


def change_value(draw: st.DrawFn, lines: list[str], line: int) -> None:
    lines[line] = lines[line].partition(":")[0] + draw(st.sampled_from((":", ": []", ": {}", ": x", ": - x")))


def cut_off(draw: st.DrawFn, text: str, lines: list[str], line: int) -> str:
    return text[: draw(st.integers(0, len(text)))]


def insert(draw: st.DrawFn, text: str, lines: list[str], line: int) -> str:
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(st.sampled_from(SNIPPETS)) + text[place:]


def drop_sign(draw: st.DrawFn, text: str, lines: list[str], line: int) -> str:
    place = draw(st.integers(0, len(text)))
    return text[:place] + text[place + 1 :]


ACTS: tuple[Act, ...] = (
    with_line(drop),
    with_line(double),
    with_line(swap),
    with_line(move_in),
    with_line(move_out),
    with_line(change_value),
    cut_off,
    insert,
    drop_sign,
    lambda draw, text, lines, line: text.replace("\n", "\r\n"),
    lambda draw, text, lines, line: f"\ufeff{text}",
)


@st.composite
def changed(draw: st.DrawFn, names: Sequence[str]) -> tuple[str, str]:
    """Do one to three things to a file that hands, editors and merges do; give its name and its new text."""
    name = draw(st.sampled_from(names))
    text = FILES[name]
    for act in draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=3)):
        lines = text.split("\n")
        text = act(draw, text, lines, draw(st.integers(0, len(lines) - 1)))
    return name, text
