"""The course as its authors wrote it, frozen: Library > Module > Lesson, each with its words in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.content.body import Meaning
from app.content.findings import Finding
from app.content.pieces import Piece
from app.content.texts import AssignmentText, LessonText, ModuleText, first_text
from app.i18n import direction_of
from app.questions.question import Purpose, Track
from app.questions.revision import Revision

__all__ = [
    "Assignment",
    "AssignmentText",
    "Commit",
    "Course",
    "Fact",
    "Feedback",
    "Lesson",
    "LessonText",
    "Library",
    "Module",
    "ModuleText",
    "Place",
    "QuizRule",
    "Status",
    "Term",
    "Track",
]

Status = Literal["draft", "published", "retired"]
Feedback = Literal["after_each", "at_end"]


@dataclass(frozen=True)
class Lesson:
    """One idea, a few minutes long. `hash` is that of the source words; `revision` asks for a second reading."""

    id: str
    audience: tuple[Track, ...]
    minutes: int
    revision: int
    hash: str
    texts: Mapping[str, LessonText]

    def text(self, chain: Sequence[str], drafts: bool = False) -> LessonText:
        """Give the words in the first language of `chain` that has them; a whole lesson, never a mixture."""
        return first_text(self.texts, chain, drafts)


@dataclass(frozen=True)
class Assignment:
    """The task at work that goes with a module."""

    id: str
    required: bool
    minutes: int
    texts: Mapping[str, AssignmentText]

    def text(self, chain: Sequence[str], drafts: bool = False) -> AssignmentText:
        """Give the words in the first language of `chain` that has them."""
        return first_text(self.texts, chain, drafts)


@dataclass(frozen=True)
class QuizRule:
    """How a quiz is drawn and passed. `pass_mark` is in per cent; `attempts` None means as many as one likes.

    `from_tags` says how many questions at least come from each tag.
    """

    draw: int
    pass_mark: int
    attempts: int | None = None
    feedback: Feedback = "after_each"
    must_include: tuple[str, ...] = ()
    from_tags: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where a question was taught: a lesson and the id of a heading in it ("" for its top)."""

    lesson: str
    anchor: str


@dataclass(frozen=True)
class Module:
    """One module: its lessons by id, its bank of questions by id, and which lessons each track reads in which order.

    `figures` holds the pictures of questions as safe HTML by (question id, language). `stale` holds (question id,
    language) of translations older than their source, `pieces` the state of every translation. `revision` is a hash of
    all the author's words and keys: it changes when anything a learner sees or is marked by does.
    """

    id: str
    status: Status
    icon: str
    prerequisites: tuple[str, ...]
    tracks: Mapping[Track, tuple[str, ...]]
    quiz: QuizRule | None
    assignment: Assignment | None
    certificate: bool
    texts: Mapping[str, ModuleText]
    lessons: Mapping[str, Lesson]
    bank: Mapping[str, Revision]
    figures: Mapping[tuple[str, str], str]
    stale: frozenset[tuple[str, str]]
    revision: str
    pieces: tuple[Piece, ...] = ()

    def text(self, chain: Sequence[str], drafts: bool = False) -> ModuleText:
        """Give the words in the first language of `chain` that has them."""
        return first_text(self.texts, chain, drafts)

    def lessons_of(self, track: Track) -> tuple[Lesson, ...]:
        """Give the lessons of a track in its order; none where the module has no such track."""
        return tuple(self.lessons[each] for each in self.tracks.get(track, ()))

    def minutes(self, track: Track) -> int:
        """Add up the minutes of a track's lessons."""
        return sum(lesson.minutes for lesson in self.lessons_of(track))

    def pool(self, track: Track) -> tuple[Revision, ...]:
        """Give the questions that a quiz of this track may draw: marked, not retired, written for it, in file order."""
        return self._asked(track, "mark")

    def survey(self, track: Track) -> tuple[Revision, ...]:
        """Give the questions that are asked without a name when the module is finished, in file order."""
        return self._asked(track, "survey")

    def _asked(self, track: Track, purpose: Purpose) -> tuple[Revision, ...]:
        questions = ((each, each.question) for each in self.bank.values())
        return tuple(
            revision
            for revision, each in questions
            if purpose == each.PURPOSE and track in each.audience and not each.retired
        )

    def place(self, question: str, chain: Sequence[str]) -> Place | None:
        """Find where a question was taught: the section that checks it, else the top of the lesson it points to."""
        revision = self.bank.get(question)
        seen = revision.question.see if revision else None
        for lesson in self._likely_lessons(seen):
            for check in lesson.text(chain).checks:
                if check.question == question:
                    return Place(lesson.id, check.anchor)
        return Place(seen, "") if seen else None

    def _likely_lessons(self, first: str | None) -> Iterator[Lesson]:
        if first and first in self.lessons:
            yield self.lessons[first]
        yield from (lesson for lesson in self.lessons.values() if lesson.id != first)


@dataclass(frozen=True)
class Course:
    """The languages of the course, each with the languages to fall back on, and the one that authors write in."""

    source: str
    languages: Mapping[str, tuple[str, ...]]

    def chain(self, language: str) -> tuple[str, ...]:
        """Give the languages to look words up in: ("mfe", "fr", "en"). An unknown language has the source alone."""
        known = (language, *self.languages[language]) if language in self.languages else ()
        return tuple(dict.fromkeys((*known, self.source)))

    def direction(self, language: str) -> Literal["ltr", "rtl"]:
        """Say in which direction a language is written."""
        return direction_of(language)


@dataclass(frozen=True)
class Term:
    """A glossary entry with its words by language."""

    id: str
    texts: Mapping[str, Meaning]


@dataclass(frozen=True)
class Fact:
    """A fact from outside with its source. `texts` holds the sentence by language; `checked` is a date, YYYY-MM-DD."""

    id: str
    texts: Mapping[str, str]
    source: str
    year: str
    checked: str
    standing: Literal["read", "general"]
    number: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Commit:
    """A commit of the trainers' repository. Of a folder that was checked out by others, only the id is known."""

    id: str
    at: datetime | None = None
    author: str = ""
    subject: str = ""

    @property
    def short(self) -> str:
        """The id as people write it."""
        return self.id[:10]


@dataclass(frozen=True)
class Library:
    """Everything that trainers wrote, and every finding about it. `revision` changes when anything in it does.

    `refused` names the modules that errors keep from being shown as written. `commit` is where the files come from,
    and `commits` where each module comes from: a refused one stays as it was in an older commit.
    """

    course: Course
    modules: Mapping[str, Module]
    glossary: Mapping[str, Term]
    facts: Mapping[str, Fact]
    findings: tuple[Finding, ...]
    revision: str
    refused: frozenset[str] = frozenset()
    commit: Commit | None = None
    commits: Mapping[str, str] = field(default_factory=dict)

    def commit_of(self, module_id: str) -> str:
        """Give the id of the commit that a module comes from, "" where it comes from no repository."""
        return self.commits.get(module_id, "")

    @property
    def published(self) -> tuple[Module, ...]:
        """The modules that learners see, in the order of the course."""
        return tuple(each for each in self.modules.values() if each.status == "published")

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep a module, or a translation, from being shown as written."""
        return tuple(each for each in self.findings if each.severity == "error")

    def chain(self, language: str) -> tuple[str, ...]:
        """Give the languages to look words up in, the wanted one first."""
        return self.course.chain(language)

    def prerequisites(self, module: Module) -> tuple[Module, ...]:
        """Give the modules to finish first, of those that learners can see at all."""
        return tuple(each for each in self.published if each.id in module.prerequisites)
