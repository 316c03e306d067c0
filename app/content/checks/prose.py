"""How hard a text is to read: long sentences, and the grade that two usual formulas give.

Both formulas count letters, words and sentences. They are made for English, and say little about short texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.content.compose import Paragraph
from app.content.findings import Spot
from app.content.lessons import Page

LONGEST = 25
"""Words in a sentence."""
HARDEST = 7.0
"""The school grade that a lesson should not pass."""
ENOUGH = 100
"""Words from which on a grade means something."""
WORD = re.compile(r"\w[\w'’.,-]*\w|\w")
END = re.compile(r"(?:(?<=[.!?:])|(?<=[.!?:][\"”’)]))\s+")
LETTER = re.compile(r"\w")


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def grades(words: int, letters: int, sentences: int) -> tuple[float, float]:
    """Give the Automated Readability Index and the Coleman-Liau Index, both as US school grades."""
    index = 4.71 * letters / words + 0.5 * words / sentences - 21.43
    liau = 0.0588 * (100 * letters / words) - 0.296 * (100 * sentences / words) - 15.8
    return index, liau


def check_prose(page: Page) -> None:
    """Warn of sentences over 25 words in fields and body, and of an English text above grade 7."""
    for name in ("title", "goal", "summary"):
        count = longest(str(page.fields.found.get(name, "")))
        if count > LONGEST:
            page.sheet.notes.warning(page.sheet.front.at((name,)), *long_sentence(count))
    found = [(sentence, each) for each in page.made.paragraphs if each.sentence for sentence in sentences(each.words)]
    for sentence, paragraph in found:
        count = words_in(sentence)
        if count > LONGEST:
            spot = place(page, paragraph, sentence)
            page.sheet.notes.warning(spot, *long_sentence(count))
    if page.language == "en" and found:
        _check_grade(page, [sentence for sentence, _ in found])


def long_sentence(count: int) -> tuple[str, str, str]:
    """Give the code, the sentence and the advice about a sentence of so many words."""
    return "long-sentence", f"this sentence has {count} words", "make two of it"


def longest(text: str) -> int:
    """Count the words of the longest sentence."""
    return max(map(words_in, sentences(text)), default=0)


def _check_grade(page: Page, found: list[str]) -> None:
    words = sum(map(words_in, found))
    letters = sum(len(LETTER.findall(sentence)) for sentence in found)
    if words < ENOUGH:
        return
    index, liau = grades(words, letters, len(found))
    if max(index, liau) > HARDEST:
        sentence = f"the text is hard to read (ARI {index:.1f}, Coleman-Liau {liau:.1f})"
        page.sheet.notes.warning(
            page.sheet.front.at(("title",)), "hard-to-read", sentence, "use shorter words and sentences"
        )


def sentences(text: str) -> Iterator[str]:
    """Cut a paragraph into sentences."""
    for sentence in END.split(text):
        if LETTER.search(sentence):
            yield sentence


def place(page: Page, paragraph: Paragraph, sentence: str) -> Spot:
    """Find where a sentence begins, by its first words as they stand in the file."""
    sheet = page.sheet
    lines = sheet.body.split("\n")[paragraph.first : paragraph.last]
    first = WORD.findall(sentence)[:3]
    for count in range(len(first), 0, -1):
        found = re.search(r"[\s*_>]+".join(map(re.escape, first[:count])), "\n".join(lines))
        if found:
            above = "\n".join(lines)[: found.start()]
            return Spot(sheet.line + paragraph.first + above.count("\n"), found.start() - (above.rfind("\n") + 1) + 1)
    return Spot(sheet.line + paragraph.first, 1)
