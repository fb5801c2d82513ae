"""Photos that show what an earlier one showed: the same bytes, or a near copy by its likeness (store/picture_likeness.py)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from inspect_app.store.base import db
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.visits import Visit

NEAR = 5
"""Of 64 bits: as far as a picture moves when it is saved anew, made smaller or brighter, or turned."""


@dataclass(frozen=True)
class Reuse:
    """`bits` = in how many of 64 they differ; None = the very same bytes."""

    photo: Photo
    visit: Visit
    bits: int | None


def photos_to_look_at(*, limit: int, hashes: Collection[str] | None = None) -> list[PhotoFile]:
    """Those whose likeness nobody has taken yet, the oldest first."""
    query = select(PhotoFile).where(PhotoFile.likeness.is_(None), PhotoFile.media_type.like("image/%"))
    if hashes is not None:
        query = query.where(PhotoFile.sha256.in_(hashes))
    return list(db.session.scalars(query.order_by(PhotoFile.received_at).limit(limit)))


def bits_between(one: str, other: str) -> int | None:
    """None when either has no features to compare."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else None


def earlier_uses(visit: Visit, photos: Sequence[Photo]) -> dict[str, list[Reuse]]:
    """By hash: photos of the office's other visits, taken before, that are the same or nearly so; the closest first."""
    taken = {photo.sha256: photo.taken_at for photo in photos}
    mine = select(PhotoFile.sha256, PhotoFile.likeness).where(PhotoFile.sha256.in_(taken))
    ours = [(sha256, likeness or "") for sha256, likeness in db.session.execute(mine)] if taken else []
    found: dict[str, dict[UUID, int | None]] = {}
    for photo_id, theirs, at, likeness in _others(visit, before=max(taken.values())) if ours else []:
        for sha256, our_likeness in ours:
            bits = None if sha256 == theirs else bits_between(our_likeness, likeness or "")
            if at < taken[sha256] and (sha256 == theirs or (bits is not None and bits <= NEAR)):
                found.setdefault(sha256, {})[photo_id] = bits
    return {sha256: _reuses(bits) for sha256, bits in found.items()}


def _others(visit: Visit, *, before: datetime) -> Iterable[tuple[UUID, str, datetime, str | None]]:
    query = (
        select(Photo.id, Photo.sha256, Photo.taken_at, PhotoFile.likeness)
        .join(Visit, Visit.id == Photo.visit_id)
        .join(PhotoFile, PhotoFile.sha256 == Photo.sha256)
        .where(Visit.agency_id == visit.agency_id, Photo.visit_id != visit.id, Photo.discarded_at.is_(None))
    )
    for row in db.session.execute(query.where(Photo.taken_at < before)):
        yield row[0], row[1], row[2], row[3]


def _reuses(bits: dict[UUID, int | None]) -> list[Reuse]:
    query = select(Photo, Visit).join(Visit, Visit.id == Photo.visit_id).where(Photo.id.in_(bits))
    rows = [Reuse(photo, visit, bits[photo.id]) for photo, visit in db.session.execute(query)]
    return sorted(rows, key=lambda one: (-1 if one.bits is None else one.bits, one.photo.taken_at))
