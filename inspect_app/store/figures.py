"""The figures of the districts below a city office: sums and counts alone, never a work, a visit or a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.procedure import Subject, waiting_for
from inspect_app.rules.works import WorkStatus
from inspect_app.store.agencies import Agency
from inspect_app.store.base import db, once_a_transaction
from inspect_app.store.decisions import Decision
from inspect_app.store.orders import TO_CORRECT, Order
from inspect_app.store.visits import Finding, Visit
from inspect_app.store.works import Work

IN_FORCE = waiting_for(Subject.DECISION, "withdraw")


@dataclass(frozen=True)
class Figures:
    """One district. Visits, findings and penalties are this year's; orders are those still to correct."""

    agency: Agency
    works: int = 0
    area_m2: Decimal = Decimal(0)
    in_use: int = 0
    under_construction: int = 0
    visits: int = 0
    findings: int = 0
    to_correct: int = 0
    overdue: int = 0
    penalties: int = 0
    fines_yuan: int = 0


def figures_below(city_id: UUID, *, on: date) -> list[Figures]:
    """By code; a district that has nothing yet stands there with noughts. Counted once, however often a page asks."""
    return once_a_transaction(("figures below", (city_id, on)), lambda: _figures_below(city_id, on))


def _figures_below(city_id: UUID, on: date) -> list[Figures]:
    query = select(Agency).filter_by(parent_id=city_id, kind=AgencyKind.DISTRICT).order_by(Agency.code)
    districts = list(db.session.scalars(query))
    ids = [agency.id for agency in districts]
    parts = [_works(ids), _visits(ids, on), _findings(ids, on), _orders(ids, on), _penalties(ids, on)]
    return [
        Figures(one, **{name: value for part in parts for name, value in part.get(one.id, {}).items()})
        for one in districts
    ]


Part = dict[UUID, dict[str, Any]]


def _works(ids: Sequence[UUID]) -> Part:
    area = func.coalesce(func.sum(Work.area_m2), 0)
    columns = {
        "works": func.count(),
        "area_m2": area,
        "in_use": _how_many(Work.status == WorkStatus.IN_USE),
        "under_construction": _how_many(Work.status == WorkStatus.UNDER_CONSTRUCTION),
    }
    found = _by_agency(columns, Work.agency_id, ids)
    return {
        one: {**row, "area_m2": Decimal(row["area_m2"]).quantize(Decimal("0.01"))} for one, row in found.items()
    }


def _visits(ids: Sequence[UUID], on: date) -> Part:
    return _by_agency({"visits": func.count()}, Visit.agency_id, ids, Visit.started_at >= _new_year(on))


def _findings(ids: Sequence[UUID], on: date) -> Part:
    """Begun at this year's findings, and not at every visit of twenty years."""
    standing, agency_id = and_(Finding.withdrawn_at.is_(None), Finding.found_at >= _new_year(on)), _of_visit()
    query = select(agency_id, func.count()).where(standing, agency_id.in_(ids)).group_by(agency_id)
    return {row[0]: {"findings": row[1]} for row in db.session.execute(query)}


def _of_visit() -> ColumnElement[UUID]:
    return select(Visit.agency_id).where(Visit.id == Finding.visit_id).correlate(Finding).scalar_subquery()


def _orders(ids: Sequence[UUID], on: date) -> Part:
    columns = {"to_correct": func.count(), "overdue": _how_many(Order.due_on < on)}
    return _by_agency(columns, Order.agency_id, ids, Order.stage.in_(TO_CORRECT))


def _penalties(ids: Sequence[UUID], on: date) -> Part:
    columns = {"penalties": func.count(), "fines_yuan": func.coalesce(func.sum(Decision.fine_yuan), 0)}
    this_year = Decision.decided_on >= date(on.year, 1, 1)
    return _by_agency(columns, Decision.agency_id, ids, Decision.stage.in_(IN_FORCE), this_year)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


def _new_year(on: date) -> datetime:
    return datetime(on.year, 1, 1, tzinfo=SHANGHAI)


def _by_agency(
    columns: dict[str, Any], agency_id: Any, ids: Sequence[UUID], *conditions: ColumnElement[bool]
) -> Part:
    query = select(agency_id, *columns.values()).where(agency_id.in_(ids), *conditions).group_by(agency_id)
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in db.session.execute(query)}
