"""What a transaction has at hand: asked for together, or made in it, so that nobody asks the database for one after the other."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select

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
    query = select(kind).where(one_of_ids(kind.id))
    return query.order_by(kind.id).with_for_update(of=kind) if locked else query
