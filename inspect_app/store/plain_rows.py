"""Rows of queries that are built once, read without objects and almost without the library: what every exchange asks again.

The library puts a statement together anew for each number of ids. Here it is kept for a few numbers: the last id is said again
until there are as many, and the database meets a text that it has prepared already.
"""

from collections import namedtuple
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select
from sqlalchemy.engine import Dialect

Convert = Callable[[Any], Any] | None
Rows = Iterator[tuple[Any, ...]]
MOST_PADDED = 512


class Asking:
    """What the library calls the context of an execution: whoever watches may note on it when it began."""


class PlainQuery:
    """A query for so many ids, as the database's driver takes it. `names` = what else is said when it is asked."""

    def __init__(self, query: Select[Any], dialect: Dialect, size: int, names: tuple[str, ...]) -> None:
        compiled: Any = query.compile(dialect=dialect)
        state = compiled.construct_expanded_state({"ids": [UUID(int=0)] * size, **dict.fromkeys(names)})
        kinds = {name: bind.type for name, bind in compiled.binds.items()}
        binds = {name: _bind(kinds[name], dialect) for name in state.parameters if name in kinds}
        binds |= state.processors
        self.dialect, self.statement, self.order = dialect, str(state.statement), state.positiontup
        self.ids: list[str] = state.parameter_expansion["ids"]
        self.bind_id = binds.get(self.ids[0])
        self.binds = {name: binds.get(name) for name in names}
        self.fixed = {name: _bound(value, binds.get(name)) for name, value in state.parameters.items()}
        self.columns = list(query.selected_columns)
        self.line: Any = namedtuple("Line", [str(column.key) for column in self.columns])  # type: ignore[misc]
        self.readers: list[Convert] = []

    def rows(self, connection: Connection, ids: Collection[UUID | str], more: Mapping[str, Any]) -> Rows:
        rows, description = _asked(connection, self.statement, self._said(ids, more))
        if rows and not self.readers:
            self.readers = list(map(self._reader, self.columns, [told[1] for told in description]))
        columns = zip(self.readers, zip(*rows, strict=True), strict=False)
        return zip(*(map(read, column) if read else column for read, column in columns), strict=True)

    def _said(self, ids: Collection[UUID | str], more: Mapping[str, Any]) -> Any:
        values = list(map(self.bind_id, ids)) if self.bind_id else list(ids)
        values += values[-1:] * (len(self.ids) - len(values))
        said = self.fixed | dict(zip(self.ids, values, strict=True))
        for name, bind in self.binds.items():
            said[name] = _bound(more[name], bind)
        return said if self.order is None else tuple([said[name] for name in self.order])

    def _reader(self, column: Any, code: Any) -> Convert:
        reader: Convert = column.type.dialect_impl(self.dialect).result_processor(self.dialect, code)
        return reader


def _asked(connection: Connection, statement: str, said: Any) -> tuple[list[tuple[Any, ...]], Any]:
    """By the driver itself, in the transaction that is open; whoever watches the connection hears of it."""
    cursor, asking = connection.connection.cursor(), Asking()
    try:
        for note in connection.dispatch.before_cursor_execute:
            note(connection, cursor, statement, said, asking, False)
        cursor.execute(statement, said)
        for note in connection.dispatch.after_cursor_execute:
            note(connection, cursor, statement, said, asking, False)
        return list(cursor.fetchall()), cursor.description
    finally:
        cursor.close()


def plain_query(query: Select[Any], dialect: Dialect, number: int, names: tuple[str, ...] = ()) -> PlainQuery:
    """The one for at least so many ids: for 1, 2, 4, 8 …"""
    return _kept(query, dialect, 1 << (number - 1).bit_length() if number <= MOST_PADDED else number, names)


@lru_cache(maxsize=1_024)
def _kept(query: Select[Any], dialect: Dialect, size: int, names: tuple[str, ...]) -> PlainQuery:
    return PlainQuery(query, dialect, size, names)


def _bind(kind: Any, dialect: Dialect) -> Convert:
    bind: Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return bind


def _bound(value: Any, bind: Convert) -> Any:
    return value if bind is None or value is None else bind(value)
