"""A server's life with a branch, without the server."""

from __future__ import annotations

from pathlib import Path

from app.content.models import Library
from app.publishing.branch import Branch
from app.publishing.place import Found, read


class Follower:
    """A server's life with a branch: what is live, as it looks again and again and is started anew."""

    def __init__(self, address: str, folder: Path, subfolder: str = "content") -> None:
        self.address, self.folder, self.subfolder = address, folder, subfolder
        self.start()

    def start(self) -> None:
        """Start anew, with nothing in memory."""
        self.branch = Branch(self.address, "main", self.subfolder, self.folder)
        self.library: Library | None = None
        self._show(self.branch.first())

    def look(self) -> bool:
        """Look, and say whether there was anything new."""
        return self._show(self.branch.newest())

    def _show(self, found: Found | None) -> bool:
        if found is None:
            return False
        self.library = read(found, lambda: self.library)
        self.branch.accept(self.library)
        return True

    @property
    def live(self) -> Library:
        """What is live."""
        assert self.library is not None
        return self.library

    @property
    def goal(self) -> str:
        """The title of the first lesson, as it is live."""
        return self.live.modules["board"].lessons["goal"].text(("en",)).title
