"""Plates (标牌) of works: the unguessable code that stands behind the QR at the entrance."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.rules.places import PlateMatch
from inspect_app.store.base import Base, db, one_of_ids, rows_of
from inspect_app.store.works import Work


class Plate(Base):
    """One for each work; a new code makes the old plate worthless."""

    __tablename__ = "plates"
    work_id: Mapped[UUID] = mapped_column(ForeignKey("works.id"), unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    made_at: Mapped[datetime]


_CODES = select(Plate.work_id, Plate.code).where(one_of_ids(Plate.work_id))
_OF_WORKS = select(Plate).where(one_of_ids(Plate.work_id))


def plates_of(work_ids: Sequence[UUID]) -> dict[UUID, Plate]:
    return {one.work_id: one for one in db.session.scalars(_OF_WORKS, {"ids": work_ids})}


def plate_mark(code: str) -> str:
    """By which a phone knows a plate that it scans, without being told the codes of all doors."""
    return hashlib.sha256(code.encode()).hexdigest()[:16]


def plate_marks(work_ids: Sequence[UUID]) -> dict[UUID, str]:
    return {row.work_id: plate_mark(row.code) for row in rows_of(_CODES, work_ids)}


def plate_match(code: str, work_id: UUID) -> PlateMatch:
    """Whose plate it is, by the codes that are in force."""
    with db.session.no_autoflush:
        owner = db.session.scalar(select(Plate.work_id).where(Plate.code == code)) if code else None
    if owner is None:
        return PlateMatch.UNKNOWN
    return PlateMatch.OWN if owner == work_id else PlateMatch.OTHER


def work_of_plate(code: str) -> Work | None:
    return db.session.scalar(select(Work).join(Plate, Plate.work_id == Work.id).where(Plate.code == code))
