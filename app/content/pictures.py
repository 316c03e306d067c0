"""Pictures of a module: drawings stand inside the page, photos are fetched when they come into view."""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePosixPath

from app.content import drawings, rasters
from app.content.findings import TOP, Notes, Spot, nearest
from app.content.snapshot import Snapshot

DIRECT = re.compile(r"media/[^/]+")
BIG, TOO_BIG = 60 * 1024, 200 * 1024
"""Bytes of a photo: it should stay under the first, must stay under the second."""


class Pictures:
    """The pictures in one module's folder, each read once. `notes` holds the findings about each file.

    `needed` are those that the source language shows; a translation's own picture that is broken gives way to them.
    """

    def __init__(self, files: Snapshot, file: str, module: str, source: str) -> None:
        self.files, self.file, self.module, self.source = files, file, module, source
        self.names = [name.removeprefix("media/") for name in files.names() if DIRECT.fullmatch(name)]
        self.made: dict[str, str] = {}
        self.notes: dict[str, Notes] = {}
        self.needed: set[str] = set()
        self.photos: set[str] = set()

    def unused(self) -> list[str]:
        """Give the files that nothing has shown so far."""
        return [name for name in self.names if name not in self.made]

    @property
    def broken(self) -> bool:
        """Whether a picture that the source language shows has an error."""
        return any(self.notes[name].broken for name in self.needed)

    def html(self, source: str, language: str, alt: str, title: str, notes: Notes, spot: Spot) -> str:
        """Give a picture as `<figure class="picture">` in the language's own version if it has one; "" after a note."""
        if not alt and title != "decorative":
            advice = 'write ![What it shows.](...) or ![](... "decorative")'
            notes.error(spot, "picture-alt", "the picture has no description", advice)
        name = self._name(source, notes, spot)
        if not name:
            return ""
        inside = self._in_language(name, language).replace("{name}", _accessible_name(alt, name.endswith(".svg")))
        caption = f"<figcaption>{escape(title)}</figcaption>" if title and title != "decorative" else ""
        return f'<figure class="picture">{inside}{caption}</figure>\n' if inside else ""

    def _name(self, source: str, notes: Notes, spot: Spot) -> str:
        name = source.removeprefix("media/")
        if ":" in source or source.startswith("/"):
            advice = "save it there: media/name.svg"
            notes.error(spot, "picture-web", "pictures come from the module's own media folder", advice)
        elif name not in self.names:
            advice = nearest(name, self.names, "put the file into the module's media folder")
            notes.error(spot, "picture-missing", f"there is no picture `{source}`", advice)
        else:
            return name
        return ""

    def _in_language(self, name: str, language: str) -> str:
        stem, dot, end = name.rpartition(".")
        own = f"{stem}.{language}{dot}{end}"
        if own in self.names and (inside := self._inside(own)) and not self.notes[own].broken:
            return inside
        if language == self.source:
            self.needed.add(name)
        return self._inside(name)

    def _inside(self, name: str) -> str:
        if name not in self.made:
            notes = self.notes[name] = Notes(f"{self.file}/media/{name}", name)
            raw = self.files.read(f"media/{name}", notes) or b""
            self.made[name] = drawings.clean(raw, notes) if name.endswith(".svg") else self._photo(name, raw, notes)
        return self.made[name]

    def _photo(self, name: str, raw: bytes, notes: Notes) -> str:
        size = rasters.size(raw) if PurePosixPath(name).suffix in rasters.TYPES else None
        if not size:
            notes.error(TOP, "picture-kind", "this is no picture that phones can show", "use svg, png, webp or jpg")
            return ""
        if len(raw) > TOO_BIG:
            notes.error(
                TOP, "picture-too-big", f"{len(raw)} bytes are more than {TOO_BIG}", "make it smaller, or draw it"
            )
        elif len(raw) > BIG:
            notes.warning(TOP, "picture-big", f"{len(raw)} bytes are more than {BIG}", "make it smaller, or draw it")
        self.photos.add(name)
        address, (width, height) = f"/media/{self.module}/{escape(name)}", size
        return f'<img{{name}} src="{address}" width="{width}" height="{height}" loading="lazy">'


def _accessible_name(alt: str, drawn: bool) -> str:
    """Name a picture for screen readers, or hide one that only decorates."""
    if not drawn:
        return f' alt="{escape(alt)}"'
    return f' role="img" aria-label="{escape(alt)}"' if alt else ' role="presentation" aria-hidden="true"'
