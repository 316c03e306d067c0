"""Drawings: a short list is let through; whatever could run, load or style is refused."""

from __future__ import annotations

import pytest

from app.content import drawings
from app.content.findings import Notes

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2" role="img">'


def clean(inside: str, head: str = HEAD) -> tuple[str, list[str]]:
    notes = Notes("x.svg")
    return drawings.clean(f"{head}{inside}</svg>".encode(), notes), [each.code for each in notes.found]


def test_shapes_and_colour_names_stay_and_the_title_goes() -> None:
    drawn, codes = clean('<title>It &amp; they</title><g class="f-sun s-ink"><path d="M0 0h1"/><g/></g>')
    assert drawn == '<svg{name} viewBox="0 0 3 2"><g class="f-sun s-ink"><path d="M0 0h1"/><g/></g></svg>'
    assert codes == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>*{fill:red}</style>",
        "<foreignObject><p>x</p></foreignObject>",
        '<a href="https://x"><path d="M0 0"/></a>',
        '<image href="x.png"/>',
        "<text>Word</text>",
        '<use href="#x"/>',
        '<path onload="x()" d="M0 0"/>',
        '<path style="fill:red" d="M0 0"/>',
        '<path fill="url(#x)" d="M0 0"/>',
        '<path id="x" d="M0 0"/>',
        '<path transform="url(x)" d="M0 0"/>',
        '<path xmlns:xlink="x" xlink:href="y" d="M0 0"/>',
        '<path d="M0 0" opacity="{name}"/>',
        "<svg:script xmlns:svg='http://www.w3.org/2000/svg'>x</svg:script>",
    ],
)
def test_everything_else_is_refused(inside: str) -> None:
    drawn, codes = clean(inside)
    assert set(codes) == {"svg-forbidden"}
    for trace in ("script", "style", "href", "onload", "url(", "id=", "text", "foreign", "red"):
        assert trace not in drawn


def test_entities_and_other_roots_are_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + HEAD
    assert clean("&a;", bomb)[1] == ["svg-forbidden"]
    notes = Notes("x.svg")
    assert drawings.clean(b'<g viewBox="0 0 1 1"><path d="M0 0"/></g>', notes) == ""
    assert [each.code for each in notes.found] == ["svg-forbidden"]


def test_size_is_watched() -> None:
    assert clean("<g/>" * 1100)[1] == ["picture-big"]
    assert clean("<g/>" * 6000)[1] == ["picture-too-big"]
