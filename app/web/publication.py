"""The content that is live: an immutable library and its lesson pages, made ready once, swapped together."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.clock import now
from app.content.load import no_content
from app.content.models import Commit, Library, Module
from app.content.shelf import Shelf
from app.publishing.errors import CannotFollow, CommitRefused
from app.publishing.place import LastGood, Place, Source, read
from app.web.ready import Ready

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Edition:
    """One state of the content. `ready` fills as lesson pages are first asked for; it goes with its library."""

    library: Library
    ready: dict[str, Ready] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """When the source was last looked at and what kept it from being read, if anything; `failures` in a row."""

    at: datetime
    trouble: str = ""
    failures: int = 0


Maker = Callable[[Place, LastGood, Edition], Edition]
"""Makes the next edition of what lies at a place, given what was last good and the edition that is live."""


class Here:
    """Makes editions in this process, reading only the modules that changed; pages are made as they are asked for."""

    def __init__(self) -> None:
        self._shelf: Shelf = {}

    def __call__(self, place: Place, last_good: LastGood, _live: Edition) -> Edition:
        """Make the edition of what lies at a place. Raises CommitRefused."""
        return Edition(read(place, last_good, self._shelf))


class Publication:
    """Holds the live edition and looks for the next. A request takes the edition once and is never between two."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.here = Here()
        self.folder = Path()
        self.last_look = Look(now())
        self.refused: tuple[Commit, str] | None = None
        self._last_good: Library | None = None
        self._one_at_a_time = threading.Lock()
        self.edition = Edition(no_content("nothing could be read so far", "see what the server's log says"))
        self._renew(source.first, self.here)
        if self.last_look.trouble:
            self.edition = Edition(no_content(self.last_look.trouble, "see the settings SCORE_CONTENT_..."))
        spare_the_collector()

    @property
    def library(self) -> Library:
        """The live library."""
        return self.edition.library

    def folder_of(self, module_id: str) -> Path:
        """Give the content folder that holds the files of a live module."""
        return self.source.folder_of(self.library, module_id)

    def reload(self, make: Maker | None = None) -> bool:
        """Look at the source, show what is new in it, keeping the last good version of what is broken; say so.

        Blocks: not for the event loop. What cannot be read or is refused stays to be seen in `last_look`, `refused`.
        """
        with self._one_at_a_time:
            return self._renew(self.source.newest, make or self.here)

    def _renew(self, find: Callable[[], Place | None], make: Maker) -> bool:
        place = None
        try:
            place = find()
            if place is not None:
                self._show(make(place, lambda: self._last_good, self.edition), place)
        except CannotFollow as error:
            self.last_look = Look(now(), str(error), self.last_look.failures + 1)
            log.warning("the content stays as it is: %s", error)
            if place is not None:  # it was found, but could not be kept in mind
                self.source.again()
            return False
        except CommitRefused as error:
            self.last_look, self.refused = Look(now()), (error.commit, error.why)
            log.warning("commit %s was refused, the content stays as it is: %s", error.commit.id, error)
            return True
        except Exception:
            self.last_look = Look(now(), "It could not be made ready; the server's log says why.", 1)
            self.source.again()
            raise
        self.last_look = Look(now())
        return place is not None

    def _show(self, edition: Edition, place: Place) -> None:
        self.source.accept(edition.library)
        before = [*self.edition.library.modules.values()]
        self.edition, self._last_good, self.refused = edition, edition.library, None
        self.folder = place.folder
        spare_the_collector()
        _let_go(before)
        commit = f", commit {place.commit.id}" if place.commit else ""
        errors = len(edition.library.errors)
        log.info("the content was loaded: revision %s%s, %d errors", edition.library.revision, commit, errors)


def _let_go(modules: list[Module]) -> None:
    """Free what was replaced module by module: all at once it would stop every request for a hundredth of a second."""
    while modules:
        modules.pop()
        time.sleep(0.001)


def spare_the_collector() -> None:
    """Tell Python's collector that what is loaded now stays: looking through the whole library for what nobody uses
    any more stops every request for a tenth of a second, again and again. A library that was replaced still goes as its
    last reference does.
    """
    gc.freeze()
