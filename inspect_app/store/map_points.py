"""(Long: a query for each layer.) What stands on the map: works, visits, findings, orders, at the work's first entrance.

Where a window holds more than can be looked at, its points are counted by squares; no window ever brings thousands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import KeyedColumnElement

from inspect_app.rules.procedure import Stage, Subject, is_settled
from inspect_app.store.base import db
from inspect_app.store.orders import TO_CORRECT, Order, OrderItem
from inspect_app.store.visit_lists import STILL_TO_DO
from inspect_app.store.visits import Finding, FindingVersion, Visit
from inspect_app.store.works import Entrance, Work

FIRST = 1
MOST_POINTS = 1_500
OPEN_VISITS = frozenset(stage for stage in Stage if not is_settled(Subject.VISIT, stage))


class Layer(StrEnum):
    WORKS = "工程"
    VISITS = "检查"
    FINDINGS = "未改正的问题"
    ORDERS = "责令改正"


@dataclass(frozen=True)
class Box:
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class PointRow:
    """`state` = the member's code of status, stage or severity; `is_late` = past its day."""

    id: UUID
    work_id: UUID
    longitude: float
    latitude: float
    number: str
    name: str
    words: str
    state: StrEnum
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class Square:
    """So many points around here, of which so many are late."""

    longitude: float
    latitude: float
    count: int
    late: int


Query = Select[Any]
Ids = Select[Any] | None


def _late(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return case((and_(*conditions), 1), else_=0)


def _works(agency_id: UUID, on: date) -> Query:
    late_visit = exists().where(Visit.work_id == Work.id, Visit.stage.in_(STILL_TO_DO), Visit.due_on < on)
    late_order = exists().where(Order.work_id == Work.id, Order.stage.in_(TO_CORRECT), Order.due_on < on)
    late = _late(or_(late_visit, late_order))
    return _placed(Work.id, Work.address, Work.status, literal(None), late).where(Work.agency_id == agency_id)


def _visits(agency_id: UUID, on: date) -> Query:
    late = _late(Visit.stage.in_(STILL_TO_DO), Visit.due_on < on)
    query = _placed(Visit.id, Work.address, Visit.stage, Visit.due_on, late).join(Visit, Visit.work_id == Work.id)
    return query.where(Visit.agency_id == agency_id)


def _orders(agency_id: UUID, on: date) -> Query:
    late = _late(Order.stage.in_(TO_CORRECT), Order.due_on < on)
    query = _placed(Order.id, Order.number, Order.stage, Order.due_on, late).join(Order, Order.work_id == Work.id)
    return query.where(Order.agency_id == agency_id)


def _findings(agency_id: UUID, on: date) -> Query:
    """Ordered to be corrected and not corrected yet, or not decided upon yet."""
    ordered = exists().where(OrderItem.finding_id == Finding.id)
    still = select(Order.due_on).join(OrderItem, OrderItem.order_id == Order.id)
    still = still.where(OrderItem.finding_id == Finding.id, Order.stage.in_(TO_CORRECT))
    due = still.with_only_columns(func.min(Order.due_on)).scalar_subquery()
    any_words = aliased(FindingVersion)
    last = select(func.max(any_words.position)).where(any_words.finding_id == Finding.id)
    query = _placed(Finding.id, FindingVersion.text, FindingVersion.severity, due, _late(due < on))
    query = query.join(Finding, Finding.work_id == Work.id).join(Visit, Visit.id == Finding.visit_id)
    query = query.join(FindingVersion, FindingVersion.finding_id == Finding.id)
    query = query.where(FindingVersion.position == last.scalar_subquery(), Finding.withdrawn_at.is_(None))
    undecided = and_(~ordered, Visit.stage.in_(OPEN_VISITS))
    return query.where(Visit.agency_id == agency_id, or_(still.exists(), undecided))


def _placed(subject: Any, words: Any, state: Any, due: Any, late: ColumnElement[int]) -> Query:
    query = select(
        subject.label("id"), Work.id.label("work_id"), Entrance.longitude, Entrance.latitude,
        Work.number, Work.name, words.label("words"), state.label("state"), due.label("due_on"), late.label("is_late"),
    )  # fmt: skip
    return query.select_from(Work).join(Entrance, and_(Entrance.work_id == Work.id, Entrance.position == FIRST))


@dataclass(frozen=True)
class _Kind:
    query: Callable[[UUID, date], Query]
    subject: KeyedColumnElement[Any]


KINDS: dict[Layer, _Kind] = {
    Layer.WORKS: _Kind(_works, Work.__table__.c.id),
    Layer.VISITS: _Kind(_visits, Visit.__table__.c.id),
    Layer.FINDINGS: _Kind(_findings, Finding.__table__.c.id),
    Layer.ORDERS: _Kind(_orders, Order.__table__.c.id),
}


@dataclass(frozen=True)
class Wanted:
    """`works` and `subjects` = queries of ids that bound what is drawn; None = all of the agency. `late` = only those."""

    layer: Layer
    on: date
    works: Ids = None
    subjects: Ids = None
    late: bool = False


def _query(agency_id: UUID, wanted: Wanted, box: Box | None) -> Query:
    kind = KINDS[wanted.layer]
    query = kind.query(agency_id, wanted.on)
    if wanted.works is not None:
        query = query.where(Work.id.in_(wanted.works.correlate(None)))
    if wanted.subjects is not None:
        query = query.where(kind.subject.in_(wanted.subjects.correlate(None)))
    elif wanted.layer is Layer.VISITS:
        query = query.where(Visit.stage.in_(OPEN_VISITS))
    elif wanted.layer is Layer.ORDERS:
        query = query.where(Order.stage.in_(TO_CORRECT))
    if box is not None:
        query = query.where(
            Entrance.longitude.between(box.west, box.east), Entrance.latitude.between(box.south, box.north)
        )
    if wanted.late:
        rows = query.subquery()
        return select(rows).where(rows.c.is_late == 1)
    return query


def count_points(agency_id: UUID, wanted: Wanted, box: Box | None = None) -> int:
    rows = _query(agency_id, wanted, box).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def points(agency_id: UUID, wanted: Wanted, box: Box | None = None, *, limit: int | None = None) -> list[PointRow]:
    """In the order of the works' numbers."""
    rows = _query(agency_id, wanted, box).subquery()
    query = select(rows).order_by(rows.c.number, rows.c.id).limit(limit)
    return [PointRow(**{**row._mapping, "is_late": bool(row.is_late)}) for row in db.session.execute(query)]


def squares(agency_id: UUID, wanted: Wanted, box: Box, *, side: float) -> list[Square]:
    """`side` in degrees; each square stands where its points lie on average."""
    rows = _query(agency_id, wanted, box).subquery()
    east, north = func.floor(rows.c.longitude / side), func.floor(rows.c.latitude / side)
    query = select(func.avg(rows.c.longitude), func.avg(rows.c.latitude), func.count(), func.sum(rows.c.is_late))
    found = db.session.execute(query.group_by(east, north).order_by(func.count().desc()))
    return [Square(float(lon), float(lat), count, int(late)) for lon, lat, count, late in found]


def drawn(
    agency_id: UUID, wanted: Wanted, box: Box, *, side: float, most: int = MOST_POINTS
) -> tuple[int, list[PointRow] | list[Square]]:
    """How many there are in the window, and each of them, or where they are too many their squares."""
    count = count_points(agency_id, wanted, box)
    if count <= most:
        return count, points(agency_id, wanted, box)
    return count, squares(agency_id, wanted, box, side=side)


def bounds(agency_id: UUID, wanted: Wanted) -> Box | None:
    """The window that holds everything; None when nothing has coordinates."""
    rows = _query(agency_id, wanted, None).subquery()
    east, north = rows.c.longitude, rows.c.latitude
    found = db.session.execute(select(func.min(east), func.min(north), func.max(east), func.max(north))).one()
    return None if found[0] is None else Box(*found)


def street_centres(windows: list["StreetWindow"]) -> list[tuple[UUID, float, float]]:
    """Where each street's works lie on average: what a map without pictures of the ground is read by."""
    return [(one.street_id, *one.centre) for one in windows if one.centre]


@dataclass(frozen=True)
class StreetWindow:
    """How a street's works lie, by their first entrances. `centre`, `box` None = none of them has a place."""

    street_id: UUID
    works: int
    placed: int
    centre: tuple[float, float] | None
    box: Box | None


def street_windows(agency_id: UUID, works: Select[Any] | None = None) -> list[StreetWindow]:
    """In one look at the register, or at these works of it: a query of their ids."""
    east, north = Entrance.longitude, Entrance.latitude
    numbers = (
        func.count(), func.count(Entrance.id), func.avg(east), func.avg(north),
        func.min(east), func.min(north), func.max(east), func.max(north),
    )  # fmt: skip
    base = select(Work.id).where(Work.agency_id == agency_id) if works is None else works
    query = base.with_only_columns(Work.street_id, *numbers)
    query = query.outerjoin(Entrance, and_(Entrance.work_id == Work.id, Entrance.position == FIRST))
    query = query.group_by(Work.street_id)
    return [_window(*row) for row in db.session.execute(query)]


def _window(
    street_id: UUID, works: int, placed: int, lon: float | None, lat: float | None, *box: Any
) -> StreetWindow:
    if lon is None or lat is None:
        return StreetWindow(street_id, works, placed, None, None)
    return StreetWindow(street_id, works, placed, (float(lon), float(lat)), Box(*box))


def around(windows: list[StreetWindow]) -> Box | None:
    boxes = [one.box for one in windows if one.box]
    if not boxes:
        return None
    west, south = min(one.west for one in boxes), min(one.south for one in boxes)
    return Box(west, south, max(one.east for one in boxes), max(one.north for one in boxes))
