"""The two templates of each type, made as the pages make them."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from app.questions.question import Question
from app.questions.types import question_from
from tests.questions.bank import (
    BANK,
    CLOZE,
    MARKED,
    MATCH,
    MULTIPLE,
    NUMBER,
    ORDER,
    REFLECTION,
    SCENARIO,
    SINGLE,
    SURVEY,
    TEXT,
    Raw,
    changed,
)

RIGHT: dict[str, Any] = {
    "single": "kboth",
    "multiple": ["kwhat", "kwho", "kwhen"],
    "truefalse": "no",
    "number": "8.33",
    "text": "near miss",
    "order": list(ORDER["items"]),
    "match": {key: key for key in MATCH["pairs"]},
    "cloze": {"kthird": "check", "kagainst": "ktarget"},
    "scenario": ["kstop", "kask"],
    "reflection": "I would ask.",
    "survey": "kall",
}
WRONG: dict[str, Any] = {
    "single": "kexpert",
    "multiple": ["kwhat", "kcost"],
    "truefalse": "yes",
    "number": "500",
    "text": "oops",
    "order": list(ORDER["items"])[::-1],
    "match": {"kabs": "kenergy", "kdef": "kabs", "kout": "kout"},
    "cloze": {"kthird": "check", "kagainst": "kculprit"},
    "scenario": ["klater", "kfit", "kask"],
    "reflection": "",
    "survey": "",
}
KEYS = [*SINGLE["options"], *MULTIPLE["options"], *ORDER["items"], *MATCH["pairs"], *MATCH["extra"]]
KEYS += [*CLOZE["gaps"], *CLOZE["gaps"]["kagainst"]["options"], *SCENARIO["steps"], *SURVEY["options"]]
KEYS += [key for step in SCENARIO["steps"].values() for key in step["choices"]]

every_type = pytest.mark.parametrize("raw", BANK, ids=lambda raw: raw["type"])
marked_type = pytest.mark.parametrize("raw", MARKED, ids=lambda raw: raw["type"])


def environment() -> Environment:
    questions = PrefixLoader({"questions": FileSystemLoader("app/questions/types")})
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader("templates"), questions]),
        undefined=StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # the extension adds it while running
    return made


ENVIRONMENT = environment()


def form_of(question: Question, problem: str | None = None, filled: dict[str, list[str]] | None = None) -> str:
    template = ENVIRONMENT.get_template(f"questions/{question.type}/form.html")
    return template.render(
        question=question, shown=question.present("s"), problem=problem, filled=filled or {}, tells=True
    )


def review_of(question: Question, answer: Any) -> str:
    template = ENVIRONMENT.get_template(f"questions/{question.type}/review.html")
    return template.render(question=question, shown=question.review(answer, "s"))


def parsed(html: str) -> Element:
    page = f"<!doctype html><html lang=en><title>x</title><body><form>{html}</form></body></html>"
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return tree


def words_of(html: str) -> str:
    return " ".join("".join(parsed(html).itertext()).split())


@every_type
def test_the_form_holds_nothing_of_the_key(raw: Raw) -> None:
    html = form_of(question_from(raw), problem="number")
    assert [key for key in KEYS if key in html] == []
    assert [why for _, why in question_from(raw).reasons() if why in html] == []


def test_typed_answers_are_not_in_their_forms() -> None:
    assert "8.33" not in form_of(changed(NUMBER))
    assert "near miss" not in form_of(changed(TEXT))
    assert "Check" not in form_of(changed(CLOZE))


@every_type
def test_every_control_has_a_name_an_own_id_and_a_label(raw: Raw) -> None:
    tree = parsed(form_of(question_from(raw)))
    controls = [each for each in tree.iter() if each.tag in {"input", "select", "textarea"}]
    controls = [each for each in controls if each.get("type") != "hidden"]
    ids = [each.get("id", "") for each in tree.iter() if each.get("id")]
    assert controls
    assert [control.get("id") for control in controls] == [label.get("for") for label in tree.iter("label")]
    assert controls[0].get("id") == f"q-{raw['id']}-1"
    assert all(control.get("name") for control in controls)
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"q-{raw['id']}-") for each in ids)


@every_type
def test_nothing_is_chosen_beforehand(raw: Raw) -> None:
    tree = parsed(form_of(question_from(raw)))
    assert [each for each in tree.iter() if each.get("checked") is not None or each.get("selected") is not None] == []
    assert all(not each.get("value") for each in tree.iter("input") if each.get("type") == "text")


@every_type
def test_a_problem_is_told_to_screen_readers(raw: Raw) -> None:
    tree = parsed(form_of(question_from(raw), problem="choose-one"))
    problem = f"q-{raw['id']}-problem"
    described = [each for each in tree.iter() if problem in (each.get("aria-describedby") or "").split()]
    assert len(described) == 1
    assert [each for each in tree.iter() if each.get("aria-invalid") == "true"]
    assert not re.search(r'aria-invalid|-problem"', form_of(question_from(raw)))


@every_type
def test_what_describes_a_control_is_there(raw: Raw) -> None:
    tree = parsed(form_of(question_from(raw)))
    wanted = {name for each in tree.iter() for name in (each.get("aria-describedby") or "").split()}
    assert wanted <= {each.get("id") for each in tree.iter()}


FILLED: list[tuple[Raw, dict[str, list[str]], str]] = [
    (SINGLE, {"choice": ["2"]}, r'value="2" checked'),
    (MULTIPLE, {"choice": ["1", "4"]}, r'value="4" checked'),
    (NUMBER, {"typed": ['about "8"']}, r'value="about &#34;8&#34;"'),
    (TEXT, {"typed": ["<b>"]}, r'value="&lt;b&gt;"'),
    (ORDER, {"place-2": ["3"]}, r"<option selected>3<"),
    (MATCH, {"match-1": ["4"]}, r'value="4" selected'),
    (CLOZE, {"gap-1": ['a "b"'], "gap-2": ["3"]}, r'value="a &#34;b&#34;"'),
    (SCENARIO, {"step-1": ["2"]}, r'value="2" checked'),
    (REFLECTION, {"typed": ["one\n</textarea>"]}, "one\n&lt;/textarea&gt;</textarea>"),
    (SURVEY, {"s-voice": ["3"]}, r'value="3" checked'),
]


@pytest.mark.parametrize(("raw", "filled", "kept"), FILLED)
def test_what_was_filled_in_is_kept(raw: Raw, filled: dict[str, list[str]], kept: str) -> None:
    html = form_of(question_from(raw), filled=filled)
    assert kept in html
    assert len(re.findall(r" (?:checked|selected)\b", html)) == sum(
        len(values) for name, values in filled.items() if name not in ("typed", "gap-1")
    )


@every_type
def test_the_authors_words_are_escaped(raw: Raw) -> None:
    question = question_from({**raw, "ask": "Is <b>5 & 6</b> right?"})
    for html in (form_of(question), review_of(question, None)):
        assert "Is &lt;b&gt;5 &amp; 6&lt;/b&gt; right?" in html
        assert "style=" not in html
        assert "<script" not in html


def test_several_answers_are_announced() -> None:
    assert "Choose all that apply." in words_of(form_of(changed(MULTIPLE)))


@every_type
def test_the_review_is_valid_and_shows_the_question_and_the_right_answer(raw: Raw) -> None:
    for answer in (None, RIGHT[raw["type"]], WRONG[raw["type"]]):
        words = words_of(review_of(question_from(raw), answer))
        assert all(piece.strip() in words for piece in re.split(r"\[\[.*?\]\]", raw["ask"]))
        assert "ight" in words


@marked_type
def test_a_wrong_answer_and_its_reason_are_told_in_words(raw: Raw) -> None:
    question = question_from(raw)
    words, right = words_of(review_of(question, WRONG[raw["type"]])), words_of(review_of(question, RIGHT[raw["type"]]))
    typed = raw["type"] in {"number", "text"}
    assert ("not right" in words) is not typed
    assert "not right" not in right
    for key in {"single": ["kexpert"], "multiple": ["kcost"], "truefalse": ["yes"], "number": ["500"]}.get(
        raw["type"], []
    ):
        assert raw["why"][key] in words
        assert raw["why"][key] not in right


@every_type
def test_not_sure_shows_the_right_answer_and_no_verdict(raw: Raw) -> None:
    words = words_of(review_of(question_from(raw), None))
    assert "Your" not in words
