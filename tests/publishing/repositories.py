"""Real repositories to follow, made with dulwich, and a server that gives them over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo
from dulwich.server import BackendRepo, DictBackend
from dulwich.web import WSGIRequestHandlerLogger, WSGIServerLogger, make_wsgi_chain

from tests.course import FILES

MAIN = Ref(b"refs/heads/main")
AUTHOR = b"Mariam Diallo <mariam@example.org>"
NOON = 1_764_072_000
GOAL = "content/modules/board/lessons/goal.en.md"
KEY = "content/modules/board/questions.yaml"
PLAIN, LINK, SUBMODULE, FOLDER = 0o100644, 0o120000, 0o160000, 0o040000


class Origin:
    """A repository that trainers push to. `files` are those of the next commit, by path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.repository = Repo.init_bare(str(folder))
        self.files: dict[str, bytes] = course()

    def commit(self, subject: str = "Edit the course.", *, first: bool = False, **modes: Any) -> str:
        """Commit all files to the branch and give the commit's id; `first` forgets what was there (a force-push)."""
        return self._commit(self._tree(self.files, modes.get("modes", {})), subject, first=first)

    def nest(self, width: int, depth: int) -> str:
        """Commit a folder `content` of folders without a file: each holds the next one `width` times."""
        inner = self._folder({})
        for _ in range(depth):
            inner = self._folder({f"f{number}": inner for number in range(width)})
        return self._commit(self._folder({"content": inner}), "Nest.")

    def _folder(self, inner: Mapping[str, ObjectID]) -> ObjectID:
        tree = Tree()
        for name, each in inner.items():
            tree.add(name.encode(), FOLDER, each)
        self.repository.object_store.add_object(tree)
        return tree.id

    def _commit(self, tree: ObjectID, subject: str, *, first: bool = False) -> str:
        commit = Commit()
        commit.tree = tree
        commit.author = commit.committer = AUTHOR
        commit.author_time = commit.commit_time = NOON
        commit.author_timezone = commit.commit_timezone = 0
        commit.message = subject.encode() + b"\n\nAnd why.\n"
        commit.parents = [] if first or MAIN not in self.repository.refs else [self.repository.refs[MAIN]]
        self.repository.object_store.add_object(commit)
        self.repository.refs[MAIN] = commit.id
        return commit.id.decode()

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words in a file."""
        before = self.files[path].decode()
        assert old in before, f"{old!r} is not in {path}"
        self.files[path] = before.replace(old, new).encode()

    def reset(self, commit_id: str) -> None:
        """Set the branch to another commit, as a force-push does."""
        self.repository.refs[MAIN] = ObjectID(commit_id.encode())

    def remove_branch(self) -> None:
        """Leave the repository without the branch."""
        self.repository.refs[Ref(b"refs/heads/other")] = self.repository.refs[MAIN]
        del self.repository.refs[MAIN]

    def _tree(self, files: Mapping[str, bytes], modes: Mapping[str, int]) -> ObjectID:
        tree, below = Tree(), dict[str, dict[str, bytes]]()
        for path, data in files.items():
            name, _, rest = path.partition("/")
            if rest:
                below.setdefault(name, {})[rest] = data
            else:
                self._add(tree, path.encode(), data, modes.get(path, PLAIN))
        for name, inner in below.items():
            within = {path.removeprefix(f"{name}/"): mode for path, mode in modes.items()}
            tree.add(name.encode(), FOLDER, self._tree(inner, within))
        self.repository.object_store.add_object(tree)
        return tree.id

    def _add(self, tree: Tree, name: bytes, data: bytes, mode: int) -> None:
        if mode == SUBMODULE:
            tree.add(name, mode, ObjectID(b"1" * 40))
            return
        blob = Blob.from_string(data)
        self.repository.object_store.add_object(blob)
        tree.add(name, mode, blob.id)


def course() -> dict[str, bytes]:
    """Give the small course of the tests as a repository holds it: in the folder content."""
    files = (each for each in FILES.rglob("*") if each.is_file())
    return {f"content/{each.relative_to(FILES).as_posix()}": each.read_bytes() for each in files}


@contextmanager
def over_http(origin: Origin) -> Iterator[str]:
    """Serve a repository as git servers do, and give its URL."""
    repositories: dict[str, BackendRepo] = {"/course.git": origin.repository}
    backend = DictBackend(repositories)
    server = make_server(
        "127.0.0.1",
        0,
        make_wsgi_chain(backend),
        handler_class=WSGIRequestHandlerLogger,
        server_class=WSGIServerLogger,
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/course.git"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
