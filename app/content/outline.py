"""module.yaml read: what a module is made of, before its lessons and questions are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from app.content.document import Document
from app.content.fields import Fields
from app.content.findings import Notes, nearest
from app.content.models import Feedback, QuizRule, Status
from app.questions.question import TRACKS, Path, Track

ICONS = ("handshake", "shield", "leaf", "people", "gear", "scale", "globe", "bed", "clock", "wave", "sun", "check")
FIELDS = (
    *("id", "status", "icon", "prerequisites", "tracks", "quiz", "assignment", "assignment_required"),
    *("certificate", "retired_ids"),
)
QUIZ = ("draw", "pass_mark", "attempts", "feedback", "must_include", "from", "minutes")


@dataclass(frozen=True)
class Outline:
    """The fields of module.yaml, typed, with the document for the places of later findings."""

    id: str
    status: Status
    icon: str
    prerequisites: tuple[str, ...]
    tracks: dict[Track, tuple[str, ...]]
    quiz: QuizRule | None
    assignment: str
    required: bool
    certificate: bool
    retired: tuple[str, ...]
    document: Document
    notes: Notes

    def error(self, path: Path, code: str, sentence: str, advice: str = "") -> None:
        """Note an error at a field of module.yaml."""
        self.notes.error(self.document.field(path), code, sentence, advice)

    def warning(self, path: Path, code: str, sentence: str, advice: str = "") -> None:
        """Note a warning at a field of module.yaml."""
        self.notes.warning(self.document.field(path), code, sentence, advice)


def read_outline(document: Document, notes: Notes, folder: str) -> Outline:
    """Read module.yaml of the module in `folder`."""
    fields = Fields(document, notes)
    fields.only(FIELDS)
    outline = Outline(
        id=fields.id("id"),
        status=cast("Status", fields.choice("status", ("draft", "published", "retired"), "published")),
        icon=fields.choice("icon", ICONS, "check"),
        prerequisites=fields.list("prerequisites"),
        tracks=_tracks(document, notes) if "tracks" in fields.found else {},
        quiz=_quiz(Fields(document, notes, ("quiz",))) if "quiz" in fields.found else None,
        assignment=fields.id("assignment", need=False),
        required=fields.switch("assignment_required"),
        certificate=fields.switch("certificate"),
        retired=fields.list("retired_ids"),
        document=document,
        notes=notes,
    )
    if "tracks" not in fields.found:
        fields.missing("tracks")
    if outline.id and outline.id != folder:
        fields.wrong("id", f"is `{outline.id}`, but the folder is `{folder}`", "make the two the same", "id-folder")
    return outline


def _tracks(document: Document, notes: Notes) -> dict[Track, tuple[str, ...]]:
    fields = Fields(document, notes, ("tracks",))
    for name in fields.found:
        if name not in TRACKS:
            notes.error(
                document.key(("tracks", name)),
                "unknown-track",
                f"there is no track `{name}`",
                nearest(name, TRACKS, "use worker, manager"),
            )
    return {track: fields.list(track) for track in TRACKS if track in fields.found}


def _quiz(fields: Fields) -> QuizRule:
    fields.only(QUIZ)
    attempts = None if fields.found.get("attempts") in (None, "unlimited") else fields.whole("attempts", 1, 100)
    return QuizRule(
        draw=fields.whole("draw", 1, 100),
        pass_mark=fields.whole("pass_mark", 1, 100),
        attempts=attempts,
        feedback=cast("Feedback", fields.choice("feedback", ("after_each", "at_end"), "after_each")),
        must_include=fields.list("must_include"),
        from_tags=_from(fields),
    )


def _from(fields: Fields) -> dict[str, int]:
    if "from" not in fields.found:
        return {}
    tags = Fields(fields.document, fields.notes, ("quiz", "from"))
    return {tag: tags.whole(tag, 1, 100) for tag in tags.found}
