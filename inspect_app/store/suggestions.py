"""What suggestions are made from, each asked for once for the whole district: last visits, breaches, open orders."""

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select

from inspect_app.rules.calendar import SHANGHAI, day_of
from inspect_app.rules.stages import Stage
from inspect_app.rules.suggestions import Breach, OpenOrder, QuietWork
from inspect_app.store.base import db
from inspect_app.store.day_numbers import day_number
from inspect_app.store.decisions import Decision
from inspect_app.store.orders import TO_CORRECT, Order
from inspect_app.store.visits import IS_INSPECTION, Visit
from inspect_app.store.works import Work

NOT_IN_FORCE = (Stage.MADE, Stage.VOIDED, Stage.WITHDRAWN)


_INSPECTED = (Visit.work_id == Work.id, IS_INSPECTION)
_LAST = select(func.max(Visit.started_at)).where(*_INSPECTED).correlate(Work).scalar_subquery()


def last_visits(agency_id: UUID, ids: Collection[UUID]) -> list[QuietWork]:
    """Of these works, with the day of the newest inspection that began."""
    return _read(select(Work.id, Work.name, _LAST).where(Work.agency_id == agency_id, Work.id.in_(ids)))


def _read(query: Select[UUID, str, datetime | None]) -> list[QuietWork]:
    return [QuietWork(work_id, name, _day(at)) for work_id, name, at in db.session.execute(query)]


def _quiet(agency_id: UUID, before: date, without: Collection[UUID]) -> list[ColumnElement[bool]]:
    """No inspection began on that day or later."""
    first = datetime.combine(before, time(), SHANGHAI)
    inspected = exists().where(*_INSPECTED, Visit.started_at >= first)
    return [Work.agency_id == agency_id, Work.id.not_in(without), ~inspected]


def count_quiet(agency_id: UUID, *, before: date, without: Collection[UUID]) -> int:
    query = select(func.count()).select_from(Work).where(*_quiet(agency_id, before, without))
    return db.session.scalar(query) or 0


def quiet_page(
    agency_id: UUID, *, before: date, without: Collection[UUID], limit: int, offset: int
) -> list[QuietWork]:
    """The longest quiet first."""
    query = select(Work.id, Work.name, _LAST).where(*_quiet(agency_id, before, without))
    order = (day_number(_LAST).asc().nulls_first(), Work.name, Work.id)
    return _read(query.order_by(*order).limit(limit).offset(offset))


def _day(at: datetime | None) -> date | None:
    return day_of(at) if at else None


def breaches_since(agency_id: UUID, since: date) -> list[Breach]:
    """Decisions and orders in force that were made since that day."""
    decisions = select(Decision.party_name, Work.id, Work.name, Decision.decided_on)
    decisions = decisions.join(Work, Work.id == Decision.work_id).where(
        Decision.agency_id == agency_id, Decision.decided_on >= since, Decision.stage.not_in(NOT_IN_FORCE)
    )
    orders = select(Order.party_name, Work.id, Work.name, Order.ordered_on)
    orders = orders.join(Work, Work.id == Order.work_id).where(
        Order.agency_id == agency_id, Order.ordered_on >= since, Order.stage.not_in(NOT_IN_FORCE)
    )
    rows = [*db.session.execute(decisions), *db.session.execute(orders)]
    return [Breach(party, work_id, name, on) for party, work_id, name, on in rows]


def orders_to_correct(agency_id: UUID) -> list[OpenOrder]:
    query = select(Order.id, Order.number, Work.id, Work.name, Order.party_name, Order.due_on)
    query = query.join(Work, Work.id == Order.work_id)
    query = query.where(Order.agency_id == agency_id, Order.stage.in_(TO_CORRECT))
    return [OpenOrder(*row) for row in db.session.execute(query)]
