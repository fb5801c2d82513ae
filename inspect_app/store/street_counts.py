"""What streets did in a year, counted by the database: their works by how they were patrolled, and the patrols themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, case, func, literal, select
from sqlalchemy.orm import aliased

from inspect_app.rules.street_duties import DutyFigure
from inspect_app.store.base import Ids, db
from inspect_app.store.day_numbers import day_number
from inspect_app.store.patrols import PatrolInterval
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work

OF_WORKS = (DutyFigure.WORKS, DutyFigure.ENOUGH, DutyFigure.OVERDUE)


@dataclass(frozen=True)
class StreetYear:
    """From one moment on and before another. `enough` = how often each street sees a work in it; `usual` = days between.

    `overdue_on` = the day by which works are overdue; None = that is a matter of another year.
    """

    agency_id: UUID
    since: datetime
    before: datetime
    enough: Mapping[UUID, int]
    usual: int
    overdue_on: date | None


def _patrolled(asked: StreetYear) -> Subquery:
    """By work, over an index alone: the last patrol, and how many there were in the year."""
    in_year = and_(Visit.finished_at >= asked.since, Visit.finished_at < asked.before)
    query = select(
        Visit.work_id, func.max(Visit.finished_at).label("last_at"), func.count().filter(in_year).label("times")
    )
    made = query.where(Visit.street_id.is_not(None), Visit.finished_at.is_not(None))
    return made.group_by(Visit.work_id).subquery()


def _standing(asked: StreetYear) -> tuple[Select[UUID], dict[DutyFigure, ColumnElement[bool]]]:
    patrolled = _patrolled(asked)
    query = select(Work.id).outerjoin(patrolled, patrolled.c.work_id == Work.id)
    query = query.outerjoin(PatrolInterval, PatrolInterval.work_id == Work.id)
    query = query.where(Work.agency_id == asked.agency_id, Work.street_id.in_(asked.enough))
    due = day_number(patrolled.c.last_at) + func.coalesce(PatrolInterval.days, asked.usual)
    return query, {
        DutyFigure.WORKS: literal(True),
        DutyFigure.ENOUGH: func.coalesce(patrolled.c.times, 0) >= _enough(asked),
        DutyFigure.OVERDUE: due < asked.overdue_on.toordinal() if asked.overdue_on else literal(False),
    }


def _enough(asked: StreetYear) -> ColumnElement[int]:
    times = [(Work.street_id == street_id, number) for street_id, number in asked.enough.items()]
    return case(*times, else_=0) if times else literal(0)


def count_street_works(asked: StreetYear) -> dict[UUID, dict[DutyFigure, int]]:
    """By street; one without works is left out."""
    query, conditions = _standing(asked)
    numbers = [func.count().filter(conditions[figure]) for figure in OF_WORKS]
    rows = db.session.execute(query.with_only_columns(Work.street_id, *numbers).group_by(Work.street_id))
    return {row[0]: dict(zip(OF_WORKS, row[1:], strict=True)) for row in rows}


def street_works_counted(asked: StreetYear, figure: DutyFigure) -> Ids:
    """The very works that the number counts."""
    query, conditions = _standing(asked)
    return query.where(conditions[figure])


PatrolLine = Row[UUID, UUID, datetime, datetime | None, int]


def patrols_of_year(asked: StreetYear) -> list[PatrolLine]:
    """(id, street, moment, that of the patrol before it, days between them that hold for the work)."""
    earlier = aliased(Visit)
    before = select(func.max(earlier.finished_at)).where(
        earlier.work_id == Visit.work_id, earlier.street_id.is_not(None), earlier.finished_at < Visit.finished_at
    )
    every = func.coalesce(PatrolInterval.days, asked.usual)
    query = select(Visit.id, Visit.street_id, Visit.finished_at, before.correlate(Visit).scalar_subquery(), every)
    query = query.outerjoin(PatrolInterval, PatrolInterval.work_id == Visit.work_id)
    query = query.where(Visit.agency_id == asked.agency_id, Visit.street_id.is_not(None))
    query = query.where(Visit.finished_at >= asked.since, Visit.finished_at < asked.before)
    return list(db.session.execute(query).all())  # type: ignore[arg-type]
