"""Plates (标牌) of works: the unguessable code that stands behind the QR at the entrance."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import Base, db
from inspect_app.store.works import Work


class Plate(Base):
    """One for each work; a new code makes the old plate worthless."""

    __tablename__ = "plates"
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]


def plates_of(work_ids: Sequence[UUID]) -> dict[UUID, Plate]:
    return {one.work_id: one for one in db.session.scalars(select(Plate).where(Plate.work_id.in_(work_ids)))}


def work_of_plate(code: str) -> Work | None:
    return db.session.scalar(select(Work).join(Plate, Plate.work_id == Work.id).where(Plate.code == code))
