"""All that a database holds, kept and put back: what many tests begin with is made by deeds once in a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from inspect_app.store.base import db

Rows = dict[Table, list[Any]]


def empty_database() -> None:
    """All tables in one call of the driver: it is done before each of thousands of tests."""
    db.session.remove()
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    getattr(cursor, "executescript", cursor.execute)(_everything_away())
    connection.commit()
    connection.close()


@cache
def _everything_away() -> str:
    return ";".join(f"DELETE FROM {table.name}" for table in reversed(db.metadata.sorted_tables))


@contextmanager
def _connection() -> Iterator[Connection]:
    with db.engine.connect() as connection:
        yield connection
        connection.commit()


def rows() -> Rows:
    """As the driver gives them where it takes them back alike (SQLite), in the order in which they came."""
    db.session.commit()
    with _connection() as connection:
        if connection.dialect.name == "sqlite":
            found = {
                table: connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY rowid").all()
                for table in db.metadata.sorted_tables
            }
            return {table: [tuple(row) for row in values] for table, values in found.items() if values}
        found = {table: connection.execute(select(table)).all() for table in db.metadata.sorted_tables}
        return {table: [dict(row._mapping) for row in values] for table, values in found.items() if values}


def put_back(kept: Rows) -> None:
    """Into an empty database."""
    db.session.remove()
    with _connection() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql(
            "PRAGMA defer_foreign_keys = ON" if is_sqlite else "SET CONSTRAINTS ALL DEFERRED"
        )
        for table, values in kept.items():
            if is_sqlite:
                places = ", ".join("?" * len(values[0]))
                connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({places})", values)
            else:
                connection.execute(insert(table), sorted(values, key=lambda row: str(row.get("code", ""))))
