"""Which questions an attempt asks: the rule is kept whatever the bank, the tags and what was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.assessment.drawing import draw
from app.content.models import QuizRule
from app.questions.revision import Revision, revise

TAGS = ("meeting", "five-s", "safety")


def question(number: int, tags: Sequence[str]) -> Revision:
    raw = {"id": f"q-{number}", "type": "truefalse", "ask": "Is it?", "answer": "yes", "tags": list(tags)}
    return revise("en", raw, {})


@st.composite
def banks(draw_from: st.DrawFn) -> tuple[Revision, ...]:
    tags = draw_from(st.lists(st.lists(st.sampled_from(TAGS), unique=True, max_size=2), min_size=1, max_size=15))
    return tuple(question(number, each) for number, each in enumerate(tags))


@st.composite
def draws(draw_from: st.DrawFn) -> tuple[tuple[Revision, ...], QuizRule, dict[str, int]]:
    """Give a bank, a rule that it can keep, and how often each question was seen."""
    bank = draw_from(banks())
    names = [each.question.id for each in bank]
    number = draw_from(st.integers(1, len(bank)))
    must = draw_from(st.lists(st.sampled_from(names), unique=True, max_size=number))
    seen = draw_from(st.dictionaries(st.sampled_from(names), st.integers(0, 5)))
    return bank, QuizRule(draw=number, pass_mark=80, must_include=tuple(must)), seen


def names_of(drawn: Sequence[Revision]) -> list[str]:
    return [each.question.id for each in drawn]


@given(draws(), st.text(max_size=8))
def test_so_many_as_the_rule_says_each_once_and_what_must_be_asked(
    given_: tuple[tuple[Revision, ...], QuizRule, Mapping[str, int]], seed: str
) -> None:
    bank, rule, seen = given_
    drawn = names_of(draw(bank, rule, seen, seed))
    assert len(drawn) == len(set(drawn)) == rule.draw
    assert set(drawn) <= set(names_of(bank))
    assert set(rule.must_include) <= set(drawn)


@given(draws(), st.text(max_size=8))
def test_the_same_seed_draws_the_same(
    given_: tuple[tuple[Revision, ...], QuizRule, Mapping[str, int]], seed: str
) -> None:
    bank, rule, seen = given_
    assert names_of(draw(bank, rule, seen, seed)) == names_of(draw(tuple(reversed(bank)), rule, seen, seed))


@given(draws(), st.text(max_size=8))
def test_what_was_seen_less_comes_first(
    given_: tuple[tuple[Revision, ...], QuizRule, Mapping[str, int]], seed: str
) -> None:
    bank, rule, seen = given_
    drawn = set(names_of(draw(bank, rule, seen, seed)))
    free = [seen.get(each, 0) for each in drawn - set(rule.must_include)]
    left = [seen.get(each, 0) for each in set(names_of(bank)) - drawn]
    assert max(free, default=0) <= min(left, default=99)


@given(banks(), st.data(), st.text(max_size=8))
def test_each_tag_has_so_many_as_the_rule_says(bank: tuple[Revision, ...], data: st.DataObject, seed: str) -> None:
    there = Counter(tag for each in bank for tag in each.question.tags)
    wanted = {tag: data.draw(st.integers(0, number)) for tag, number in there.items()}
    rule = QuizRule(draw=len(bank), pass_mark=80, from_tags=wanted)
    enough = QuizRule(draw=max(min(sum(wanted.values()), len(bank)), 1), pass_mark=80, from_tags=wanted)
    for each in (rule, enough):
        drawn = draw(bank, each, {}, seed)
        asked = Counter(tag for revision in drawn for tag in revision.question.tags)
        assert all(asked[tag] >= number for tag, number in wanted.items())


def test_a_bank_that_is_too_small_is_asked_whole() -> None:
    bank = tuple(question(number, ()) for number in range(3))
    assert sorted(names_of(draw(bank, QuizRule(10, 80), {}, "seed"))) == ["q-0", "q-1", "q-2"]


def test_what_must_be_asked_but_is_for_the_other_track_is_passed_over() -> None:
    bank = tuple(question(number, ()) for number in range(3))
    drawn = draw(bank, QuizRule(2, 80, must_include=("q-manager", "q-1")), {}, "seed")
    assert "q-1" in names_of(drawn)
    assert len(drawn) == 2


def test_the_order_is_not_that_of_the_bank() -> None:
    bank = tuple(question(number, ()) for number in range(6))
    orders = {tuple(names_of(draw(bank, QuizRule(6, 80), {}, str(seed)))) for seed in range(50)}
    assert len(orders) > 40


def test_a_draw_is_the_same_for_ever() -> None:
    bank = tuple(question(number, ()) for number in range(8))
    assert names_of(draw(bank, QuizRule(4, 80), {"q-1": 1}, "seed")) == FROZEN


FROZEN = ["q-4", "q-7", "q-3", "q-6"]
"""Attempts that are open when the server is updated must ask what they asked before."""
