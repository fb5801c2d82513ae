"""Rows written with others of their kind in one go: those that nobody touches again, and what is new of certain kinds."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Column, event, insert, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import ORMExecuteState, RelationshipDirection, Session
from sqlalchemy.orm.attributes import instance_state

from inspect_app.store.base import BEFORE_COMMIT, Json, db, mind

Bind = Callable[[Any], Any]
M = TypeVar("M")
_TOGETHER: set[type[Any]] = set()


def add_row(model: type[Any], row: Json) -> None:
    """A row with every column of its table, written with others of its kind in one go (see `write_rows`)."""
    add_rows(model, [row])


def add_rows(model: type[Any], rows: list[Json]) -> None:
    """None of them is nothing to write: all that a batch brought may have come by another call."""
    if not rows:
        return
    collected: dict[type[Any], list[Json]] = mind().setdefault("rows", {})
    collected.setdefault(model, []).extend(rows)


def write_rows() -> None:
    """Write what `add_row` collected: at commit, and before anything is read in the same transaction."""
    rows: dict[type[Any], list[Json]] = mind().pop("rows", {})
    if rows:
        session = db.session()
        session.flush()
        for model, values in rows.items():
            _write(session, model, values)


def _write(session: Session, model: Any, rows: list[Json]) -> None:
    connection = session.connection()
    statement, columns, is_positional = _insert_into(model, connection.dialect)
    bound = [_bound(list(map(itemgetter(name), rows)), bind) for name, bind in columns]
    values = zip(*bound, strict=True)
    names = [name for name, _ in columns]
    connection.exec_driver_sql(
        statement, list(values) if is_positional else [dict(zip(names, one, strict=True)) for one in values]
    )


def _bound(values: list[Any], bind: Bind | None) -> Iterable[Any]:
    """A column of all rows. The very same value in many of them (whose it is, when it came) is bound once."""
    if bind is None:
        return values
    names = list(map(id, values))
    different = dict(zip(names, values, strict=True))
    if len(different) == len(values):
        return map(bind, values)
    bound = {name: bind(value) for name, value in different.items()}
    return map(bound.__getitem__, names)


@lru_cache(maxsize=256)
def _insert_into(model: Any, dialect: Dialect) -> tuple[str, list[tuple[str, Bind | None]], bool]:
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


def written_together(model: type[M]) -> type[M]:
    """New things of this kind are written with others in one go; whoever makes one sets its keys, not only what it hangs on."""
    _TOGETHER.add(model)
    return model


@event.listens_for(Session, "before_flush")
def _write_new(session: Session, _context: object, some: object) -> None:
    """What is new, where all of it is of such kinds; else the session does it as ever.

    The session works out for each thing which of its columns are set, what it hangs on and in which order it comes: for
    hundreds of things that takes longer than everything else that is done with them.
    """
    new = list(session.new)
    if some or not all(type(one) in _TOGETHER and _is_whole(one) for one in new):
        return
    kinds: dict[Any, list[Json]] = {}
    for one in new:
        kinds.setdefault(type(one), []).append(vars(one))
    for model in sorted(kinds, key=_place):
        _write(session, model, kinds[model])
    session._register_persistent({instance_state(one) for one in new})  # what a flush does with what it has written


def _is_whole(thing: Any) -> bool:
    """Every column has its value or its default, which is set now."""
    values: Json = vars(thing)
    kind: Any = type(thing)
    for name, default in _defaults(kind):
        if name not in values:
            if default is None:
                return False
            values[name] = default()
    return all(values.get(name) is None or values[key] is not None for name, key in _hangs_on(kind))


@cache
def _place(model: Any) -> int:
    """After whatever it points at."""
    return model.metadata.sorted_tables.index(model.__table__)  # type: ignore[no-any-return]


@cache
def _defaults(model: Any) -> list[tuple[str, Callable[[], Any] | None]]:
    """None = it must be set."""
    return [(column.name, _default(column)) for column in model.__table__.columns]


def _default(column: Column[Any]) -> Callable[[], Any] | None:
    if column.default is None:
        return (lambda: None) if column.nullable else None
    value: Any = column.default.arg  # type: ignore[attr-defined]
    return (lambda: value(None)) if callable(value) else lambda: value


@cache
def _hangs_on(model: Any) -> list[tuple[str, str]]:
    """Its relationships to one other thing, each with its key."""
    towards_one = [one for one in inspect(model).relationships if one.direction is RelationshipDirection.MANYTOONE]
    return [(one.key, key.name) for one in towards_one for key in one.local_columns]
