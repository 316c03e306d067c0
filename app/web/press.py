"""Makes the next edition in a process of its own, so that the one that answers people goes on answering.

To read the course and to make its pages takes a second or two of Python, which a thread would take from every request
in slices. The process gets what was last good, reads, makes the lesson pages that people have asked for so far, and
sends all of it back piece by piece: taking in one piece stops the requests for a millisecond.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from app.content.load import collector_paused
from app.content.models import Library
from app.publishing.errors import CommitRefused
from app.publishing.place import Found, LastGood, read
from app.settings import Settings
from app.web.assets import Assets
from app.web.errors import NotFoundError
from app.web.lessons import lesson_place, made_ready
from app.web.pages import ROOT, Pages
from app.web.program import program_files
from app.web.publication import Edition, Here
from app.web.ready import Ready

log = logging.getLogger(__name__)

LONGEST_SECONDS = 120.0
ASKS, READS = "asks for what was last good", "needs nothing more"
NICENESS = 5
"""Learners first: where there is one processor, the pages of the next edition wait for those of this one."""


@dataclass(frozen=True)
class Order:
    """What to make: what to read, and the addresses of the lessons whose pages are wanted at once."""

    found: Found
    addresses: tuple[str, ...]
    settings: Settings


class Press:
    """Sends orders to a process, and takes in what it makes.

    The process is of the program in `root` as it lies there now. After an upgrade in place that is another one than
    runs here, with another style than our policy allows; then editions are made here until the server starts again.
    """

    def __init__(self, settings: Settings, root: Path = ROOT) -> None:
        self.settings = settings
        self._root = root
        self._program = program_files(root)
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, found: Found, last_good: LastGood, live: Edition) -> Edition:
        """Make an edition. Raises CommitRefused, and OSError, EOFError or UnpicklingError where a process could not."""
        if self._is_the_same():
            made = self._aside(Order(found, tuple(live.ready), self.settings), last_good)
            if self._is_the_same():
                return made
        log.warning("the program in %s was changed: start the server again; until then loading slows pages", self._root)
        return Here()(found, last_good, live)

    def close(self) -> None:
        """End a process that is at work; what it was making fails."""
        if self._process:
            self._process.kill()

    def _is_the_same(self) -> bool:
        return program_files(self._root) == self._program

    def _aside(self, order: Order, last_good: LastGood) -> Edition:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(self._root), os.environ.get("PYTHONPATH", "")))}
        command = [sys.executable, "-P", "-m", "app.web.press"]  # not what lies in the folder where we were started
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:  # noqa: S603  # our own module
            assert process.stdin
            assert process.stdout
            self._process = process
            limit = threading.Timer(LONGEST_SECONDS, process.kill)
            limit.start()
            try:
                with collector_paused():
                    return _served(order, last_good, process.stdin, process.stdout)
            finally:
                limit.cancel()
                process.kill()
                self._process = None


def _served(order: Order, last_good: LastGood, there: IO[bytes], back: IO[bytes]) -> Edition:
    """Hand the order over, what was last good only if it is asked for, and take the edition in."""
    _send(there, [order])
    pieces = _received(back)
    if next(pieces) == ASKS:
        _send(there, _library_pieces(last_good()))
    return _edition(pieces, order.found.folder)


def _library_pieces(library: Library | None) -> Iterator[Any]:
    yield replace(library, modules={}) if library else None
    yield from library.modules.items() if library else ()
    yield None


def _library(pieces: Iterator[Any]) -> Library | None:
    """Put a library together again. Raises CommitRefused where that came in its place."""
    first = next(pieces)
    if isinstance(first, CommitRefused):
        raise first
    modules = dict(iter(lambda: next(pieces), None))
    return replace(first, modules=modules) if first else None


def _edition(pieces: Iterator[Any], folder: Path) -> Edition:
    library = _library(pieces)
    assert library is not None
    return Edition(library, folder, dict(iter(lambda: next(pieces), None)))


def _send(stream: IO[bytes], pieces: Iterable[Any]) -> None:
    for each in pieces:
        stream.write(pickle.dumps(each, pickle.HIGHEST_PROTOCOL))
    stream.flush()


def _received(stream: IO[bytes]) -> Iterator[Any]:
    while True:
        yield pickle.load(stream)  # noqa: S301  # from our own process, over its own pipe


def main() -> None:
    """Do one order, from standard input to standard output."""
    os.nice(NICENESS)
    signal.alarm(int(LONGEST_SECONDS))  # even where whoever sent the order is no more
    pieces = _received(sys.stdin.buffer)
    try:
        _serve(next(pieces), pieces)
    except (EOFError, pickle.UnpicklingError, BrokenPipeError):  # the server was stopped meanwhile
        os._exit(1)


def _serve(order: Order, more: Iterator[Any]) -> None:
    answered: list[str] = []

    def say(word: str) -> None:
        if not answered:
            answered.append(word)
            _send(sys.stdout.buffer, [word])

    def last_good() -> Library | None:
        say(ASKS)
        return _library(more)

    try:
        library = read(order.found, last_good)
    except CommitRefused as refused:
        say(READS)
        _send(sys.stdout.buffer, [refused])
        return
    say(READS)
    _send(sys.stdout.buffer, _library_pieces(library))
    _send(sys.stdout.buffer, _ready_pages(library, order))


def _ready_pages(library: Library, order: Order) -> Iterator[tuple[str, Ready] | None]:
    edition, pages = Edition(library, order.found.folder), Pages(Assets())
    for address in order.addresses:
        try:
            place = lesson_place(library, *address.removeprefix("/learn/").split("/"))
        except NotFoundError:  # the lesson has gone
            continue
        yield address, made_ready(pages, order.settings, edition, place)
    yield None


if __name__ == "__main__":
    main()
