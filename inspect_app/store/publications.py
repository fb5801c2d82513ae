"""Decisions that were published, and whether what was published has been taken back (行政处罚法第四十八条)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import FRESH, Base, db


class Publication(Base):
    """`subject_id` = the decision. `withdraw_by_on` = set when the decision was changed, withdrawn or found unlawful."""

    __tablename__ = "publications"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    subject_id: Mapped[UUID] = mapped_column(index=True)
    published_on: Mapped[date]
    address: Mapped[str]
    must_go_since: Mapped[date | None]
    withdraw_by_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    noted_at: Mapped[datetime]


def publications_of(subject_id: UUID) -> list[Publication]:
    query = select(Publication).filter_by(subject_id=subject_id)
    return list(db.session.scalars(query.order_by(Publication.noted_at)))


def standing_publication(subject_id: UUID) -> Publication | None:
    """Out there still."""
    query = select(Publication).filter_by(subject_id=subject_id, withdrawn_on=None)
    return db.session.scalar(query.with_for_update(of=Publication), execution_options=FRESH)


def subjects_to_take_back() -> Select[UUID]:
    """Of what must no longer be read in public, and still can be."""
    return select(Publication.subject_id).where(
        Publication.must_go_since.is_not(None), Publication.withdrawn_on.is_(None)
    )
