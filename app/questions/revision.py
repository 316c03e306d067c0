"""One question as it stood at one moment, in all its languages: what an attempt pins and is marked against.

A revision is made from the author's text alone (the parsed YAML, every value still text), so it can be stored as JSON,
read back years later and marked exactly as it was, whatever has become of the file since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.questions.question import Answer, Question
from app.questions.types import question_from, translated

Raw = Mapping[str, Any]
"""A question as its author wrote it: keys and text, nested, nothing typed yet."""

RECIPE = "1"
"""The version of the recipe that makes a revision's id; raise it when the recipe changes, never change it in place."""


@dataclass(frozen=True)
class Revision:
    """A question with its key, and its words in each language that has them whole."""

    id: str
    source: str
    questions: Mapping[str, Question]
    document: str

    @property
    def question(self) -> Question:
        """The question in the language it was written in."""
        return self.questions[self.source]

    def in_language(self, chain: Sequence[str]) -> tuple[str, Question]:
        """Give the question in the first language of `chain` that has all of it; never a mixture of two."""
        language = next((each for each in chain if each in self.questions), self.source)
        return language, self.questions[language]

    def mark(self, answer: Answer) -> float:
        """Mark an answer, from 0.0 to 1.0. Typed words count when any language accepts them: learners may switch."""
        return max(question.mark(answer) for question in self.questions.values())


def revise(source: str, raw: Raw, translations: Mapping[str, Raw]) -> Revision:
    """Make the revision of a question. Raises pydantic.ValidationError where the text is no question."""
    document = json.dumps(
        {"source": source, "question": raw, "translations": dict(translations)},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return from_document(document)


def from_document(document: str) -> Revision:
    """Read a stored revision back."""
    stored = json.loads(document)
    question = question_from(stored["question"])
    questions = {stored["source"]: question}
    for language, words in stored["translations"].items():
        questions[language] = translated(question, words)
    digest = hashlib.sha256(document.encode()).hexdigest()[:32]
    accepting = {language: each.accepting(questions.values()) for language, each in questions.items()}
    return Revision(f"{RECIPE}:{digest}", stored["source"], accepting, document)
