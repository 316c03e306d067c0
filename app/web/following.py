"""When to look at the content: every few seconds, when asked by a person, a signal or a webhook, and when another
process has found something. What was found is noted in the database, where the other processes look.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from app.clock import now
from app.content.models import Commit
from app.database import Database, Session
from app.publishing.actions import note_release, note_start
from app.publishing.queries import last_commit
from app.web.publication import Maker, Publication

log = logging.getLogger(__name__)

LISTEN_SECONDS = 2.0
"""How often a process asks the database whether another one has published: one row."""
LOOKS = "content"
"""The name of the threads that look, for whoever takes a process apart."""
FIRST_RETRY, LAST_RETRY = 5.0, 300.0
"""Seconds after which a repository that could not be reached is tried again, twice as long each time."""


class Following:
    """Looks for new content for ever, off the request path. One a process."""

    def __init__(self, publication: Publication, database: Database, make: Maker, seconds: float) -> None:
        self.publication = publication
        self.seconds = seconds
        self._database, self._make = database, make
        self._asked = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._known = ""
        if publication.library.commit or publication.last_look.trouble:
            self.ask()

    def ask(self) -> None:
        """Have the source looked at soon. Asking again before that changes nothing."""
        self._asked.set()

    async def look(self) -> None:
        """Look now, and give control back when what is there is live, or why not is known.

        Where a look is under way, which may have begun before what is to be seen, all who ask share the one after it.
        """
        if self._next is None:
            self._next = asyncio.ensure_future(self._look_in_turn())
        await asyncio.shield(self._next)

    async def _look_in_turn(self) -> None:
        async with self._one_at_a_time:
            self._next = None
            await self._look()

    async def _look(self) -> None:
        if await _aside(lambda: self.publication.reload(self._make)):
            await self._note()

    async def look_safely(self) -> None:
        """Look now; what goes wrong is in the log, and in what trainers see."""
        try:
            await self.look()
        except Exception:
            log.exception("the content could not be loaded again; the last good version stays")

    async def watch(self) -> None:
        """Look at the source when it is due or asked for, for ever."""
        await self._note_start()
        while True:
            try:
                async with asyncio.timeout(self._wait()):
                    await self._asked.wait()
            except TimeoutError:
                pass
            self._asked.clear()
            await self.look_safely()

    async def listen(self) -> None:
        """Look at the source when another process has published a commit, for ever."""
        while True:
            await asyncio.sleep(LISTEN_SECONDS)
            try:
                newest = await self._database.read(last_commit)
            except Exception as error:
                # Whoever asks for a page is told; this goes on, or the process would never hear of a commit again.
                log.warning("the database could not be asked what was published: %s", error)
                continue
            live = self.publication.library.commit
            if newest not in ("", self._known, live.id if live else ""):
                self._known = newest
                self.ask()

    def _wait(self) -> float | None:
        """Give the seconds until the next look, None where only an asking brings one."""
        failures = self.publication.last_look.failures
        if failures:
            return max(min(FIRST_RETRY * 2.0 ** min(failures - 1, 10), LAST_RETRY), self.seconds)
        return self.seconds or None

    async def _note_start(self) -> None:
        try:
            await self._note(note_start)
        except Exception as error:
            log.warning("what is live could not be noted in the database: %s", error)

    async def _note(self, act: Callable[[Session, Commit, str | None, datetime], bool] = note_release) -> None:
        """Store what went live or was refused, if it is of a repository that is followed."""
        commit, why = self.publication.library.commit, None
        if self.publication.refused:
            commit, why = self.publication.refused
        if commit and commit.at:
            self._known = commit.id
            await self._database.write(act, commit, why, now())


async def _aside(work: Callable[[], bool]) -> bool:
    """Run blocking work in a thread of its own. It is left to itself when the server stops: a repository that does
    not answer must not keep it from stopping.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bool] = loop.create_future()

    def tell(found: bool, failure: Exception | None) -> None:
        if not done.cancelled():
            done.set_exception(failure) if failure else done.set_result(found)

    def run() -> None:
        found, failure = False, None
        try:
            found = work()
        except Exception as error:
            failure = error
        with suppress(RuntimeError):  # the loop has ended, and nobody waits
            loop.call_soon_threadsafe(tell, found, failure)

    threading.Thread(target=run, name=LOOKS, daemon=True).start()
    return await done
