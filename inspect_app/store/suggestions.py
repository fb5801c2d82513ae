"""What suggestions are made from, each asked for once for the whole district: last visits, breaches, open orders."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from inspect_app.rules.calendar import day_of
from inspect_app.rules.stages import Stage
from inspect_app.rules.suggestions import Breach, OpenOrder, QuietWork
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.store.base import db
from inspect_app.store.decisions import Decision
from inspect_app.store.orders import TO_CORRECT, Order
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work

NOT_IN_FORCE = (Stage.MADE, Stage.VOIDED, Stage.WITHDRAWN)


def last_visits(agency_id: UUID) -> list[QuietWork]:
    """Every work with the day of its newest inspection that began. A street's patrol is none: it does not end the quiet."""
    began = func.max(Visit.started_at)
    inspected = and_(Visit.work_id == Work.id, Visit.kind != VisitKind.PATROL)
    query = select(Work.id, Work.name, began).outerjoin(Visit, inspected)
    query = query.where(Work.agency_id == agency_id).group_by(Work.id, Work.name)
    return [QuietWork(work_id, name, _day(at)) for work_id, name, at in db.session.execute(query)]


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
