"""What all stored rows share: the names of their constraints, and the way from a model to its table."""

from __future__ import annotations

from sqlalchemy import Table, inspect
from sqlmodel import SQLModel

metadata = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def table_of(model: type[SQLModel]) -> Table:
    """Give a model's table, for the statements of the paths that learners drive: Core costs half of entities there."""
    table = inspect(model).local_table
    assert isinstance(table, Table)
    return table
