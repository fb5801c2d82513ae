"""Interests that officers have declared. None is taken away: one that no longer holds is ended, with a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.interests import InterestFacts
from inspect_app.store.base import FRESH, Base, db
from inspect_app.store.works import Work


class Interest(Base):
    __tablename__ = "interests"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    work_id: Mapped[UUID | None] = mapped_column(ForeignKey("works.id"))
    party_name: Mapped[str]
    relation: Mapped[str]
    declared_at: Mapped[datetime]
    declared_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    ended_reason: Mapped[str] = mapped_column(default="")
    work: Mapped[Work | None] = relationship(lazy="joined")

    def facts(self) -> InterestFacts:
        return InterestFacts(self.officer_id, self.relation, self.work_id, self.party_name)


def interests_of(agency_id: UUID, *, officer_id: UUID | None = None, is_open: bool = False) -> list[Interest]:
    """The newest first; of one officer when they are named."""
    query = select(Interest).filter_by(agency_id=agency_id)
    query = query.filter_by(officer_id=officer_id) if officer_id else query
    query = query.where(Interest.ended_at.is_(None)) if is_open else query
    return list(db.session.scalars(query.order_by(Interest.declared_at.desc(), Interest.id)))


def interest_with(interest_id: UUID) -> Interest | None:
    return db.session.get(Interest, interest_id)


def interest_for_update(interest_id: UUID) -> Interest | None:
    query = select(Interest).filter_by(id=interest_id).with_for_update(of=Interest)
    return db.session.scalar(query, execution_options=FRESH)
