"""Targets of a year, for the office and its teams: stages are only ever added."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.calendar import day_of
from inspect_app.rules.targets import Measure, Stage
from inspect_app.store.agencies import Team
from inspect_app.store.base import Base, db


class TargetStage(Base):
    """One stage. `team_id` None = the whole office; `done_then` = what was counted on the day on which it was set."""

    __tablename__ = "target_stages"
    __table_args__ = (UniqueConstraint("agency_id", "team_id", "year", "measure", "position"),)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    measure: Mapped[Measure]
    position: Mapped[int]
    count: Mapped[int]
    due_on: Mapped[date]
    reason: Mapped[str]
    done_then: Mapped[int]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    set_at: Mapped[datetime]
    team: Mapped[Team | None] = relationship(lazy="joined")

    def facts(self) -> Stage:
        return Stage(self.count, self.due_on, day_of(self.set_at))


def target_stages(agency_id: UUID, year: int) -> list[TargetStage]:
    query = select(TargetStage).filter_by(agency_id=agency_id, year=year)
    return list(db.session.scalars(query.order_by(TargetStage.position, TargetStage.set_at)))


def target_stage_with(stage_id: UUID) -> TargetStage | None:
    return db.session.get(TargetStage, stage_id)


def years_with_targets(agency_id: UUID) -> list[int]:
    return list(db.session.scalars(select(TargetStage.year).filter_by(agency_id=agency_id).distinct()))
