"""Bringing a database to the shape that this version of the code expects, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from app.database.errors import DatabaseUnavailable
from app.database.sqlite_engine import make_engine, make_folder

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parents[2] / "migrations"


def migrate(url: str, revision: str = "head") -> bool:
    """Bring the database to a revision and say whether there was anything to do.

    Alembic takes a third of a second to import, so it is asked only when the stored revision is not the newest.
    Raises DatabaseUnavailable.
    """
    engine = _engine(url)
    try:
        if revision == "head" and stored_revision(engine) == newest_revision():
            return False
        _run_alembic(engine, revision)
        return True
    except DBAPIError as error:
        raise DatabaseUnavailable(f"The database cannot be brought up to date: {error.orig}") from error
    finally:
        engine.dispose()


def stored_revision(engine: Engine) -> str | None:
    """Give the revision that the database is at, None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def newest_revision() -> str:
    """Give the newest revision there is: the files are numbered, so the last name is the newest."""
    return max(file.stem.split("_")[0] for file in (SCRIPTS / "versions").glob("[0-9]*.py"))


def _engine(url: str) -> Engine:
    if url.startswith("sqlite"):
        make_folder(url)
        return make_engine(url, read_only=False)
    return create_engine(url)


def alembic_config(engine: Engine) -> Config:
    """Give Alembic's configuration for one engine; the scripts' folder is ours."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["engine"] = engine
    return config


def _run_alembic(engine: Engine, revision: str) -> None:
    from alembic import command

    config = alembic_config(engine)
    stored = stored_revision(engine)
    going_down = revision == "base" or (revision.isdigit() and stored is not None and revision < stored)
    (command.downgrade if going_down else command.upgrade)(config, revision)
