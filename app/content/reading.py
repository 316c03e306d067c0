"""How long a lesson is and how hard to read, from what is shown: for the trainers' preview."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from app.content.body import Box, Html, Part
from app.content.checks.prose import ENOUGH, LETTER, grades, sentences, words_in
from app.content.texts import LessonText

PASSAGE = re.compile(r"<(p|li)\b[^>]*>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Reading:
    """Words, and words a sentence; `grades` are the ARI and the Coleman-Liau index, None where they say nothing."""

    words: int
    words_a_sentence: float
    grades: tuple[float, float] | None


def reading(text: LessonText) -> Reading:
    """Measure a lesson. The two grades are made for English, and say little under a hundred words."""
    found = [sentence for passage in _passages(text.parts) for sentence in sentences(passage)]
    words, letters = sum(map(words_in, found)), sum(len(LETTER.findall(each)) for each in found)
    known = text.language == "en" and words >= ENOUGH
    return Reading(words, words / max(len(found), 1), grades(words, letters, len(found)) if known else None)


def _passages(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Html):
            yield from (unescape(TAG.sub("", words)) for _, words in PASSAGE.findall(part.html))
        elif isinstance(part, Box):
            yield from _passages(part.parts)
