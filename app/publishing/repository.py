"""A branch of a git repository, at a path or a URL, and a store of our own for what was fetched of it. No git program.

Never raises what the library or the network raises: CannotFollow says it in words, and without the credentials that a
URL may hold.
"""

from __future__ import annotations

import mmap
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from dulwich.client import GitClient, HttpGitClient, HTTPUnauthorized, LocalGitClient
from dulwich.errors import GitProtocolError, NotGitRepository
from dulwich.objects import Commit as StoredCommit
from dulwich.objects import ObjectID, Tag
from dulwich.refs import Ref
from dulwich.repo import Repo
from urllib3.exceptions import HTTPError
from urllib3.util.retry import Retry

from app.content.models import Commit
from app.publishing.errors import CannotFollow, StoreDamaged
from app.publishing.export import NotExported
from app.publishing.sizes import refuse_large, sizes_in_pack, sizes_in_store
from app.settings import without_credentials

LARGEST_FETCH = 256 * 1024 * 1024
"""Bytes that one fetch may bring, packed: the whole history of the branch the first time, then what is new."""
SILENCE, LONGEST_FETCH = 20.0, 300.0
"""Seconds to wait for a server's next words, and for a whole fetch."""
ONCE = Retry(5, connect=0, read=0, status=0, other=0)
"""Redirects are followed; a server that is silent is asked again by the next look, not four times by this one."""
MOST_PACKS = 50
"""Each fetch leaves one; when there are more they are made one."""
BRANCHES = b"refs/heads/"
LONGEST_WORDS = 200


class Repository:
    """The followed branch. Not for two threads at once."""

    def __init__(self, address: str, branch: str, store: Path) -> None:
        self.branch = branch
        self.shown = without_credentials(address)
        self._address = address
        self._store = store

    def head(self) -> str:
        """Ask which commit the branch is at: one short question. Raises CannotFollow."""
        with self._in_words(), self._client() as (client, path):
            return self._branch_of(client.get_refs(path.encode()).refs)

    def fetch(self, commit_id: str) -> None:
        """Bring a commit and all that it needs into the store. Raises CannotFollow, StoreDamaged where that is why."""
        wanted = ObjectID(commit_id.encode())
        with self.store() as store:
            if wanted in store.object_store:
                return
            with self._in_words(), self._client() as (client, path):
                _fetch(client, path, store, wanted)
            store.refs[Ref(BRANCHES + self.branch.encode())] = wanted
            if len(store.object_store.packs) > MOST_PACKS:
                store.object_store.repack()

    def commit(self, commit_id: str) -> Commit:
        """Give what is known of a fetched commit. Raises StoreDamaged."""
        with self.store() as store:
            found: Any = store[commit_id.encode()]
            while isinstance(found, Tag):
                found = store[found.object[1]]
            return _in_short(found)

    def begin_anew(self) -> None:
        """Forget all that was fetched."""
        shutil.rmtree(self._store, ignore_errors=True)

    @contextmanager
    def store(self) -> Iterator[Repo]:
        """Open the store; where there is none that can be opened, a new one. What goes wrong while it is open, and is
        neither the system's fault nor known in words, is the store's: raises StoreDamaged.
        """
        try:
            with self._opened() as opened:
                for pack in opened.object_store.packs:
                    pack.check_length_and_checksum()
                yield opened
        except (CannotFollow, NotExported, OSError):
            raise
        except Exception as error:
            raise StoreDamaged(f"What was fetched of {self.shown} cannot be read ({type(error).__name__}).") from error

    def _opened(self) -> Repo:
        try:
            return Repo(str(self._store))
        except (NotGitRepository, OSError, ValueError):
            self.begin_anew()
            self._store.mkdir(parents=True)
            return Repo.init_bare(str(self._store))

    @contextmanager
    def _client(self) -> Iterator[tuple[GitClient, str]]:
        parts = urlsplit(self._address)
        if parts.scheme not in ("http", "https"):
            yield LocalGitClient(), unquote(parts.path) if parts.scheme == "file" else self._address
            return
        bare = urlsplit(self.shown)
        user = unquote(parts.username) if parts.username is not None else None
        password = unquote(parts.password) if parts.password is not None else None
        client = HttpGitClient(
            urlunsplit((bare.scheme, bare.netloc, "/", "", "")),
            username=user,
            password=password,
            timeout=SILENCE,
        )
        with _closed_after(client):
            yield client, bare.path

    def _branch_of(self, refs: Mapping[Any, bytes | None]) -> str:
        found = refs.get(BRANCHES + self.branch.encode())
        if found is None:
            there = sorted(name.removeprefix(BRANCHES).decode() for name in refs if name.startswith(BRANCHES))
            known = f"It has: {', '.join(there[:10])}." if there else "It has no branches at all."
            raise CannotFollow(f"{self.shown} has no branch {self.branch}. {known}")
        return found.decode()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except CannotFollow:
            raise
        except NotGitRepository as error:
            raise CannotFollow(f"{self.shown} is no git repository, or not one that may be read.") from error
        except HTTPUnauthorized as error:
            raise CannotFollow(f"{self.shown} asks for a name and a password, or refuses those it got.") from error
        except (HTTPError, OSError, GitProtocolError) as error:
            raise CannotFollow(f"{self.shown} cannot be reached ({type(error).__name__}).") from error
        except Exception as error:
            # The other side decides what comes here; it must not end what follows it.
            raise CannotFollow(f"{self.shown} sent what cannot be read ({type(error).__name__}).") from error


@contextmanager
def _closed_after(client: HttpGitClient) -> Iterator[None]:
    """Close every connection that a client has made. By itself it leaves that open on which it was refused."""
    ask = client.pool_manager.request
    with ExitStack() as answers:
        answers.callback(client.pool_manager.clear)

        def noted(*args: Any, **kwargs: Any) -> Any:
            return answers.enter_context(closing(ask(*args, retries=ONCE, **kwargs)))

        client.pool_manager.request = noted  # type: ignore[method-assign]  # it hands its answers to nobody else
        yield


def _fetch(client: GitClient, path: str, store: Repo, wanted: ObjectID) -> None:
    def wants(refs: Mapping[Ref, ObjectID], depth: int | None = None) -> list[ObjectID]:
        return [wanted]

    if isinstance(client, LocalGitClient):  # it unpacks itself what it sends
        with Repo(path) as origin:
            refuse_large(sizes_in_store(origin.object_store))
    with TemporaryFile(dir=str(store.object_store.path)) as file:
        client.fetch_pack(path.encode(), wants, store.get_graph_walker(), _bounded(file.write))
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pack:
            refuse_large(sizes_in_pack(pack, store.object_format.oid_length))
        file.seek(0)
        # Thin: what the store has already is not sent again, which some servers insist on.
        store.object_store.add_thin_pack(file.read, None)


def _bounded(write: Callable[[bytes], int]) -> Callable[[bytes], int]:
    """Take no more bytes, and for no longer, than is allowed. Raises CannotFollow."""
    taken, until = 0, time.monotonic() + LONGEST_FETCH

    def take(data: bytes) -> int:
        nonlocal taken
        taken += len(data)
        if taken > LARGEST_FETCH:
            raise CannotFollow(f"The repository is larger than {LARGEST_FETCH // 1024 // 1024} MB.")
        if time.monotonic() > until:
            raise CannotFollow(f"The repository was not fetched within {LONGEST_FETCH:.0f} seconds.")
        return write(data)

    return take


def _in_short(commit: StoredCommit) -> Commit:
    author = commit.author.decode("utf-8", "replace").partition("<")[0]
    subject = commit.message.decode("utf-8", "replace").strip().partition("\n")[0]
    return Commit(commit.id.decode(), _moment(commit.commit_time), _printable(author), _printable(subject))


def _printable(words: str) -> str:
    return "".join(each if each.isprintable() else " " for each in words).strip()[:LONGEST_WORDS]


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):  # a commit may claim any time
        return datetime.fromtimestamp(0, UTC)
