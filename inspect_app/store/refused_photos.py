"""Photos that the server would not take: it keeps no bytes, but the office learns of it and decides what becomes of them."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from inspect_app.store.base import Base, Json, db
from inspect_app.store.officers import Device, Officer
from inspect_app.store.photos import Photo, PhotoFile


class RefusedPhoto(Base):
    """One device's photo, by its hash. `reason` = {code, sentence}, as in answers to events.

    `again_at` = when a person asked for it once more.
    """

    __tablename__ = "refused_photos"
    __table_args__ = (UniqueConstraint("device_id", "sha256"),)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    size_bytes: Mapped[int]
    reason: Mapped[Json]
    tries: Mapped[int]
    refused_at: Mapped[datetime]
    again_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    settled_at: Mapped[datetime | None]
    settled_reason: Mapped[str] = mapped_column(default="")
    device: Mapped[Device] = relationship()


GIVEN_UP = select(RefusedPhoto.sha256).where(RefusedPhoto.settled_at.is_not(None))
"""Hashes that a person has set aside: nobody waits for them any more."""


def refused_photo(device_id: UUID, sha256: str) -> RefusedPhoto | None:
    return db.session.scalar(select(RefusedPhoto).filter_by(device_id=device_id, sha256=sha256))


def refused_photo_with(refusal_id: UUID) -> RefusedPhoto | None:
    query = select(RefusedPhoto).filter_by(id=refusal_id)
    return db.session.scalar(query.options(joinedload(RefusedPhoto.device).joinedload(Device.officer)))


def refused_photos_with(ids: list[UUID]) -> list[RefusedPhoto]:
    return list(db.session.scalars(select(RefusedPhoto).where(RefusedPhoto.id.in_(ids))))


def refused_photos(agency_ids: Collection[UUID], *, is_settled: bool = False) -> list[RefusedPhoto]:
    """Of these agencies' people, the newest first; what has come after all is left out."""
    query = select(RefusedPhoto).join(Device).join(Officer).where(Officer.agency_id.in_(agency_ids))
    query = query.outerjoin(PhotoFile, PhotoFile.sha256 == RefusedPhoto.sha256).where(PhotoFile.sha256.is_(None))
    settled = RefusedPhoto.settled_at.is_not(None) if is_settled else RefusedPhoto.settled_at.is_(None)
    query = query.where(settled).options(joinedload(RefusedPhoto.device).joinedload(Device.officer))
    return list(db.session.scalars(query.order_by(RefusedPhoto.refused_at.desc())))


def count_refused_photos(agency_ids: Collection[UUID]) -> int:
    query = select(func.count(RefusedPhoto.id)).join(Device).join(Officer)
    query = query.outerjoin(PhotoFile, PhotoFile.sha256 == RefusedPhoto.sha256)
    query = query.where(Officer.agency_id.in_(agency_ids), RefusedPhoto.settled_at.is_(None))
    return db.session.scalar(query.where(PhotoFile.sha256.is_(None))) or 0


def given_up(hashes: Collection[str]) -> set[str]:
    return set(db.session.scalars(GIVEN_UP.where(RefusedPhoto.sha256.in_(hashes)))) if hashes else set()


def takings_of(hashes: Iterable[str]) -> list[Photo]:
    """What was said of the photos with these bytes."""
    return list(db.session.scalars(select(Photo).where(Photo.sha256.in_(set(hashes))).order_by(Photo.taken_at)))
