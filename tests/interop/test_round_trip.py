"""What can be carried comes back the same, through both formats and our own YAML, whatever characters it is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.findings import Notes
from app.content.load import load
from app.content.snapshot import ODD
from app.interop.files import FORMATS, read_questions, written
from app.interop.losses import GIFT, MOODLE_XML, Format
from app.interop.outward import outward
from app.questions.folding import folded
from app.questions.question import Question
from app.questions.types import question_from
from tests.interop.meaning import as_authored, meaning, there_and_back
from tests.questions.bank import BANK

CONTENT = Path(__file__).parents[2] / "content"
NASTY = (
    *"~=#{}:\\%*&<>[]|'\"@$-_/\n\t ",
    *("->", "..", "####", "\\n", "::", "//", "&amp;", "&#9;", "<b>", "</p>", "<!--", "]]>", "<![CDATA[", "%50%"),
    *(
        "[html]",
        "[plain]",
        "&&058;",
        "- ",
        " #",
        ": ",
        "\\*",
        "$CATEGORY:",
        "[[gap]]",
        "TRUE",
        "T",
        "yes",
        "null",
        "1e3",
    ),
)
LETTERS = st.characters(exclude_categories=("Cs", "Cc")).filter(lambda sign: not ODD.match(sign))
"""All scripts, without the invisible signs that no file of the course may hold."""
TEXTS = st.lists(st.sampled_from(NASTY) | LETTERS | st.text("añé ", min_size=1, max_size=6), min_size=1, max_size=12)
WORDS = TEXTS.map("".join).filter(str.strip)
TYPED = WORDS.filter(folded).filter(lambda text: len(text) <= 200)


def as_one(text: str) -> str:
    return " ".join(text.casefold().split())


def several(least: int, most: int, texts: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[list[str]]:
    return st.lists(texts, min_size=least, max_size=most, unique_by=lambda text: as_one(text.replace("->", "→")))


@st.composite
def questions(draw: st.DrawFn, form: Format) -> Question:
    kind = draw(st.sampled_from(CARRIED_BY[form.name]))
    common = {
        "id": draw(st.from_regex(r"q-[a-z0-9]{1,20}", fullmatch=True)),
        "type": kind,
        "ask": draw(WORDS),
        "explain": draw(st.none() | WORDS),
        "hint": draw(st.none() | WORDS),
        "tags": draw(st.lists(st.sampled_from(["fire", "five-s", "a1"]), unique=True)),
        "points": str(draw(st.integers(1, 10))),
        "shuffle": draw(st.sampled_from(["yes", "no"])),
    }
    raw = {**common, **MAKERS[kind](draw)}
    question = question_from({name: value for name, value in raw.items() if value is not None})
    assert [each for each in question.mistakes() if each.severity == "error" and each.code != "always-shuffled"] == []
    return question


def keyed(texts: list[str]) -> dict[str, str]:
    return {f"k{number}": text for number, text in enumerate(texts)}


def single(draw: st.DrawFn) -> dict[str, Any]:
    options = keyed(draw(several(2, 8)))
    right = draw(st.sampled_from(list(options)))
    return {"options": options, "answer": right, "why": reasons(draw, [key for key in options if key != right])}


def multiple(draw: st.DrawFn) -> dict[str, Any]:
    options = keyed(draw(several(2, 8)))
    rights = draw(st.lists(st.sampled_from(list(options)), min_size=1, max_size=len(options) - 1, unique=True))
    partial = draw(st.sampled_from(["yes", "no"]))
    why = reasons(draw, [key for key in options if key not in rights])
    return {"options": options, "answer": rights, "partial": partial, "why": why}


def reasons(draw: st.DrawFn, wrong: list[str]) -> dict[str, str]:
    return {key: draw(WORDS) for key in wrong if draw(st.booleans())}


def truefalse(draw: st.DrawFn) -> dict[str, Any]:
    answer, wrong = draw(st.sampled_from([("yes", "no"), ("no", "yes")]))
    return {"answer": answer, "why": reasons(draw, [wrong])}


def number(draw: st.DrawFn) -> dict[str, Any]:
    answer = draw(st.decimals(-1000, 1000, places=draw(st.integers(0, 4))))
    margin = draw(st.sampled_from([{}, {"tolerance": "0.25"}, {"tolerance_pct": "2.5"}]))
    why = {str(2000 + place): draw(WORDS) for place in range(draw(st.integers(0, 3)))}
    return {
        "answer": f"{answer:f}",
        **margin,
        "unit": draw(st.none() | st.sampled_from(["kg", "m²", "% & <b>"])),
        "why": why,
    }


def text(draw: st.DrawFn) -> dict[str, Any]:
    return {"accept": draw(several(1, 5, TYPED))}


def order(draw: st.DrawFn) -> dict[str, Any]:
    return {"items": keyed(draw(several(3, 8))), "partial": draw(st.sampled_from(["yes", "no"]))}


def match(draw: st.DrawFn) -> dict[str, Any]:
    lefts, rights = draw(several(2, 8)), draw(several(8, 12))
    pairs = {
        f"k{place}": {"left": left, "right": right}
        for place, (left, right) in enumerate(zip(lefts, rights, strict=False))
    }
    return {"pairs": pairs, "extra": {f"x{place}": side for place, side in enumerate(rights[8:])}}


def cloze(draw: st.DrawFn) -> dict[str, Any]:
    gaps = {
        f"g{place}": draw(st.sampled_from((typed_gap, chosen_gap)))(draw) for place in range(draw(st.integers(1, 3)))
    }
    texts = [draw(WORDS.map(lambda each: each.replace("[", "(").replace("]", ")"))) for _ in gaps]
    return {"ask": "".join(f"{each} [[{name}]] " for name, each in zip(gaps, texts, strict=True)), "gaps": gaps}


def typed_gap(draw: st.DrawFn) -> dict[str, Any]:
    return {"accept": draw(several(1, 3, TYPED))}


def chosen_gap(draw: st.DrawFn) -> dict[str, Any]:
    options = keyed(draw(several(2, 6)))
    return {"options": options, "answer": draw(st.sampled_from(list(options)))}


MAKERS = {each.__name__: each for each in (single, multiple, truefalse, number, text, order, match, cloze)}
CARRIED_BY = {"GIFT": sorted({*MAKERS} - {"cloze"}), "Moodle XML": sorted(MAKERS)}
both_formats = pytest.mark.parametrize("form", [GIFT, MOODLE_XML], ids=lambda form: form.name)


@both_formats
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_any_question_comes_back_the_same(form: Format, data: st.DataObject) -> None:
    question = data.draw(questions(form))
    carried, notes = there_and_back([question], form)
    assert [str(each) for each in notes.found if each.severity == "error"] == []
    assert [meaning(each, form) for each in as_authored(carried)] == [meaning(question, form)]


@both_formats
def test_every_type_comes_back(form: Format) -> None:
    bank = [question_from(raw) for raw in BANK if raw["type"] in CARRIED_BY[form.name]]
    carried, _ = there_and_back(bank, form)
    assert [meaning(each, form) for each in as_authored(carried)] == [meaning(each, form) for each in bank]


@both_formats
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_real_banks_come_back(form: Format, language: str) -> None:
    library = load(CONTENT)
    assert library.modules
    for module in library.modules.values():
        out = outward(module, library.course, language, form)
        notes = Notes(module.id)
        carried = read_questions(written(out.bank, form).encode(), notes, ())
        back = [meaning(each, form) for each in as_authored(carried)]
        chain = library.chain(language)
        questions = [each.in_language(chain)[1] for each in module.bank.values()]
        fitting = [each for each in questions if each.type in CARRIED_BY[form.name]]
        assert back == [meaning(each, form) for each in fitting]
        left_out = {each.subject for each in out.losses if each.what.startswith("type ") and each.instead == "left out"}
        assert left_out == {each.id for each in questions if each not in fitting}
        assert all(each.ready for each in carried)
        assert notes.found[0].code == "moodle-category"


def test_the_names_of_the_formats_are_stable() -> None:
    assert FORMATS == {"gift": GIFT, "moodle-xml": MOODLE_XML}
