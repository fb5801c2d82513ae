"""Rows that nobody touches again in their transaction, written with others of their kind in one go."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sqlalchemy import event, insert
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import ORMExecuteState, Session

from inspect_app.store.base import BEFORE_COMMIT, Json, db

Bind = Callable[[Any], Any]


def add_row(model: type[Any], row: Json) -> None:
    """A row with every column of its table, written with others of its kind in one go (see `write_rows`)."""
    rows: dict[type[Any], list[Json]] = db.session.info.setdefault("rows", {})
    rows.setdefault(model, []).append(row)


def write_rows() -> None:
    """Write what `add_row` collected: at commit, and before anything is read in the same transaction."""
    rows: dict[type[Any], list[Json]] = db.session.info.pop("rows", {})
    if rows:
        db.session.flush()
    connection = db.session.connection()
    for model, values in rows.items():
        statement, columns, is_positional = _insert_into(model, connection.dialect)  # type: ignore[arg-type]
        bound = [[one[name] if bind is None else bind(one[name]) for name, bind in columns] for one in values]
        names = [name for name, _ in columns]
        connection.exec_driver_sql(
            statement, [tuple(row) if is_positional else dict(zip(names, row, strict=True)) for row in bound]
        )


@lru_cache(maxsize=256)
def _insert_into(model: type[Any], dialect: Dialect) -> tuple[str, list[tuple[str, Bind | None]], bool]:
    """The statement and how each column's value is bound, found out once: for each row anew it took longer than writing it."""
    table = model.__table__
    compiled = insert(table).compile(dialect=dialect, column_keys=[column.name for column in table.columns])
    binds = [(column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in table.columns]
    return str(compiled), binds, dialect.positional


BEFORE_COMMIT.insert(0, write_rows)


@event.listens_for(Session, "do_orm_execute")
def _write_rows_before_reading(asked: ORMExecuteState) -> None:
    """As the session does with what was added to it, unless it was told not to."""
    if asked.session.autoflush and asked.session.info.get("rows"):
        write_rows()
