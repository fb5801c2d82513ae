"""The base of all models, and the one way to write: `transaction()`. (Long: what it does and what it remembers.)"""

import sqlite3
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    ColumnElement,
    Enum,
    MetaData,
    Select,
    bindparam,
    event,
    func,
    inspect,
    null,
    select,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from inspect_app.store.columns import Id, UtcDateTime
from inspect_app.store.plain_rows import plain_query

Json = dict[str, Any]
Ids = Select[UUID]
Among = Ids | frozenset[UUID] | None
"""Which rows a list is held to: those that a query or a set names, None = all."""
T = TypeVar("T")


FRESH = {"populate_existing": True}
"""For reads under a lock: what this session read before it had the lock may be out of date."""


class _Base(DeclarativeBase):
    # Flask-SQLAlchemy copies this body into its own base, so the type map must sit on the registry.
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(column_0_N_label)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={
            datetime: UtcDateTime,
            UUID: Id,
            StrEnum: Enum(StrEnum, native_enum=False, length=40),
            Json: JSON,
            list[Any]: JSON,
            list[str]: JSON,
            list[Json]: JSON,
        },
    )


db = SQLAlchemy(
    model_class=_Base,
    disable_autonaming=True,
    session_options={"expire_on_commit": False},
)


class Base(db.Model):  # type: ignore[name-defined,misc]
    __abstract__ = True
    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)

    def __init__(self, **values: Any) -> None:
        """Columns are set straight, for a thing that is being made has no former values; what hangs on it, as ever."""
        own: Json = self.__dict__
        columns = _columns_of(type(self))  # type: ignore[arg-type]
        for name, value in values.items():
            if name in columns:
                own[name] = value
            elif hasattr(type(self), name):
                setattr(self, name, value)
            else:
                raise TypeError(f"{type(self).__name__} has no {name}")


@cache
def _columns_of(kind: Any) -> frozenset[str]:
    return frozenset(inspect(kind).column_attrs.keys())


def one_of_ids(column: Any) -> ColumnElement[bool]:
    """The column is one of `ids`, which come when it is asked: for a query that is built once.

    What every exchange asks is built once: building a query takes longer than an answer of no rows.
    """
    found: ColumnElement[bool] = column.in_(bindparam("ids", expanding=True))
    return found


def not_by_index(column: Any) -> ColumnElement[Any]:
    """The column, so wrapped that no index of it is where the database begins: another condition leaves far fewer rows."""
    found: ColumnElement[Any] = func.coalesce(column, null())
    return found


def rows_of(query: Select[*tuple[Any, ...]], ids: Collection[UUID | str], **more: object) -> list[Any]:
    """Rows without objects of a query that is built once, for reading alone: what is not written yet is not among them."""
    if not ids:
        return []
    connection = db.session.connection()
    asked = plain_query(query, connection.dialect, len(ids), tuple(more))
    return list(map(asked.line._make, asked.rows(connection, ids, more)))


BEFORE_COMMIT: list[Callable[[], None]] = []
"""What must happen last in every transaction, in order: numbering the lines of shared ledgers."""


@contextmanager
def transaction() -> Iterator[None]:
    """One write transaction, committed at the end and undone as a whole on any exception.

    The read transaction that is open is ended first: SQLite then begins IMMEDIATE and never has to upgrade a
    read lock, which would fail under load.
    """
    db.session.rollback()
    empty = db.session.info
    empty.clear()
    db.session.connection(execution_options={"begin_immediate": True})
    earlier = _MIND.set(empty)
    try:
        yield
        db.session.flush()
        for number_lines in BEFORE_COMMIT:
            number_lines()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _MIND.reset(earlier)


_MIND: ContextVar[dict[Any, Any] | None] = ContextVar("what the open transaction remembers", default=None)


def mind() -> dict[Any, Any]:
    """What the session remembers until the next transaction. Asked several times for each event, so found in one step."""
    found = _MIND.get()
    return db.session.info if found is None else found


def read_afresh() -> None:
    """What is read from here on is what the database holds now: others may have written since our own commit."""
    db.session.rollback()
    db.session.expire_all()


Key = tuple[str, Hashable]


def all_with(kind: type[T], ids: Collection[UUID]) -> dict[UUID, T]:
    """Things of one kind by their ids, in one query; those that are not there are left out."""
    [key] = inspect(kind, raiseerr=True).primary_key
    rows = db.session.execute(select(key, kind).where(key.in_(ids))).unique()
    return {row[0]: row[1] for row in rows}


_UNKNOWN: Any = object()


def once_a_transaction(key: Key, load: Callable[[], T]) -> T:
    """What `load` gives, asked only once in this transaction: a locked row need not be locked again.

    That something is absent is remembered too; whoever makes it says so with `remember_in_transaction`.
    """
    remembered: dict[Any, T] = mind()
    thing: T = remembered.get(key, _UNKNOWN)
    if thing is _UNKNOWN:
        thing = remembered[key] = load()
    return thing


def in_mind(key: Key) -> Any:
    """What is remembered under this key; None where nothing is."""
    return mind().get(key)


def remember_in_transaction(key: Key, thing: object) -> None:
    """Just made here, or asked for together with others: no need to ask the database for it."""
    mind()[key] = thing


def forget_in_transaction(key: Key) -> None:
    """It is no longer as it was remembered: the next one asks the database."""
    mind().pop(key, None)


def has_tables() -> bool:
    """False where nothing was set up yet; raises where a database is named and does not answer."""
    return inspect(db.engine).has_table("agencies")


SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=20000",
    "cache_size=-16000",  # KiB: what a large batch writes lies there until its commit, and is written once
)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we begin ourselves, see _begin
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        immediate = connection.get_execution_options().get("begin_immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
