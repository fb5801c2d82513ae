"""Rows in the words of the wire, made straight of what the database gives: a reply shows hundreds and touches none."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Enum, FromClause, Label, Select, String, Uuid, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from inspect_app.store.base import Json, db
from inspect_app.store.columns import UtcDateTime
from inspect_app.store.plain_rows import plain_query

Said = Callable[[Any], str | None]


@lru_cache(maxsize=4_096)
def _id(value: str | UUID | None) -> str | None:
    if not isinstance(value, str):
        return None if value is None else str(value)
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"


def _moment(value: str | datetime | None) -> str | None:
    """As `isoformat` of the moment in UTC; SQLite keeps it as text with all its digits."""
    if not isinstance(value, str):
        return None if value is None else value.astimezone(UTC).isoformat()
    fraction = "" if value.endswith(".000000") else value[19:]
    return f"{value[:10]}T{value[11:19]}{fraction}+00:00"


def _day(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _member(value: str | None) -> str | None:
    return None if value is None else value.lower()


class _Said(TypeDecorator[str]):
    """Read alone: what the column holds, said by `say`, whichever of the two forms the database's driver gives."""

    impl = String
    cache_ok = True

    def __init__(self, say: Said) -> None:
        super().__init__()
        self.say = say

    def result_processor(self, dialect: Dialect, coltype: object) -> Said:
        return self.say


_SAID: tuple[tuple[type[TypeEngine[Any]], _Said], ...] = (
    (Uuid, _Said(_id)),
    (UtcDateTime, _Said(_moment)),
    (Date, _Said(_day)),
    (Enum, _Said(_member)),
)


def told(table: FromClause, *names: str, **renamed: str) -> list[Label[Any]]:
    """Columns by their own names, and by others: `by="found_by"`. Whatever has no words of its own goes as it is."""
    return [
        _told(table.c[column], name) for name, column in {**dict(zip(names, names, strict=True)), **renamed}.items()
    ]


def _told(column: ColumnElement[Any], name: str) -> Label[Any]:
    said = next((one for kind, one in _SAID if isinstance(column.type, kind)), None)
    return (type_coerce(column, said) if said else column).label(name)


def sent_rows(query: Select[Any], ids: Collection[UUID]) -> list[Json]:
    """Of a query that is built once; what is not written yet is not among them."""
    if not ids:
        return []
    connection = db.session.connection()
    asked = plain_query(query, connection.dialect, len(ids))
    names = asked.line._fields
    return [dict(zip(names, row, strict=True)) for row in asked.rows(connection, ids, {})]
