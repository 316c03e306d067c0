"""How Alembic reaches the database: through the engine it is given, or the settings when run from its own command."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine

import app.accounts.models
import app.assessment.models
import app.certificates.models
import app.enterprises.models
import app.learning.models
import app.publishing.models  # noqa: F401  # importing the models fills the metadata
from app.database import metadata
from app.database.sqlite_engine import make_engine
from app.settings import read_settings


def run(connection: Connection) -> None:
    """Run the migrations in one transaction.

    SQLite cannot alter most of a table, so there Alembic copies it and drops the old one ("batch"). With foreign keys
    on, dropping it would take along every row that refers to it. So they are off meanwhile, which SQLite allows only
    outside a transaction, and are checked before the end (sqlite.org/lang_altertable.html, section 7).
    """
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        raw(connection, "PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=is_sqlite,
        compare_type=True,
        transaction_per_migration=False,
        transactional_ddl=True,  # on SQLite too: our engine begins transactions itself
    )
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"the migration would leave rows that refer to nothing: {broken[:5]}")
    if is_sqlite:
        raw(connection, "PRAGMA foreign_keys=ON")


def raw(connection: Connection, statement: str) -> None:
    """Run a statement outside a transaction, which SQLAlchemy would begin."""
    connection.connection.dbapi_connection.execute(statement)  # type: ignore[union-attr]  # SQLite's own short cut


engine = context.config.attributes.get("engine")
if engine is None:
    url = read_settings().database
    engine = make_engine(url, read_only=False) if url.startswith("sqlite") else create_engine(url)
with engine.connect() as connection:
    run(connection)
