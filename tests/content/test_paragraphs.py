"""The short cuts give the very tokens that markdown-it's own rules give."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.content.markdown import parser

PIECES = st.sampled_from(
    (
        *(
            "Word",
            "two words",
            "élan",
            "1. one",
            "- item",
            "* star",
            "> quote",
            "# head",
            "## Two",
            "---",
            "===",
            "***",
        ),
        *("| a | b |", "|---|---|", "a | b", "--- | ---", "`code`", "**bold**", "_it_", "[x](y)", "![p](q)", "<b>"),
        *(
            "    deep",
            "  in",
            "\\*",
            "&amp;",
            "```",
            "[[check: q]]",
            "x  ",
            "*x",
            "***x",
            "**b",
            "[a]:",
            "[a]: /u",
            "![a]: /u",
            "(p)",
            '"q"',
            "[x] y",
            "[[a]]:",
            "[[a]]: /u",
            "https://a.b",
            "!",
            "\ttab",
            "ß 中文 كلمة",
        ),
    )
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(("\n", "\n\n", " ", "\n> ", "\n  "))), max_size=14)


def full() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["lheading", "code", "html_block"])
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # as the course's own parser does
    return markdown


FULL = full()


@settings(max_examples=400)
@given(TEXTS)
def test_short_cuts_change_no_token(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + end for word, end in pieces)
    assert [each.as_dict() for each in parser().parse(text)] == [each.as_dict() for each in FULL.parse(text)]
