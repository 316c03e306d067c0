"""The content that is live: an immutable library and its lesson pages, made ready once, swapped together."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from app.clock import now
from app.content.hashing import whole_hash
from app.content.load import no_content
from app.content.models import Commit, Library, Module
from app.content.shelf import Shelf
from app.publishing.errors import CannotFollow, CommitRefused
from app.publishing.place import Found, LastGood, Source, read
from app.web.ready import Ready

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Edition:
    """One state of the content, and the folder that it was read from.

    `ready` fills as lesson pages are first asked for; it goes with its library. `worked_out` holds what trainers' pages
    have worked out of it, each thing once.
    """

    library: Library
    folder: Path
    ready: dict[str, Ready] = field(default_factory=dict)
    worked_out: dict[tuple[str, ...], Any] = field(default_factory=dict)

    @cached_property
    def state(self) -> str:
        """The name of this state of the content and of what is to be mended in it."""
        return whole_hash(self.library.revision, *map(str, self.library.findings))


NOWHERE = Path(os.devnull)
"""The folder of the edition of a server that could read nothing so far: no file lies below it."""


@dataclass(frozen=True)
class Look:
    """When the source was last looked at and what kept it from being read, if anything; `failures` in a row."""

    at: datetime
    trouble: str = ""
    failures: int = 0


Maker = Callable[[Found, LastGood, Edition], Edition]
"""Makes the next edition of what was found, given what was last good and the edition that is live."""


class Here:
    """Makes editions in this process, reading only the modules that changed; pages are made as they are asked for.

    For that it keeps all modules as it last read them, as long as it lives.
    """

    def __init__(self) -> None:
        self._shelf: Shelf = {}

    def __call__(self, found: Found, last_good: LastGood, _live: Edition) -> Edition:
        """Make the edition of what was found. Raises CommitRefused."""
        return Edition(read(found, last_good, self._shelf), found.folder)


class Publication:
    """Holds the live edition and looks for the next. It swaps the whole edition: who takes it once sees one state."""

    def __init__(self, source: Source, make: Maker | None = None) -> None:
        """Show what the source has, read in this process: by `make`, where one is to go on from what it read."""
        self.source = source
        self.last_look = Look(now())
        self.refused: tuple[Commit, str] | None = None
        self._one_at_a_time = threading.Lock()
        self.edition = _nothing("nothing could be read so far", "see what the server's log says")
        try:
            self._renew(source.first, make or Here())
        except Exception:  # whatever it is, the server starts and says so; `last_look` has it in words
            log.exception("the content could not be loaded")
        if self.last_look.trouble:
            self.edition = _nothing(self.last_look.trouble, "see the settings SCORE_CONTENT_...")
        spare_the_collector()

    @property
    def library(self) -> Library:
        """The live library."""
        return self.edition.library

    @property
    def folder(self) -> Path:
        """The folder that the live edition was read from."""
        return self.edition.folder

    def reload(self, make: Maker | None = None) -> bool:
        """Look at the source, show what is new in it, keeping the last good version of what is broken; say so.

        Blocks: not for the event loop. What cannot be read or is refused stays to be seen in `last_look`, `refused`.
        """
        with self._one_at_a_time:
            return self._renew(self.source.newest, make or Here())

    def _renew(self, find: Callable[[], Found | None], make: Maker) -> bool:
        found, failures = None, self.last_look.failures
        try:
            found = find()
            if found is not None:
                self._show(make(found, self._last_good, self.edition))
        except CannotFollow as error:
            self.last_look = Look(now(), str(error), failures + 1)
            log.warning("the content stays as it is: %s", error)
            if found is not None:  # it was found, but could not be kept in mind
                self.source.again()
            return False
        except CommitRefused as error:
            self.last_look, self.refused = Look(now()), (error.commit, error.why)
            log.warning("commit %s was refused, the content stays as it is: %s", error.commit.id, error)
            return True
        except Exception:
            self.last_look = Look(now(), "It could not be made ready; the server's log says why.", failures + 1)
            self.source.again()
            raise
        self.last_look = Look(now())
        return found is not None

    def _last_good(self) -> Library | None:
        return None if self.edition.folder == NOWHERE else self.library

    def _show(self, edition: Edition) -> None:
        library = edition.library
        self.source.accept(library)
        before = [*self.library.modules.values()]
        self.edition, self.refused = edition, None
        spare_the_collector()
        _let_go(before)
        commit = f", commit {library.commit.id}" if library.commit else ""
        log.info("the content was loaded: revision %s%s, %d errors", library.revision, commit, len(library.errors))


def _nothing(sentence: str, advice: str) -> Edition:
    return Edition(no_content(sentence, advice), NOWHERE)


def _let_go(modules: list[Module]) -> None:
    """Free what was replaced module by module: all at once it would stop every request for a hundredth of a second."""
    while modules:
        modules.pop()
        time.sleep(0.001)


def spare_the_collector() -> None:
    """Tell Python's collector that what is loaded now stays: looking through the whole library for what nobody uses
    any more stops every request for a tenth of a second, again and again. A library that was replaced still goes as its
    last reference does.

    The price: what was waiting in a circle for the collector just then stays for ever. That is a little at each edit,
    and nothing at a request; to collect it first would be to look through the library.
    """
    gc.freeze()
