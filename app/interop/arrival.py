"""One foreign question on its way in: its words read, and everything noted that gets lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.content.findings import Notes, Spot
from app.interop.markup import read_words
from app.interop.moodle import MoodleQuestion, Words
from app.questions.question import Path


@dataclass
class Arrival:
    """A question with the notes about it. `spots` says where the values of ours stand in the foreign file.

    `to_everybody` gathers what Moodle says only to those who are right; here everybody reads it. `unfit` is set where
    the question must be mended before it can be asked.
    """

    question: MoodleQuestion
    notes: Notes
    spots: dict[Path, Spot] = field(default_factory=dict)
    to_everybody: list[str] = field(default_factory=list)
    unfit: bool = False

    def words(self, words: Words) -> str:
        """Read words, on one line; note what their markup said that cannot be kept."""
        text, lost = read_words(words)
        for each in lost:
            self.warning(words.spot, "markup", f"{each} has no place in the words of a question", "it is left out")
        return text

    def warning(self, spot: Spot, code: str, sentence: str, advice: str) -> None:
        """Note what is lost, or is otherwise here."""
        self.notes.warning(spot, code, sentence, advice)

    def error(self, spot: Spot, code: str, sentence: str, advice: str) -> None:
        """Note what must be mended by a person before the question can be asked."""
        self.unfit = True
        self.notes.error(spot, code, sentence, advice)
