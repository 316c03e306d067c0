"""The statements that learners drive, compiled once and then run right on the driver.

SQLAlchemy looks each statement up, builds a context and a result around it: about 40 us, where SQLite itself takes 5.
An answer runs half a dozen of them. A prepared statement is written in Core like any other, and so is the same on both
databases; SQLAlchemy compiles it and gives the converters of its types, and only the going through it each time is left
out. It does not look at what a session holds unflushed: actions flush, as everywhere here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.types import TypeEngine

DRIVER = "driver"
"""Where a session keeps the driver's own connection, if its transaction is begun there and not by SQLAlchemy."""

Values = Mapping[str, Any]
Row = tuple[Any, ...]
Converter = Callable[[Any], Any]


class _Compiled:
    """A statement compiled for one database."""

    def __init__(self, statement: ClauseElement, dialect: Dialect, keys: Iterable[str]) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(keys))
        binds: Mapping[str, BindParameter[Any]] = compiled.binds
        self.dialect, self.text = dialect, str(compiled)
        self._order: tuple[str, ...] | None = tuple(compiled.positiontup) if compiled.positional else None
        self._names = frozenset(binds)
        self._fixed = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        self._into = _converters((name, _into(bind.type, dialect)) for name, bind in binds.items())
        self._types = [column.type for column in getattr(statement, "selected_columns", ())]
        self._out: Mapping[int, Converter] | None = None

    def parameters(self, values: Values) -> Sequence[Any] | Values:
        """Give the values as the driver takes them: by place or by name.

        Raises KeyError for one that is missing, and TypeError for one that the statement does not know.
        """
        if not values.keys() <= self._names:
            raise TypeError(f"the statement has no {', '.join(values.keys() - self._names)}")
        given = {**self._fixed, **values}
        for name, convert in self._into.items():
            given[name] = convert(given[name])
        return (
            {name: given[name] for name in self._names}
            if self._order is None
            else [given[each] for each in self._order]
        )

    def rows(self, cursor: Any, found: list[Row]) -> list[Row]:
        """Give rows of the driver in the types of their columns. What needs converting, the driver's types decide."""
        if self._out is None:
            codes = (column[1] for column in cursor.description)
            pairs = zip(self._types, codes, strict=True)
            self._out = _converters(enumerate(_out(type_, self.dialect, code) for type_, code in pairs))
        return [self._row(each) for each in found] if self._out else found

    def _row(self, raw: Row) -> Row:
        row = list(raw)
        for place, convert in (self._out or {}).items():
            if row[place] is not None:
                row[place] = convert(row[place])
        return tuple(row)


class Prepared:
    """A Core statement with named parameters. `Prepared(select(t.c.a).where(t.c.id == bindparam("id")))`.

    An INSERT takes the columns that it is first given, and no others later. Lists as parameters (IN) are not for this.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, session: Session, /, **values: Any) -> list[Row]:
        """Run a SELECT and give its rows. Raises what SQLAlchemy raises for the driver's errors."""
        compiled = self._for(session, values)
        cursor = _execute(session, compiled, compiled.parameters(values))
        return compiled.rows(cursor, cursor.fetchall())

    def row(self, session: Session, /, **values: Any) -> Row | None:
        """Run a SELECT of at most one row and give that, None where there is none."""
        return next(iter(self.rows(session, **values)), None)

    def run(self, session: Session, /, **values: Any) -> None:
        """Run an INSERT or UPDATE."""
        compiled = self._for(session, values)
        _execute(session, compiled, compiled.parameters(values))

    def run_all(self, session: Session, several: Sequence[Values]) -> None:
        """Run an INSERT for several rows; nothing where there are none."""
        if several:
            compiled = self._for(session, several[0])
            _execute(session, compiled, [compiled.parameters(each) for each in several], many=True)

    def _for(self, session: Session, values: Values) -> _Compiled:
        assert session.bind is not None
        dialect = session.bind.dialect
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = _Compiled(self._statement, dialect, values)
        return found


def _into(type_: TypeEngine[Any], dialect: Dialect) -> Converter | None:
    converter: Converter | None = type_.dialect_impl(dialect).bind_processor(dialect)
    return converter


def _out(type_: TypeEngine[Any], dialect: Dialect, code: object) -> Converter | None:
    converter: Converter | None = type_.dialect_impl(dialect).result_processor(dialect, code)
    return converter


def _converters(found: Iterable[tuple[Any, Converter | None]]) -> dict[Any, Converter]:
    return {place: converter for place, converter in found if converter is not None}


def _execute(session: Session, compiled: _Compiled, parameters: Any, *, many: bool = False) -> Any:
    driver = session.info.get(DRIVER) or session.connection().connection
    try:
        cursor = driver.cursor()
        (cursor.executemany if many else cursor.execute)(compiled.text, parameters)
    except compiled.dialect.loaded_dbapi.Error as error:
        raise DBAPIError.instance(
            compiled.text, None, error, type(error), hide_parameters=True, dialect=compiled.dialect
        ) from error
    return cursor
