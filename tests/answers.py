"""Right and wrong answers to any question, and the forms in which a browser sends them."""

from __future__ import annotations

from app.questions.question import Answer, Form, Question
from app.questions.types.cloze.question import Cloze, Gap
from app.questions.types.match.question import Match
from app.questions.types.multiple.question import Multiple
from app.questions.types.number.question import Number
from app.questions.types.order.question import Order
from app.questions.types.scenario.question import Scenario
from app.questions.types.single.question import Single
from app.questions.types.text.question import Text
from app.questions.types.truefalse.question import SIDES, TrueFalse


def right_answer(question: Question) -> Answer:
    """Give an answer that earns all points."""
    return question.right_answer()


def wrong_answer(question: Question) -> Answer:
    """Give an answer that earns nothing."""
    match question:
        case Single():
            return next(key for key in question.options if key != question.answer)
        case TrueFalse():
            return next(side for side in SIDES if side != question.answer)
        case Multiple():
            return [key for key in question.options if key not in question.answer]
        case Number():
            return str(question.answer + 100)
        case Text():
            return "something else"
        case Order():
            return list(reversed(question.items))
        case Match():
            keys = list(question.pairs)
            return dict(zip(keys, [*keys[1:], keys[0]], strict=True))
        case Cloze():
            return {name: wrong_filling(gap) for name, gap in question.gaps.items()}
        case Scenario():
            return worst_way(question)
    raise AssertionError(f"no wrong answer known for {question.type}")


def wrong_filling(gap: Gap) -> str:
    """Give what fills a gap wrongly."""
    return next((key for key in gap.options if key != gap.answer), "something else")


def worst_way(question: Scenario) -> list[str]:
    """Give the way on which each choice earns the least by itself."""
    way: list[str] = []
    step: str | None = question.start
    while step is not None:
        choices = question.steps[step].choices
        way.append(min(choices, key=lambda key: choices[key].points))
        step = choices[way[-1]].then
    return way


def form_of(question: Question, answer: Answer, seed: str) -> Form:
    """Give the form that a browser sends for an answer in the attempt of this seed."""
    return question.fill(answer, seed)
