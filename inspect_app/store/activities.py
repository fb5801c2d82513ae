"""Events of an office (普法活动), by year."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, extract, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.activities import ActivityFacts, ActivityKind
from inspect_app.store.base import FRESH, Base, db


class Activity(Base):
    __tablename__ = "activities"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    kind: Mapped[ActivityKind]
    title: Mapped[str]
    from_on: Mapped[date] = mapped_column(index=True)
    until_on: Mapped[date]
    place: Mapped[str]
    plan: Mapped[str]
    summary: Mapped[str]
    reached: Mapped[int | None]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")

    def facts(self) -> ActivityFacts:
        return ActivityFacts(
            self.kind, self.title, self.from_on, self.until_on, self.place, self.plan, self.summary, self.reached
        )


def activities_of(agency_id: UUID, *, year: int | None = None) -> list[Activity]:
    """The newest first; those that were withdrawn too."""
    query = select(Activity).filter_by(agency_id=agency_id)
    query = query.where(extract("year", Activity.from_on) == year) if year else query
    return list(db.session.scalars(query.order_by(Activity.from_on.desc(), Activity.title)))


def activity_with(activity_id: UUID) -> Activity | None:
    return db.session.get(Activity, activity_id)


def activity_for_update(activity_id: UUID) -> Activity | None:
    query = select(Activity).filter_by(id=activity_id).with_for_update()
    return db.session.scalar(query, execution_options=FRESH)
