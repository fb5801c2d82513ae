"""What a transaction has at hand: asked for together, or made in it, so that nobody asks the database for one after the other."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import RelationshipDirection, lazyload
from sqlalchemy.orm.attributes import set_committed_value

from inspect_app.store.base import (
    FRESH,
    Base,
    db,
    mind,
    one_of_ids,
    remember_in_transaction,
    rows_of,
)

T = TypeVar("T", bound=Base)
MOST_IDS = 1_000


def bring(
    kind: type[T], ids: Iterable[UUID], *, locked: bool = False, query: Select[tuple[T]] | None = None
) -> None:
    """Those of the ids in one query, in one order where they are locked; that one is not there is known as well.

    `query` = another one for `ids` than that of the whole thing.
    """
    name, held = _name(kind, locked), mind()
    wanted = sorted(one for one in set(ids) if (name, one) not in held)
    if not wanted:
        return
    asked = query if query is not None else _query(kind, locked)  # type: ignore[arg-type]
    found: dict[UUID, T] = {}
    for start in range(0, len(wanted), MOST_IDS):
        rows = db.session.scalars(asked, {"ids": wanted[start : start + MOST_IDS]}, execution_options=FRESH)
        found |= {row.id: row for row in rows.unique()}
    if query is None:
        bring_lists(kind, found)
    for one in wanted:
        held[(kind.__tablename__, one)] = held[(name, one)] = found.get(one)


def bring_if_any(kind: type[T], ids: Collection[UUID], *, locked: bool = False) -> None:
    """The same for things that are mostly new: asked first, without objects, is which of them there are."""
    known = {row.id for row in rows_of(_ids_of(kind), ids)}  # type: ignore[arg-type]
    if known:
        bring(kind, known, locked=locked)
    held = mind()
    for name in {kind.__tablename__, _name(kind, locked)}:
        for one in ids:
            held.setdefault((name, one), None)


@cache
def _ids_of(kind: type[Any]) -> Select[Any]:
    return select(kind.id).where(one_of_ids(kind.id))


def at_hand(kind: type[T], wanted_id: UUID) -> T | None:
    """What was brought or made in this transaction; else the database is asked."""
    key, held = (kind.__tablename__, wanted_id), mind()
    return held[key] if key in held else db.session.get(kind, wanted_id)


def put_in(thing: T) -> T:
    """New in this transaction: written with everything else at its end, and at hand until then."""
    db.session.add(thing)
    for locked in (False, True):
        remember_in_transaction((_name(type(thing), locked), thing.id), thing)
    return thing


def _name(kind: type[Base], locked: bool) -> str:
    return f"{kind.__tablename__}, locked" if locked else kind.__tablename__


@cache
def _query(kind: type[Any], locked: bool) -> Select[Any]:
    query = without_lists(kind, select(kind).where(one_of_ids(kind.id)))
    return query.order_by(kind.id).with_for_update(of=kind) if locked else query


@cache
def _lists(kind: type[Any]) -> list[tuple[str, str, Select[Any]]]:
    """What is read with each thing of this kind: its name there, the part's key, and the query of all parts.

    The library would build these queries each time anew, which takes longer than everything else that it does for them.
    """
    found = []
    for one in inspect(kind).relationships:
        if one.lazy == "selectin" and one.direction is RelationshipDirection.ONETOMANY:
            part: Any = one.mapper.class_
            [(_, column)] = one.local_remote_pairs
            key = one.mapper.get_property_by_column(column).key
            order = one.order_by or ()
            found.append((one.key, key, select(part).where(one_of_ids(getattr(part, key))).order_by(*order)))
    return found


def without_lists(kind: type[T], query: Select[Any]) -> Select[Any]:
    """The things alone; `bring_lists` reads the rest."""
    return query.options(*(lazyload(getattr(kind, name)) for name, _, _ in _lists(kind)))  # type: ignore[arg-type]


def bring_lists(kind: type[T], things: Mapping[UUID, T]) -> None:
    for name, key, query in _lists(kind) if things else []:  # type: ignore[arg-type]
        lists: dict[UUID, list[Any]] = {one: [] for one in things}
        for part in db.session.scalars(query, {"ids": list(things)}, execution_options=FRESH).unique():
            lists[getattr(part, key)].append(part)
        for one, thing in things.items():
            set_committed_value(thing, name, lists[one])
