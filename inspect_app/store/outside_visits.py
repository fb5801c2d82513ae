"""Inspections that other departments have planned of our works' enterprises, so that both go together (综合查一次)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.store.base import FRESH, Base, db
from inspect_app.store.works import Work


class OutsideVisit(Base):
    """`merged_visit_id` = our visit that it became; `removed_at` = it will not take place."""

    __tablename__ = "outside_visits"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    department: Mapped[str]
    planned_on: Mapped[date]
    note: Mapped[str]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    added_at: Mapped[datetime]
    merged_visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visits.id"))
    removed_at: Mapped[datetime | None]
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)


def open_outside_visits(agency_id: UUID, *, since: date) -> list[OutsideVisit]:
    """Still to come and merged with none of ours, the next first."""
    query = select(OutsideVisit).filter_by(agency_id=agency_id, merged_visit_id=None, removed_at=None)
    return list(db.session.scalars(query.where(OutsideVisit.planned_on >= since).order_by(OutsideVisit.planned_on)))


def outside_visits_of_works(work_ids: Sequence[UUID], *, since: date, until: date) -> list[OutsideVisit]:
    query = select(OutsideVisit).filter_by(merged_visit_id=None, removed_at=None)
    query = query.where(OutsideVisit.work_id.in_(work_ids), OutsideVisit.planned_on.between(since, until))
    return list(db.session.scalars(query.order_by(OutsideVisit.planned_on)))


def outside_visit_of(agency_id: UUID, outside_id: UUID) -> OutsideVisit | None:
    query = select(OutsideVisit).filter_by(agency_id=agency_id, id=outside_id).with_for_update(of=OutsideVisit)
    return db.session.scalar(query, execution_options=FRESH)


def outside_visit_with(outside_id: UUID) -> OutsideVisit | None:
    return db.session.get(OutsideVisit, outside_id)
