"""The mistakes in a question's words that several types share. Each is told at the field where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from app.questions.question import Mistake, Path, Question

NEGATIVE = re.compile(r"\b(?:[Nn]ot|[Nn]ever|[Ee]xcept)\b|\b\w+n['\u2019]t\b")
CATCH_ALL = re.compile(
    r"\b(?:all|none|both|neither|any) of (?:the above|the others|these|them)\b|"
    r"\b(?:toutes|aucune|tous|aucun) (?:de )?(?:ces|les) (?:réponses|choix)\b|\bci-dessus\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

FAR_LONGER = 1.4
FAR_LONGER_CHARACTERS = 20


def picture_mistakes(question: Question) -> Iterator[Mistake]:
    """Say whether picture and description come together."""
    if question.image and not question.alt:
        yield Mistake(
            ("image",),
            "image-without-alt",
            "The picture has no words for people who cannot see it.",
            "Add `alt:` with one sentence that says what the picture shows.",
        )
    if question.alt and not question.image:
        yield Mistake(
            ("alt",),
            "alt-without-image",
            "`alt` describes a picture, but there is none.",
            "Add `image:`, or take out `alt:`.",
        )


def unused_why(question: Question) -> Iterator[Mistake]:
    """Say that this type shows no `why`, where one is written."""
    for key in question.why:
        yield Mistake(
            ("why", key),
            "unused-why",
            f"A question of type {question.type} has no wrong options to explain.",
            "Move these words to `explain:`.",
        )


def always_shuffled(question: Question) -> Iterator[Mistake]:
    """Say that the author's order would be the right answer, where shuffling is switched off."""
    if not question.shuffle:
        yield Mistake(
            ("shuffle",),
            "always-shuffled",
            "Without shuffling, the lines would stand as in the right answer, so they are shuffled all the same.",
            "Take out `shuffle:`.",
        )


def same_texts(texts: Iterable[tuple[Path, str]]) -> Iterator[Mistake]:
    """Say which of the texts only repeat an earlier one, but for case and spaces."""
    seen: dict[str, str] = {}
    for path, text in texts:
        folded = " ".join(text.casefold().split())
        if folded in seen:
            yield Mistake(
                path, "same-texts", f"Two lines say the same: {seen[folded]!r}.", "Change or take out one of them."
            )
        seen.setdefault(folded, text)


def why_mistakes(question: Question, wrong: Iterable[str], right: Iterable[str]) -> Iterator[Mistake]:
    """Compare the keys of `why` with the keys of the wrong options and of the right ones."""
    wrong, right = tuple(wrong), tuple(right)
    for key in question.why:
        if key in right:
            yield Mistake(
                ("why", key),
                "why-of-right",
                f"{key!r} is right: its `why` is never shown.",
                "Move it to `explain:`.",
                "warning",
            )
        elif key not in wrong:
            yield Mistake(
                ("why", key),
                "unknown-why",
                f"`why` explains {key!r}, but there is no such option.",
                f"Use one of: {', '.join(wrong)}.",
            )


def unexplained(question: Question, wrong: Mapping[str, Path]) -> Iterator[Mistake]:
    """Say which wrong options, given with their places, have no `why`."""
    for key, path in wrong.items():
        if key not in question.why:
            yield Mistake(
                path,
                "no-why",
                f"Who chooses {key!r} is not told why it is wrong.",
                f"Add a line `{key}:` under `why:`.",
                "warning",
            )


def negative_ask(question: Question) -> Iterator[Mistake]:
    """Say that the question asks for what is not so, unless NOT is in capitals. A story before it may use any word."""
    found = NEGATIVE.search(SENTENCE_END.split(question.ask.strip())[-1])
    if found:
        yield Mistake(
            ("ask",),
            "negative-ask",
            f"The question turns on {found.group()!r}, which is easily missed.",
            "Ask the other way round, or write NOT in capitals.",
            "warning",
        )


def catch_all(options: Mapping[str, str]) -> Iterator[Mistake]:
    """Say which options speak about the other options, which move when they are shuffled."""
    for key, text in options.items():
        if CATCH_ALL.search(text):
            yield Mistake(
                ("options", key),
                "catch-all",
                "An option about the other options tests reading, not knowing.",
                "Write a real option, or use type: multiple.",
                "warning",
            )


def far_longest(options: Mapping[str, str], right: Iterable[str]) -> Iterator[Mistake]:
    """Say that the longest option is a right one by far, which gives it away."""
    right = tuple(right)
    longest = max(right, key=lambda key: len(options[key]), default="")
    length = max((len(text) for key, text in options.items() if key not in right), default=0)
    extra = len(options.get(longest, "")) - length
    if length and extra > FAR_LONGER_CHARACTERS and extra > (FAR_LONGER - 1) * length:
        yield Mistake(
            ("options", longest),
            "longest-answer",
            "The right answer is far longer than the wrong ones, which gives it away.",
            "Shorten it, or make the wrong ones as full.",
            "warning",
        )
