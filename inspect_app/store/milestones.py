"""Milestones (节点) of key projects: when each is planned, and when it was reached."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.key_projects import MilestoneKind
from inspect_app.store.base import Base, db
from inspect_app.store.works import Work


class Milestone(Base):
    __tablename__ = "milestones"
    __table_args__ = (UniqueConstraint("work_id", "kind"),)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    kind: Mapped[MilestoneKind]
    planned_on: Mapped[date]
    reached_on: Mapped[date | None]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    noted_at: Mapped[datetime]


def milestones_of(work_ids: list[UUID]) -> dict[UUID, list[Milestone]]:
    query = select(Milestone).where(Milestone.work_id.in_(work_ids)).order_by(Milestone.planned_on)
    found: dict[UUID, list[Milestone]] = {}
    for one in db.session.scalars(query):
        found.setdefault(one.work_id, []).append(one)
    return found


def milestone_of(work_id: UUID, kind: MilestoneKind) -> Milestone | None:
    return db.session.scalar(select(Milestone).filter_by(work_id=work_id, kind=kind))


def key_works(agency_id: UUID) -> list[Work]:
    query = select(Work).filter_by(agency_id=agency_id, is_key_project=True)
    return list(db.session.scalars(query.order_by(Work.number)))
