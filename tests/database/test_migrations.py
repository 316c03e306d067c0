"""Migrations on both databases: up, down, up again, and in agreement with the models."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Inspector, create_engine, func, inspect, select

import app.accounts.models
import app.assessment.models
import app.certificates.models
import app.enterprises.models
import app.learning.models
import app.publishing.models  # noqa: F401  # importing the models fills the metadata
from app.accounts.models import Person
from app.content.models import Library
from app.database import DatabaseUnavailable, metadata, migrations, open_database
from app.database.migrations import SCRIPTS, alembic_config, migrate, newest_revision, stored_revision
from app.database.sqlite_engine import make_engine
from app.learning.actions import complete_lesson
from app.learning.models import LessonCompletion
from tests.people import MONDAY, first_learner

FILES = sorted(file.stem for file in (SCRIPTS / "versions").glob("*.py"))
TABLES = sorted(metadata.tables)


@contextmanager
def engine_for(url: str) -> Iterator[Engine]:
    engine = make_engine(url, read_only=False) if url.startswith("sqlite") else create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def tables(url: str) -> list[str]:
    with engine_for(url) as engine:
        return sorted(set(inspect(engine).get_table_names()) - {"alembic_version"})


def revision(url: str) -> str | None:
    with engine_for(url) as engine:
        return stored_revision(engine)


def test_up_makes_every_table_once(bare_url: str) -> None:
    assert revision(bare_url) is None
    assert migrate(bare_url) is True
    assert tables(bare_url) == TABLES
    assert revision(bare_url) == newest_revision()
    assert migrate(bare_url) is False


def test_down_takes_everything_away_and_up_brings_it_back(database_url: str) -> None:
    assert tables(database_url) == TABLES
    assert migrate(database_url, "base") is True
    assert tables(database_url) == []
    assert migrate(database_url) is True
    assert tables(database_url) == TABLES


def test_every_revision_goes_down_and_up_by_itself(database_url: str) -> None:
    numbers = [name.split("_")[0] for name in FILES]
    for lower, upper in zip(numbers[-2::-1], numbers[:0:-1], strict=True):
        migrate(database_url, lower)
        assert revision(database_url) == lower
        migrate(database_url, upper)
        assert revision(database_url) == upper
        migrate(database_url, lower)
    assert revision(database_url) == numbers[0]


def test_models_and_migrations_agree(database_url: str) -> None:
    with engine_for(database_url) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_what_the_models_make(database_url: str) -> None:
    """Alembic's own comparison passes over CHECK constraints, and over what happens to rows on a deletion."""
    migrated = constraints(database_url)
    migrate(database_url, "base")
    with engine_for(database_url) as engine:
        metadata.create_all(engine)
    assert constraints(database_url) == migrated


def constraints(url: str) -> dict[str, list[str]]:
    """Give what the database itself says of its constraints, by table, in a fixed order."""
    with engine_for(url) as engine:
        stored = inspect(engine)
        return {table: sorted(map(repr, constraints_of(stored, table))) for table in TABLES}


def constraints_of(stored: Inspector, table: str) -> list[object]:
    checks, keys = stored.get_check_constraints(table), stored.get_foreign_keys(table)
    uniques = [(each["name"], each["column_names"]) for each in stored.get_unique_constraints(table)]
    columns = [(each["name"], str(each["type"]), each["nullable"]) for each in stored.get_columns(table)]
    return [*checks, *keys, *uniques, *columns, stored.get_pk_constraint(table)]


def test_revisions_are_numbered_without_a_gap(tmp_path: Path) -> None:
    numbers = [name.split("_")[0] for name in FILES]
    assert numbers == [f"{number:04}" for number in range(1, len(FILES) + 1)]
    with engine_for(f"sqlite:///{tmp_path / 'any.sqlite3'}") as engine:
        scripts = ScriptDirectory.from_config(alembic_config(engine))
        assert [script.revision for script in scripts.walk_revisions()] == numbers[::-1]
        assert scripts.get_heads() == [newest_revision()]


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "score.sqlite3"
    file.write_text("This is a letter, not a database. " * 100, encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        migrate(f"sqlite:///{file}")


def test_a_server_that_is_not_there_is_named_in_words(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="brought up to date"):
        migrate(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")


ALTERS_A_TABLE_THAT_OTHERS_REFER_TO = '''
"""Make names a little longer."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{newest}", None, None


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.alter_column("given_name", type_=sa.String(61))
    {also}
'''


def write_migration(folder: Path, also: str = "pass") -> Path:
    scripts = folder / "migrations"
    shutil.copytree(SCRIPTS, scripts)
    file = scripts / "versions" / "9999_longer_names.py"
    file.write_text(ALTERS_A_TABLE_THAT_OTHERS_REFER_TO.format(newest=newest_revision(), also=also), encoding="utf-8")
    return scripts


async def test_altering_a_table_loses_nothing_that_refers_to_it(
    database_url: str, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite copies the table and drops the old one: what refers to it must not go with it."""
    database = open_database(database_url)
    made = await database.write(first_learner)
    await database.write(
        complete_lesson, made.person_id, "board", library.modules["board"].lessons["goal"], 1, "", MONDAY
    )
    database.close()
    monkeypatch.setattr(migrations, "SCRIPTS", write_migration(tmp_path))
    assert migrate(database_url) is True
    again = open_database(database_url)
    assert (
        await again.read(lambda session: session.get(LessonCompletion, (made.person_id, "board", "goal"))) is not None
    )
    again.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_migration_that_would_leave_rows_referring_to_nothing_is_undone(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(database_url)
    await database.write(first_learner)
    database.close()
    monkeypatch.setattr(migrations, "SCRIPTS", write_migration(tmp_path, also='op.execute("DELETE FROM person")'))
    with pytest.raises(RuntimeError, match="refer to nothing"):
        migrate(database_url)
    again = open_database(database_url)
    assert await again.read(lambda session: session.execute(select(func.count()).select_from(Person)).scalar_one()) == 1
    again.close()
