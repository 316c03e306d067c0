"""Small pieces: words out of markup, names out of words, a bank as authors write it."""

from __future__ import annotations

import pytest

from app.interop.bank_yaml import bank_yaml
from app.interop.inward import Carried
from app.interop.markup import read_words
from app.interop.moodle import Markup, Words
from app.interop.naming import keys, question_id


@pytest.mark.parametrize(
    ("text", "markup", "words", "lost"),
    [
        ("<p>One</p><p>two<br/>three</p>", "html", "One two three", ()),
        ("a &lt;b&gt; &amp;amp; c&nbsp;d", "html", "a <b> &amp; c d", ()),
        ("5 < 6 and a<b> bold</b>", "moodle", "5 < 6 and a bold", ("bold",)),
        ("x <unknown> y", "html", "x <unknown> y", ()),
        ("<p>a</p>", "plain", "<p>a</p>", ()),
        ("m<sup>2</sup>, CO<sub>2</sub>, x<sup>n</sup>", "html", "m², CO₂, xn", ()),
        ('<a href="https://x.org/">here</a>', "html", "here", ("a link (https://x.org/)",)),
        ("<img alt='A' src='a.png'><img src=b.png>", "html", "", ("a picture (a.png)", "a picture (b.png)")),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "html", "1 2", ("a table",)),
        ("a<script>alert(1)</script>b<!-- c -->d", "html", "a b d", ("a script",)),
        ('<span lang="fr" class="multilang">Oui</span>', "html", "Oui", ("the marks between several languages",)),
        ("A **fat** word\n\n- one\n- two", "markdown", "A fat word one two", ("bold",)),
        ("a\x00b\u202e\u2028c", "plain", "ab c", ("an invisible sign",)),
    ],
)
def test_words_of_markup(text: str, markup: Markup, words: str, lost: tuple[str, ...]) -> None:
    assert read_words(Words(text, markup)) == (words, lost)


@pytest.mark.parametrize(
    ("texts", "made"),
    [
        (["By the stairs", "In the lift", "By the window"], ["stairs", "lift", "window"]),
        (["the same word", "the same thing"], ["word", "thing"]),
        (["5", "10 %", "نار"], ["a", "b", "c"]),
        (["", "Été à l'usine"], ["a", "usine"]),
        (["x" * 40, "x" * 41], ["a", "b"]),
    ],
)
def test_keys(texts: list[str], made: list[str]) -> None:
    assert keys(texts) == made


def test_keys_of_very_many() -> None:
    assert len(set(keys(["1"] * 60))) == 60


@pytest.mark.parametrize(
    ("names", "taken", "made"),
    [
        (["q-fire"], (), "q-fire"),
        (["fire-2024"], (), "fire-2024"),
        (["", "Fire: what now?"], (), "q-fire-what-now"),
        (["7"], (), "q-7"),
        (["نار"], ("q-1",), "q-2"),
        (["q-fire"], ("q-fire", "q-fire-2"), "q-fire-3"),
        (["q-" + "x" * 46], ("q-" + "x" * 46,), "q-" + "x" * 39 + "-2"),
        (["a very long title that goes on and on and on"], (), "q-a-very-long-title-that-goes-on"),
    ],
)
def test_ids(names: list[str], taken: tuple[str, ...], made: str) -> None:
    assert question_id(names, taken)[0] == made


def test_a_bank_as_authors_write_it() -> None:
    ready = Carried({"id": "q-a", "type": "number", "ask": "How many: 1 or 2?", "answer": "1.10", "tags": ["a"]}, True)
    unready = Carried({"id": "q-b", "type": "single", "ask": "Which #1?", "options": {"no": "No"}}, False)
    assert bank_yaml([ready, unready]) == (
        "- id: q-a\n"
        "  type: number\n"
        "  ask: 'How many: 1 or 2?'\n"
        "  answer: 1.10\n"
        "  tags: [a]\n"
        "\n"
        "# Mend this one (see what was said at the import), then take out the signs `# `.\n"
        "# - id: q-b\n"
        "#   type: single\n"
        "#   ask: 'Which #1?'\n"
        "#   options:\n"
        "#     no: No\n"
    )
