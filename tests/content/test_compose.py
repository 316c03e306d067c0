"""A body made from Markdown: what is safe stays, what is not never gets through."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.content.body import Box, Check, Html, Meaning
from app.content.compose import Composed, compose
from app.content.findings import Notes, Spot
from app.content.markdown import MARK
from app.content.passages import has_words, placeholders


class Known:
    """Surroundings with one term and one fact, and pictures that show what they were asked for."""

    language = "en"

    def term(self, ident: str) -> Meaning | None:
        return Meaning("kpi", "en", "KPI", "A number.") if ident == "kpi" else None

    def fact(self, ident: str) -> str | None:
        return "<p>Fact</p>" if ident == "f-one" else None

    def picture(self, source: str, alt: str, title: str, notes: Notes, spot: Spot) -> str:
        return f"<figure>{source}|{alt}|{title}|{spot.line}</figure>"

    def knows(self, kind: str) -> Sequence[str]:
        return {"term": ("kpi",), "fact": ("f-one",), "lesson": ("other",)}.get(kind, ())


def made(body: str) -> tuple[Composed, Notes]:
    notes = Notes("lesson.en.md")
    return compose(body, 1, notes, Known()), notes


def html(body: str) -> str:
    composed, _ = made(body)
    return "".join(part.html for part in composed.parts if isinstance(part, Html))


def test_headings_have_ids_by_position() -> None:
    assert html("## One\n\n### Two *it*\n") == '<h2 id="s1">One</h2>\n<h3 id="s2">Two <em>it</em></h3>'


def test_checks_and_boxes_are_parts() -> None:
    composed, notes = made("Text.\n\n[[check: q-a]]\n\n> [!TIP] \n> Do it.\n> [[check: q-no]]\n\n> A plain quote.\n")
    assert composed.parts[:3] == (
        Html("<p>Text.</p>"),
        Check("q-a", 3, ""),
        Box("tip", (Html("<p>Do it.\n</p>"),)),
    )
    assert [each.code for each in notes.found] == ["mark-place"]
    assert composed.parts[3] == Html("<blockquote>\n<p>A plain quote.</p>\n</blockquote>")


def test_marks_are_read_with_any_spaces_and_end_where_the_next_begins() -> None:
    assert html("The [[ term :  kpi  |  two  words ]].").endswith(">two  words</a>.</p>")
    composed, notes = made("A [[term: kpi]]: [[term: no [[term: kpi]].")
    assert [(each.code, each.column) for each in notes.found] == [("broken-mark", 18)]
    assert isinstance(composed.parts[0], Html)
    assert composed.parts[0].html.count(">KPI</a>") == 2


@pytest.mark.parametrize("piece", ["[[fact: ", "[[term: a | ", "[[term:" + " " * 40, "[[a:|", "[["])
def test_marks_that_never_end_are_one_finding_and_read_in_one_pass(piece: str) -> None:
    """Each was read to the end of the text from each of its beginnings: minutes for what now takes a moment."""
    _, notes = made(piece * 20_000)
    assert [each.code for each in notes.found] == ["broken-mark"]
    assert MARK.search(piece * 20_000) is None
    assert has_words(piece * 20_000) == any(map(str.isalpha, piece))
    assert placeholders(piece * 20_000).keys() <= {"[[fact: ]]"}


def test_terms_show_their_word_or_the_authors() -> None:
    assert html("The [[term: kpi]].") == '<p>The <a class="term" href="#term-kpi">KPI</a>.</p>'
    assert html("The [[term: kpi | right <numbers>]].") == (
        '<p>The <a class="term" href="#term-kpi">right &lt;numbers&gt;</a>.</p>'
    )


def test_pictures_and_facts_stand_alone() -> None:
    assert html('![A "b"](media/x.svg "Title")') == '<figure>media/x.svg|A "b"|Title|1</figure>'
    assert html("[[fact: f-one]]") == "<p>Fact</p>"
    _, notes = made("- ![A](x.svg)\n- [[fact: f-one]]\n")
    assert [(each.code, each.line, each.column) for each in notes.found] == [
        ("picture-place", 1, 3),
        ("mark-place", 2, 3),
    ]


def test_nothing_dangerous_gets_through() -> None:
    for bad in (
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.org",
        "http://a.b",
    ):
        composed, notes = made(f"A [link]({bad}) and <script>alert(1)</script> <img src=x onerror=y>.")
        text = repr(composed.parts)
        assert "href" not in text
        assert "<script" not in text
        assert "<img" not in text
        codes = sorted(each.code for each in notes.found)
        assert codes == ["dead-link" if bad == "//evil.org" else "bad-link", "raw-html", "raw-html", "raw-html"]


def test_an_unknown_lesson_is_no_way_to_smuggle_a_link() -> None:
    composed, notes = made("[x](lesson:javascript:alert(1))")
    assert "href" not in repr(composed.parts)
    assert [each.code for each in notes.found] == ["unknown-lesson"]


def test_good_links_stay() -> None:
    assert 'href="https://ilo.org"' in html("[x](https://ilo.org)")
    assert 'href="tel:+123"' in html("[x](tel:+123)")
    assert 'href="other"' in html("[x](lesson:other)")


def test_tables_have_a_frame_a_name_and_no_style() -> None:
    table = html("| What | Who & when |\n|:--|--:|\n| a | b |\n")
    assert table.startswith('<div class="scroll" tabindex="0" role="region" aria-label="What, Who &amp; when">')
    assert "style" not in table
    assert '<th class="align-right" scope="col">' in table


def test_the_same_fault_twice_has_two_places() -> None:
    _, notes = made("A [[term: x]] and\nthen [[term: x]].\n\n| [[term: x]] | b |\n|---|---|\n| c | [[term: x]] |\n")
    assert [(each.line, each.column) for each in notes.found] == [(1, 3), (2, 6), (4, 3), (6, 7)]


def test_code_is_left_alone() -> None:
    composed, notes = made("`<b>` and `[[term: x]]`\n\n```\n<b> [[check: q]]\n```\n\n<i>\n")
    assert [(each.code, each.line) for each in notes.found] == [("raw-html", 7)]
    assert not composed.checks
