"""The content folder as it was at one moment: what is read from it later is of that moment, whoever edits it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.content.findings import TOP, Notes, Spot

LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is read at all; nothing that the format knows is nearly as large."""
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufeff\ufffd-\uffff]")
"""Signs that parsers drop, take for the end of a line or show in another order. Arabic's joiners and marks are not
among them, nor are isolates (U+2066 to U+2069), which right-to-left words with numbers may need."""
MANY = 20
"""Odd signs from which on a file is no text at all, but UTF-16 or a picture."""


@dataclass(frozen=True)
class Snapshot:
    """Files as bytes, by their path below a folder with `/` between the names; hidden files are none.

    `unreadable` says of a file why it could not be read.
    """

    files: Mapping[str, bytes]
    unreadable: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.files or name in self.unreadable

    def names(self) -> list[str]:
        """Give the paths of all files, sorted."""
        return sorted((*self.files, *self.unreadable))

    def read(self, name: str, notes: Notes) -> bytes | None:
        """Give a file's bytes. None after a note where it could not be read."""
        if name in self.unreadable:
            notes.error(TOP, "unreadable", f"the file cannot be read: {self.unreadable[name]}", "see who may read it")
        return self.files.get(name)

    def below(self, folder: str) -> dict[str, Snapshot]:
        """Give the folders in a folder by name, each as a snapshot of its own."""
        grouped: dict[str, tuple[dict[str, bytes], dict[str, str]]] = {}
        for name in self.names():
            above, _, rest = name.removeprefix(f"{folder}/").partition("/")
            if rest and name.startswith(f"{folder}/"):
                files, unreadable = grouped.setdefault(above, ({}, {}))
                if name in self.files:
                    files[rest] = self.files[name]
                else:
                    unreadable[rest] = self.unreadable[name]
        return {above: Snapshot(*each) for above, each in grouped.items()}

    def digest(self) -> bytes:
        """Hash every name and every byte: two snapshots with one digest are the same."""
        digest = hashlib.sha256()
        for name in self.names():
            raw = self.files.get(name)
            told = self.unreadable[name].encode() if raw is None else raw
            digest.update(f"{name}\0{raw is None}\0{len(told)}\0".encode("utf-8", "surrogateescape"))
            digest.update(told)
        return digest.digest()


def take_snapshot(directory: Path) -> Snapshot:
    """Read all files of a folder. Links are followed, but not back up to where they stand."""
    files: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    for name, path in _walk(directory, "", ()):
        try:
            size = path.stat().st_size
            if size <= LARGEST:
                files[name] = path.read_bytes()
            else:
                unreadable[name] = f"its {size} bytes are more than {LARGEST}"
        except OSError as fault:
            unreadable[name] = fault.strerror or "the system refuses it"
    return Snapshot(files, unreadable)


def fingerprint(directory: Path) -> str:
    """Tell by names, sizes and times alone whether a snapshot would differ. "" where there is no folder."""
    digest = hashlib.sha256()
    for name, path in _walk(directory, "", ()):
        with suppress(OSError):  # gone meanwhile
            status = path.stat()
            told = f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_mode}\n"
            digest.update(told.encode("utf-8", "surrogateescape"))
    return digest.hexdigest() if directory.is_dir() else ""


def _walk(folder: Path, above: str, ancestors: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    here = os.path.realpath(folder)
    try:
        names = sorted(os.listdir(folder))
    except OSError:  # gone, closed to us, or no folder
        return
    for name in names:
        path = folder / name
        if name[0] == "." or name[-1] == "~" or here in ancestors:
            continue
        if os.path.isdir(path):
            yield from _walk(path, f"{above}{name}/", (*ancestors, here))
        elif os.path.isfile(path):
            yield f"{above}{name}", path


def text_of(raw: bytes, notes: Notes) -> str | None:
    """Read bytes as UTF-8 with plain line ends. None where it is no text; `notes` says what is unusual."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        notes.error(_spot(raw[: fault.start]), "not-utf8", "this character is not UTF-8", "save the file as UTF-8")
        return None
    if text.startswith("\ufeff"):
        notes.error(TOP, "bom", "the file begins with an invisible mark (BOM)", "save it as UTF-8 without BOM")
        text = text[1:]
    if "\r" in text:
        notes.warning(
            _spot(raw[: raw.index(b"\r")]), "crlf", "lines end as on Windows (CRLF)", "save with LF line ends"
        )
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = list(ODD.finditer(text))
    if len(odd) > MANY:
        spot = _spot(text[: odd[0].start()].encode())
        notes.error(spot, "not-utf8", f"{len(odd)} invisible signs begin here", "save the file as UTF-8 text")
        return None
    for found in odd:
        spot = _spot(text[: found.start()].encode())
        sentence = f"an invisible sign stands here (U+{ord(found[0]):04X})"
        notes.error(spot, "odd-character", sentence, "delete it; type the words around it again")
    text = ODD.sub("\ufffd", text)  # seen, and as wide: the columns of all other findings stay
    _note_trailing(text, notes)
    notes.text = text
    return text


def _note_trailing(text: str, notes: Notes) -> None:
    if " \n" in text or "\t\n" in text:
        for number, line in enumerate(text.split("\n"), 1):
            bare = line.rstrip(" \t")
            if bare != line and not line.endswith("  "):
                notes.warning(Spot(number, len(bare) + 1), "trailing", "a space at the end of the line", "delete it")


def _spot(before: bytes) -> Spot:
    text = before.decode("utf-8", "replace")
    return Spot(text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)
