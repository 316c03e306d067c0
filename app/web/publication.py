"""The content that is live: an immutable library and its lesson pages, made ready once, swapped together."""

from __future__ import annotations

import asyncio
import gc
import logging
from dataclasses import dataclass, field
from pathlib import Path

from app.content.load import fingerprint, load
from app.content.models import Library
from app.content.shelf import Shelf
from app.web.ready import Ready

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Edition:
    """One state of the content. `ready` fills as lesson pages are first asked for; it goes with its library."""

    library: Library
    ready: dict[str, Ready] = field(default_factory=dict)


class Publication:
    """Holds the live edition and looks for edits. A request takes the edition once and is never between two."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._fingerprint = fingerprint(folder)
        self._shelf: Shelf = {}
        self.edition = Edition(load(folder, None, self._shelf))
        spare_the_collector()

    @property
    def library(self) -> Library:
        """The live library."""
        return self.edition.library

    def reload(self) -> bool:
        """Load the content again if a file has changed, keeping the last good version of what is broken; say so."""
        present = fingerprint(self.folder)
        if present == self._fingerprint:
            return False
        self._fingerprint = present
        library = load(self.folder, self.library, self._shelf)
        self.edition = Edition(library)
        spare_the_collector()
        log.info("the content was loaded again: revision %s, %d errors", library.revision, len(library.errors))
        return True

    async def watch(self, seconds: float) -> None:
        """Look for edits for ever, off the request path."""
        while seconds:
            await asyncio.sleep(seconds)
            try:
                await asyncio.to_thread(self.reload)
            except Exception:
                log.exception("the content could not be loaded again; the last good version stays")


def spare_the_collector() -> None:
    """Tell Python's collector that what is loaded now stays: looking through the whole library for what nobody uses
    any more stops every request for a tenth of a second, again and again. A library that was replaced still goes as its
    last reference does.
    """
    gc.freeze()
