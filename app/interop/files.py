"""Whole files of questions: which of the two formats one is in, reading it, writing it."""

from __future__ import annotations

from collections.abc import Collection

from app.content.findings import TOP, Notes, Spot
from app.interop.gift.reader import read_gift
from app.interop.gift.writer import write_gift
from app.interop.inward import Carried, inward
from app.interop.losses import GIFT, MOODLE_XML, Format
from app.interop.moodle import MoodleBank
from app.interop.moodle_xml.reader import read_xml
from app.interop.moodle_xml.writer import write_xml

LARGEST = 20_000_000
"""Bytes; pictures inside Moodle's files make them large, and they are read into memory."""
MOST = 5000
"""Questions that are read from one file."""

FORMATS = {"gift": GIFT, "moodle-xml": MOODLE_XML}
"""The formats by the names that people choose them by."""
BEGINNINGS = (b"<?xml", b"<quiz", b"<question", b"<!doctype", b"<!--")


def written(bank: MoodleBank, form: Format) -> str:
    """Write a bank in a format."""
    return write_gift(bank) if form is GIFT else write_xml(bank)


def read_questions(raw: bytes, notes: Notes, taken: Collection[str], form: Format | None = None) -> list[Carried]:
    """Read a foreign file as our questions; without a format, in the one that it seems to be in.

    Never raises. All that is lost, and all that must be mended, is in `notes` at its line and column.
    """
    if len(raw) > LARGEST:
        notes.error(TOP, "too-large", f"the file has more than {LARGEST // 1_000_000} MB", "export it in parts")
        return []
    if (form or guessed(raw)) is MOODLE_XML:
        found = read_xml(raw, notes)
    else:
        text = _text(raw, notes)
        found = [] if text is None else read_gift(text, notes)
    if not found and not notes.broken:
        notes.error(TOP, "no-questions", "there is no question in this file", "export it as GIFT or as Moodle XML")
    for extra in found[MOST : MOST + 1]:
        notes.error(extra.spot, "too-many", f"from here on, after {MOST} questions, nothing is read", "split the file")
    return inward(found[:MOST], notes, taken)


def guessed(raw: bytes) -> Format:
    """Say which format a file seems to be in by how it begins."""
    head = raw[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return MOODLE_XML if head.startswith(BEGINNINGS) else GIFT


def _text(raw: bytes, notes: Notes) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode("utf-8", "replace")
        spot = Spot(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        notes.error(spot, "not-utf8", "this character is not UTF-8", "save the file as UTF-8")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
