"""What is wrong with the content, where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


class Spot(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


TOP = Spot(1, 1)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing for an author to mend. `file` is relative to the content directory; lines and columns count from 1."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    subject: str
    sentence: str
    advice: str

    def __str__(self) -> str:
        subject = f" {self.subject}" if self.subject else ""
        advice = f" -> {self.advice}" if self.advice else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} [{self.code}]{subject}: {self.sentence}{advice}"


@dataclass
class Notes:
    """Collects the findings about one file. `subject` names a lesson or question; `text` is the file as read."""

    file: str
    subject: str = ""
    found: list[Finding] = field(default_factory=list)
    text: str = ""

    def error(self, spot: Spot, code: str, sentence: str, advice: str = "", subject: str | None = None) -> None:
        """Note what keeps this file from being shown as written."""
        self._add("error", spot, code, sentence, advice, subject)

    def warning(self, spot: Spot, code: str, sentence: str, advice: str = "", subject: str | None = None) -> None:
        """Note what would be better otherwise."""
        self._add("warning", spot, code, sentence, advice, subject)

    @property
    def broken(self) -> bool:
        """Whether there is an error among the findings."""
        return any(each.severity == "error" for each in self.found)

    def about(self, subject: str) -> Notes:
        """Give notes that go to the same list and name another subject."""
        return Notes(self.file, subject, self.found)

    def _add(self, severity: Severity, spot: Spot, code: str, sentence: str, advice: str, subject: str | None) -> None:
        named = self.subject if subject is None else subject
        self.found.append(Finding(self.file, spot.line, spot.column, severity, code, named, sentence, advice))


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Advise the known word that looks most like this one: "did you mean `minutes`?"."""
    close = get_close_matches(word, list(known), 1, 0.6)
    return f"did you mean `{close[0]}`?" if close else otherwise
