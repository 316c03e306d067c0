"""A module's tracks, its quiz rule and its ids."""

from __future__ import annotations

from collections import Counter

from app.content.bank import tagged
from app.content.draft import Draft
from app.content.fields import whole_number
from app.content.findings import TOP, Notes, nearest
from app.content.models import QuizRule
from app.questions.question import Path, Track

LONGEST_TRACK = 60
"""Minutes of reading that one track should not pass."""


def check_module(draft: Draft) -> None:
    """Check what module.yaml says against the files there are."""
    for track, ids in draft.outline.tracks.items():
        _check_track(draft, track, ids)
    _check_placed(draft)
    _check_retired(draft)
    _check_assignment(draft)
    _check_unused(draft)
    if draft.outline.certificate and not draft.outline.quiz:
        advice = "write a `quiz:`, or `certificate: no`"
        draft.outline.warning(("certificate",), "no-quiz", "a certificate is given without any quiz", advice)
    if draft.outline.quiz and draft.bank.readable:
        _check_quiz(draft, draft.outline.quiz)


def _check_track(draft: Draft, track: Track, ids: tuple[str, ...]) -> None:
    outline, path = draft.outline, ("tracks", track)
    for number, ident in enumerate(ids):
        pages = draft.lessons.get(ident)
        if not pages:
            advice = nearest(ident, draft.lessons, f"write lessons/{ident}.{draft.source}.md")
            outline.error((*path, number), "unknown-lesson", f"there is no lesson `{ident}`", advice)
        elif track not in pages.audience:
            outline.error(
                (*path, number), "track-audience", f"`{ident}` is not for {track}s", "change its audience or the track"
            )
        if ident in ids[:number]:
            outline.error((*path, number), "id-twice", f"`{ident}` stands twice in the track", "keep one of the two")
    if not ids:
        outline.error(path, "track-empty", f"the track for {track}s has no lessons", "name some, or remove the track")
    minutes = sum(_minutes(draft, ident) for ident in ids)
    if minutes > LONGEST_TRACK:
        outline.warning(path, "track-long", f"{minutes} minutes are more than {LONGEST_TRACK}", "split the module")


def _minutes(draft: Draft, ident: str) -> int:
    page = draft.lessons[ident].source(draft.source) if ident in draft.lessons else None
    given = page.fields.found.get("minutes", "") if page else ""
    return whole_number(given) or 0


def _check_placed(draft: Draft) -> None:
    placed = {ident for ids in draft.outline.tracks.values() for ident in ids}
    for ident, pages in draft.lessons.items():
        page = pages.source(draft.source)
        if page and ident not in placed:
            spot = page.sheet.front.at(("id",))
            page.sheet.notes.warning(
                spot, "lesson-unplaced", "no track has this lesson", "add it to a track in module.yaml"
            )


def _check_unused(draft: Draft) -> None:
    """Say which pictures nobody sees; one whose name only lacks its language follows the picture it belongs to."""
    for name in draft.pictures.unused():
        stem, _, end = name.rpartition(".")
        own = f"{stem.rpartition('.')[0]}.{end}"
        if own not in draft.pictures.made:
            notes = draft.pictures.notes[name] = Notes(f"{draft.folder.file}/media/{name}", name)
            notes.warning(TOP, "picture-unused", "no lesson or question shows this picture", "show it, or remove it")


def _check_retired(draft: Draft) -> None:
    for number, ident in enumerate(draft.outline.retired):
        if ident in draft.bank.ids or ident in draft.lessons or ident == draft.outline.assignment:
            draft.outline.error(
                ("retired_ids", number),
                "retired-id",
                f"`{ident}` is retired, but used again",
                "give the new one another id",
            )


def _check_assignment(draft: Draft) -> None:
    page = draft.assignment.source(draft.source)
    named = draft.outline.assignment
    if named and not page and f"{draft.folder.file}/assignment.{draft.source}.md" not in draft.folder.notes:
        name = f"assignment.{draft.source}.md"
        draft.outline.error(("assignment",), "no-file", f"there is no {name}", "write it, or remove `assignment`")
    if page and not named:
        spot = page.sheet.front.at(("id",))
        page.sheet.notes.warning(
            spot, "unused-assignment", "module.yaml does not name this task", "write `assignment: ...` there"
        )


def _check_quiz(draft: Draft, quiz: QuizRule) -> None:
    outline = draft.outline
    for number, ident in enumerate(quiz.must_include):
        _check_must(draft, ("quiz", "must_include", number), ident)
    if len(quiz.must_include) > quiz.draw:
        sentence = f"`must_include` names more than {quiz.draw} questions"
        outline.error(("quiz", "must_include"), "must-too-many", sentence, "raise `draw`, or name fewer")
    _check_critical(draft, quiz)
    for track in outline.tracks:
        _check_draw(draft, quiz, track)
    if sum(quiz.from_tags.values()) > quiz.draw:
        outline.error(
            ("quiz", "from"), "from-too-many", f"the tags ask for more than {quiz.draw} questions", "raise `draw`"
        )
    for tag in quiz.from_tags:
        if tag not in set(tagged(draft.bank)):
            advice = nearest(tag, set(tagged(draft.bank)), "remove it")
            draft.outline.notes.error(
                outline.document.key(("quiz", "from", tag)), "unknown-tag", f"no question has the tag `{tag}`", advice
            )


def _check_must(draft: Draft, path: Path, ident: str) -> None:
    written = draft.bank.questions.get(ident)
    if ident not in draft.bank.ids:
        advice = nearest(ident, draft.bank.ids, "remove it")
        draft.outline.error(path, "unknown-question", f"there is no question `{ident}`", advice)
    elif written and written.question.retired:
        draft.outline.error(path, "retired-question", f"`{ident}` is retired", "name another question")
    elif written and written.question.PURPOSE != "mark":
        sentence = f"`{ident}` is a {written.question.type}, which no quiz asks"
        draft.outline.error(path, "never-marked", sentence, "remove it")


def _check_critical(draft: Draft, quiz: QuizRule) -> None:
    """What must be right to pass protects nobody who is not asked it."""
    for ident, written in draft.bank.questions.items():
        if written.question.critical and ident not in quiz.must_include and not written.question.retired:
            advice = f"add `{ident}` to `must_include` in module.yaml"
            draft.bank.warning(ident, ("critical",), "critical-left-out", "one may pass without being asked it", advice)


def _check_draw(draft: Draft, quiz: QuizRule, track: Track) -> None:
    questions = [each.question for each in draft.bank.questions.values()]
    pool = [each for each in questions if each.PURPOSE == "mark" and track in each.audience and not each.retired]
    draw, size = ("quiz", "draw"), f"there are {len(pool)} questions for {track}s"
    if quiz.draw > len(pool):
        draft.outline.error(
            draw, "draw-too-many", f"{size}, {quiz.draw} are drawn", "write more questions or draw fewer"
        )
    elif len(pool) < 2 * quiz.draw:
        draft.outline.warning(draw, "bank-small", f"{size}, {quiz.draw} are drawn", "a second try needs twice as many")
    tags = Counter(tag for each in pool for tag in each.tags)
    for tag, wanted in quiz.from_tags.items():
        if 0 < tags[tag] < wanted:
            sentence = f"only {tags[tag]} questions for {track}s have the tag `{tag}`"
            draft.outline.error(("quiz", "from", tag), "from-too-many", sentence, "ask for fewer, or tag more")
