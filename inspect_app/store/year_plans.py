"""Yearly inspection plans: their lines, and what was done in each quarter."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.calendar import SHANGHAI
from inspect_app.rules.procedure import Stage
from inspect_app.rules.visit_kinds import VisitKind
from inspect_app.rules.year_plans import QUARTERS, PlanLine
from inspect_app.store.agencies import Agency
from inspect_app.store.base import FRESH, Base, db
from inspect_app.store.enterprises import CALLED_OFF
from inspect_app.store.visits import Visit
from inspect_app.store.works import Work

Counts = dict[tuple[VisitKind, UUID | None], dict[int, int]]


class YearPlan(Base):
    """One office's plan of one year; `frequency` in words: how often whom."""

    __tablename__ = "year_plans"
    __table_args__ = (UniqueConstraint("agency_id", "year"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    year: Mapped[int]
    frequency: Mapped[str]
    stage: Mapped[Stage] = mapped_column(index=True)
    drafted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    drafted_at: Mapped[datetime]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    approved_at: Mapped[datetime | None]
    published_on: Mapped[date | None]
    lines: Mapped[list["YearPlanLine"]] = relationship(
        lazy="selectin", order_by="YearPlanLine.added_at", cascade="all, delete-orphan"
    )


class YearPlanLine(Base):
    """Visits of one kind in one street (None = the district), by quarter."""

    __tablename__ = "year_plan_lines"
    plan_id: Mapped[UUID] = mapped_column(ForeignKey("year_plans.id"), index=True)
    kind: Mapped[VisitKind]
    street_id: Mapped[UUID | None] = mapped_column(ForeignKey("agencies.id"))
    first: Mapped[int]
    second: Mapped[int]
    third: Mapped[int]
    fourth: Mapped[int]
    added_at: Mapped[datetime]
    street: Mapped[Agency | None] = relationship(lazy="joined")

    def facts(self) -> PlanLine:
        quarters = (self.first, self.second, self.third, self.fourth)
        return PlanLine(self.kind, self.street.name if self.street else None, quarters)


def year_plans_of(agency_id: UUID) -> list[YearPlan]:
    return list(db.session.scalars(select(YearPlan).filter_by(agency_id=agency_id).order_by(YearPlan.year.desc())))


def year_plan_of(agency_id: UUID, plan_id: UUID) -> YearPlan | None:
    return db.session.scalar(select(YearPlan).filter_by(agency_id=agency_id, id=plan_id))


def year_plan_with(plan_id: UUID) -> YearPlan | None:
    return db.session.get(YearPlan, plan_id)


def year_plan_for_update(agency_id: UUID, plan_id: UUID) -> YearPlan | None:
    query = select(YearPlan).filter_by(agency_id=agency_id, id=plan_id).with_for_update(of=YearPlan)
    return db.session.scalar(query, execution_options=FRESH)


def forget_line(plan: YearPlan, line: YearPlanLine) -> None:
    """Of a draft, which nobody has approved yet."""
    plan.lines.remove(line)
    db.session.flush()


def visits_by_quarter(agency_id: UUID, year: int) -> Counts:
    """By kind and street (None = all streets), then by quarter: visits that began in it. Four queries."""
    found: Counts = {}
    for quarter in QUARTERS:
        begin = datetime(year, 3 * quarter - 2, 1, tzinfo=SHANGHAI)
        end = datetime(year + quarter // 4, (3 * quarter) % 12 + 1, 1, tzinfo=SHANGHAI)
        query = select(Visit.kind, Work.street_id, func.count()).join(Work, Work.id == Visit.work_id)
        query = query.where(Visit.agency_id == agency_id, Visit.started_at >= begin, Visit.started_at < end)
        query = query.where(Visit.stage.not_in(CALLED_OFF)).group_by(Visit.kind, Work.street_id)
        for kind, street_id, count in db.session.execute(query):
            for place in (street_id, None):
                by_quarter = found.setdefault((kind, place), {})
                by_quarter[quarter] = by_quarter.get(quarter, 0) + count
    return found
