"""A sentence with gaps: where they stand in it, and what is wrong with their marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from app.questions.question import Mistake

GAP = re.compile(r"\[\[([a-z0-9][a-z0-9-]{0,47})\]\]")
BRACKETS = re.compile(r"\[\[[^\[\]]*\]?\]?|\]\]")
BLANK = "____"


def pieces(sentence: str) -> list[str]:
    """Take a sentence apart: text, gap id, text, gap id, text. Texts may be empty; there is one more of them."""
    return GAP.split(sentence)


def blanked(sentence: str) -> str:
    """Give the sentence as one writes it on paper, with a line for every gap."""
    return GAP.sub(BLANK, sentence)


def sentence_mistakes(sentence: str, gaps: Collection[str]) -> Iterator[Mistake]:
    """Say which gaps stand in the sentence alone, in the description alone, or twice, and which marks are broken."""
    found = pieces(sentence)[1::2]
    for broken in BRACKETS.findall(GAP.sub("", sentence)):
        yield Mistake(("ask",), "broken-gap", f"{broken!r} is no gap.", "Write [[word]] in small letters.")
    for gap in dict.fromkeys(found):
        if gap not in gaps:
            yield Mistake(
                ("ask",),
                "gap-undescribed",
                f"[[{gap}]] is in the sentence, but not under `gaps:`.",
                f"Add `{gap}:` there, or use one of: {', '.join(gaps)}.",
            )
        if found.count(gap) > 1:
            yield Mistake(("ask",), "gap-twice", f"[[{gap}]] stands twice.", "Keep one, or give the other a new name.")
    for gap in gaps:
        if gap not in found:
            yield Mistake(
                ("ask",),
                "gap-missing",
                f"The sentence has no [[{gap}]].",
                f"Write [[{gap}]] where the gap is, or take it out of `gaps:`.",
            )
