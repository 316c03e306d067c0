"""Asking the database itself to refuse a bad row, and finding out by which constraint it did."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import CheckConstraint, Constraint, ForeignKeyConstraint, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.database import Database, metadata

BadRow = Callable[[Session], object]
"""Stores a row, or changes one, so that just one constraint is broken."""


async def assert_refused(database: Database, constraint: str, act: BadRow) -> None:
    """Check that the database refuses what an act stores, because of this constraint and no other."""
    with pytest.raises(IntegrityError) as refused:
        await database.write(act)
    assert constraint in broken(refused.value)


def constraints_of(*tables: str) -> set[str]:
    """Give the names of all constraints of some tables; a key that the database numbers itself is none to break."""
    return {name for table in tables for name in _names(metadata.tables[table])}


def broken(error: IntegrityError) -> set[str]:
    """Name the constraints that an error can speak of: SQLite names columns for a key, and for a reference nothing."""
    stated = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    if stated:
        return {stated}
    words = str(error.orig)
    if named := re.search(r"CHECK constraint failed: (\w+)", words):
        return {named[1]}
    if columns := re.search(r"UNIQUE constraint failed: (.+)", words):
        return _keys_on(columns[1].split(", "))
    return _references() if "FOREIGN KEY" in words else set()


def _keys_on(columns: list[str]) -> set[str]:
    table = metadata.tables[columns[0].split(".")[0]]
    wanted = {column.split(".")[1] for column in columns}
    keys = [table.primary_key, *(each for each in table.constraints if isinstance(each, UniqueConstraint))]
    found = {str(key.name) for key in keys if {column.name for column in key.columns} == wanted}
    return found | {str(index.name) for index in table.indexes if index.unique and set(index.columns.keys()) == wanted}


def _references() -> set[str]:
    every = (each for table in metadata.tables.values() for each in table.constraints)
    return {str(each.name) for each in every if isinstance(each, ForeignKeyConstraint)}


def _names(table: Table) -> set[str]:
    kinds: tuple[type[Constraint], ...] = (CheckConstraint, UniqueConstraint, ForeignKeyConstraint)
    found = {str(each.name) for each in table.constraints if isinstance(each, kinds)}
    if table.autoincrement_column is None:
        found.add(str(table.primary_key.name))
    return found | {str(index.name) for index in table.indexes if index.unique}
