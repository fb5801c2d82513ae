"""Receipts of the finance department: each is given out once, for one decision."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import Base, db


class Receipt(Base):
    """A receipt of the finance department, by its number as it is compared. Free again only when its form was voided."""

    __tablename__ = "receipts"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    number: Mapped[str] = mapped_column(index=True)
    subject_id: Mapped[UUID] = mapped_column(index=True)
    used_for: Mapped[str]
    used_at: Mapped[datetime]
    released_at: Mapped[datetime | None]


def other_use_of_receipt(agency_id: UUID, number: str, subject_id: UUID) -> Receipt | None:
    query = select(Receipt).filter_by(agency_id=agency_id, number=number, released_at=None)
    return db.session.scalars(query.where(Receipt.subject_id != subject_id)).first()


def receipts_of(subject_id: UUID) -> list[Receipt]:
    return list(db.session.scalars(select(Receipt).filter_by(subject_id=subject_id, released_at=None)))
