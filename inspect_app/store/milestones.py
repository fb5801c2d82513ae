"""Milestones (节点) of key projects: when each is planned, and when it was reached."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, case, exists, func, literal, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.key_projects import MilestoneKind
from inspect_app.store.base import Base, db
from inspect_app.store.day_numbers import day_number
from inspect_app.store.visits import IS_INSPECTION, Visit
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


_inspected = (Visit.work_id == Work.id, IS_INSPECTION)
_last_at = select(func.max(Visit.started_at)).where(*_inspected).correlate(Work).scalar_subquery()


def _key_works(agency_id: UUID) -> Select[Work]:
    return select(Work).where(Work.agency_id == agency_id, Work.is_key_project)


def _is_overdue(seen_since: datetime) -> ColumnElement[bool]:
    """Not inspected from that moment on."""
    return ~exists().where(*_inspected, Visit.started_at >= seen_since)


def key_works(agency_id: UUID, *, seen_since: datetime, limit: int | None = None, offset: int = 0) -> list[Work]:
    """Those first that were not seen since, and of each the one first that was seen longest ago; never seen ones after the late."""
    group = case((_last_at.is_(None), 1), (_last_at < literal(seen_since, Visit.started_at.type), 0), else_=2)
    query = _key_works(agency_id).order_by(group, day_number(_last_at), Work.number)
    return list(db.session.scalars(query.limit(limit).offset(offset)))


def count_key_works(agency_id: UUID, *, not_seen_since: datetime | None = None) -> int:
    query = _key_works(agency_id)
    query = query if not_seen_since is None else query.where(_is_overdue(not_seen_since))
    return db.session.scalar(query.with_only_columns(func.count(Work.id), maintain_column_froms=True)) or 0


def seen_works_with_milestones(agency_id: UUID, *, seen_since: datetime, planned_by: date) -> list[UUID]:
    """Key works that were seen since, of which a milestone has its day by then."""
    planned = exists().where(Milestone.work_id == Work.id, Milestone.planned_on <= planned_by)
    query = _key_works(agency_id).with_only_columns(Work.id).where(planned, ~_is_overdue(seen_since))
    return list(db.session.scalars(query))
