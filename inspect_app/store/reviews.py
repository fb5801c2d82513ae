"""What reviewers sent back (退回意见), and leads (案源) that findings became."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from inspect_app.store.base import Base, db, one_of_ids
from inspect_app.store.visits import Finding, Visit
from inspect_app.store.works import Work


class Return(Base):
    """One item of a visit sent back with a remark. Resolved when the phone corrects or explains it."""

    __tablename__ = "returns"
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), index=True)
    checklist: Mapped[str]
    item: Mapped[str]
    finding_id: Mapped[UUID | None]
    photo_id: Mapped[UUID | None]
    remark: Mapped[str]
    returned_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    returned_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    resolution: Mapped[str] = mapped_column(default="")
    visit: Mapped[Visit] = relationship()


class Lead(Base):
    """A possible case (案源), here one that came from a finding."""

    __tablename__ = "leads"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), index=True)
    finding_id: Mapped[UUID | None] = mapped_column(ForeignKey("findings.id"), index=True)
    summary: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]
    work: Mapped[Work] = relationship(lazy="joined", innerjoin=True)
    finding: Mapped[Finding | None] = relationship(lazy="joined")


def return_with(return_id: UUID) -> Return | None:
    return db.session.get(Return, return_id)


_OF_VISITS = select(Return).where(one_of_ids(Return.visit_id)).order_by(Return.returned_at)


def returns_of(*visit_ids: UUID) -> list[Return]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def lead_with(lead_id: UUID) -> Lead | None:
    return db.session.get(Lead, lead_id)


def leads_of(agency_id: UUID) -> list[Lead]:
    query = select(Lead).filter_by(agency_id=agency_id).options(joinedload(Lead.work)).order_by(Lead.made_at.desc())
    return list(db.session.scalars(query))


def leads_from(finding_ids: list[UUID]) -> list[Lead]:
    return list(db.session.scalars(select(Lead).where(Lead.finding_id.in_(finding_ids))))


def count_leads(agency_id: UUID) -> int:
    return db.session.scalar(select(func.count(Lead.id)).filter_by(agency_id=agency_id)) or 0
