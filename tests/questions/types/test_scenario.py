from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from app.questions.question import Form, Unfinished, Unreadable
from app.questions.types.scenario.question import Scenario, Shown
from tests.questions.bank import SCENARIO, Raw, changed, codes


def scenario(**fields: Any) -> Scenario:
    question = changed(SCENARIO, **fields)
    assert isinstance(question, Scenario)
    return question


def edited(path: str, value: Any) -> Raw:
    """Give the story with one value written otherwise; None takes it out."""
    raw = deepcopy(SCENARIO)
    *above, last = path.split(".")
    place = raw
    for step in above:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return raw


def choose(shown: Shown, text: str) -> Form:
    number = next(line.number for line in shown.lines if line.text == text)
    path = {f"step-{place}": [str(chosen)] for place, chosen in enumerate((*shown.path, number), start=1)}
    return {**path, "at": [str(shown.number)]}


def next_step(question: Scenario, form: Form) -> Shown:
    with pytest.raises(Unfinished) as pause:
        question.read(form, "s")
    shown = pause.value.shown
    assert isinstance(shown, Shown)
    return shown


def test_the_story_is_told_step_by_step() -> None:
    question = scenario()
    first = question.present("s")
    assert (first.number, first.say, first.path, first.told) == (1, "The guard is off. What do you do?", (), ())
    second = next_step(question, choose(first, "Work on with care"))
    assert (second.number, second.say) == (2, "Somebody is hurt. What now?")
    assert [(each.done, each.why) for each in second.told] == [("Work on with care", "Care replaces no guard.")]
    third = next_step(question, choose(second, "Fit the guard"))
    assert third.number == 3
    assert question.read(choose(third, "Ask the team why"), "s") == ["klater", "kfit", "kask"]


def test_an_end_may_come_early() -> None:
    question = scenario()
    second = next_step(question, choose(question.present("s"), "Work on with care"))
    assert question.read(choose(second, "Wait until the evening"), "s") == ["klater", "kwait"]


def test_a_step_without_a_choice_is_shown_again() -> None:
    question = scenario()
    second = next_step(question, choose(question.present("s"), "Stop the press"))
    form = {"step-1": [str(second.path[0])], "at": ["2"]}
    with pytest.raises(Unreadable) as caught:
        question.read(form, "s")
    assert (caught.value.problem, caught.value.shown) == ("choose-one", second)


def test_another_choice_after_going_back_leads_another_way() -> None:
    """The form of the first step holds nothing of what was chosen later."""
    question = scenario()
    first = question.present("s")
    assert next_step(question, choose(first, "Work on with care")).say.startswith("Somebody")
    assert next_step(question, choose(first, "Stop the press")).say.startswith("The guard is on")


@pytest.mark.parametrize(
    ("way", "mark"),
    [
        (["kstop", "kask"], 1.0),
        (["kstop", "kwarn"], 0.5),
        (["klater", "kfit", "kask"], 0.75),
        (["klater", "kwait"], 0.0),
        (["kstop"], 0.0),
        (["kask"], 0.0),
        (["kstop", "kask", "kask"], 0.0),
        (["klater", "kask"], 0.0),
        ([], 0.0),
        ("kstop", 0.0),
        ([["kstop"], "kask"], 0.0),
    ],
)
def test_marks_the_points_on_the_way_as_a_share_of_the_best_way(way: Any, mark: float) -> None:
    assert scenario().mark(way) == mark


def test_the_best_way_is_the_one_with_most_points_whatever_its_length() -> None:
    raw = edited("steps.khurt.choices.kfit.points", "9")
    question = scenario(steps=raw["steps"])
    assert question.right_answer() == ["klater", "kfit", "kask"]
    assert question.mark(["kstop", "kask"]) == 4 / 11


def test_twenty_steps_that_meet_again_are_marked_at_once() -> None:
    """Ways double with every step: a million of them must not be walked one by one."""
    steps = {
        f"k{number}": {
            "say": f"Step {number}",
            "choices": {
                "ka": {"text": "One", "points": "1"} | ({"then": f"k{number + 1}"} if number < 19 else {}),
                "kb": {"text": "Other", "why": "No."} | ({"then": f"k{number + 1}"} if number < 19 else {}),
            },
        }
        for number in range(20)
    }
    question = scenario(start="k0", steps=steps)
    assert question.mark(["ka"] * 20) == 1.0
    assert question.mark(["ka", "kb"] * 10) == 0.5
    assert codes(question) == []


def test_review_shows_the_way_with_its_reasons_and_the_best_choices() -> None:
    shown = scenario().review(["klater", "kwait"], "s")
    assert [step.say for step in shown.steps] == ["The guard is off. What do you do?", "Somebody is hurt. What now?"]
    assert {line.text: (line.chosen, line.right) for line in shown.steps[0].lines} == {
        "Stop the press": (False, True),
        "Work on with care": (True, False),
    }


def test_review_says_of_a_choice_that_earns_less_than_the_best_that_it_is_partly_right() -> None:
    def partly(question: Scenario) -> dict[str, bool]:
        return {
            each.text: each.partly for step in question.review(["klater", "kwait"], "s").steps for each in step.lines
        }

    assert not any(partly(scenario()).values())
    raw = edited("steps.khurt.choices.kwait.points", "1")
    assert [text for text, is_partly in partly(scenario(steps=raw["steps"])).items() if is_partly] == [
        "Wait until the evening"
    ]


def test_review_without_an_answer_shows_the_best_way() -> None:
    shown = scenario().review(None, "s")
    assert [step.say for step in shown.steps] == [SCENARIO["steps"][key]["say"] for key in ("kfound", "kafter")]
    assert not any(line.chosen for step in shown.steps for line in step.lines)


STOP = "steps.kfound.choices.kstop"


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("ask", "The guard", []),
        ("start", "kfund", [("start", "unknown-step")]),
        (f"{STOP}.then", "kaftr", [(f"{STOP}.then", "unknown-step")]),
        (f"{STOP}.then", "kfound", [(f"{STOP}.then", "loop")]),
        (
            "steps.kafter.choices.kask.then",
            "khurt",
            [("steps.khurt.choices.kfit.then", "loop"), ("steps.kafter.choices.kask.then", "loop")],
        ),
        ("steps.kfound.choices.klater.then", None, [("steps.khurt", "unreachable-step")]),
        (f"{STOP}.text", "work on  with CARE", [("steps.kfound.choices.klater.text", "same-texts")]),
        ("steps.kafter.choices.kwarn.why", None, [("steps.kafter.choices.kwarn", "no-why")]),
        ("why", {"kstop": "No."}, [("why.kstop", "unused-why")]),
    ],
)
def test_mistakes(path: str, value: Any, found: list[tuple[str, str]]) -> None:
    assert codes(scenario(**edited(path, value))) == found


def test_a_story_that_goes_round_has_no_end() -> None:
    steps = deepcopy(SCENARIO["steps"])
    for key in ("kask", "kwarn"):
        steps["kafter"]["choices"][key]["then"] = "kfound"
    steps["khurt"]["choices"]["kwait"]["then"] = "kfound"
    assert ("steps", "no-end") in codes(scenario(steps=steps))


def test_a_story_in_which_nothing_can_be_earned() -> None:
    steps = deepcopy(SCENARIO["steps"])
    for step in steps.values():
        for choice in step["choices"].values():
            choice.pop("points", None)
    question = scenario(steps=steps)
    assert codes(question) == [("steps", "no-points")]
    assert question.mark(["kstop", "kask"]) == 0.0
