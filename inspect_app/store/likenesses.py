"""Photos that show what an earlier one showed: the same bytes, or a near copy by its likeness (store/picture_likeness.py)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, func, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import db
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.visits import Visit

NEAR = 5
"""Of 64 bits: as far as a picture moves when it is saved anew, made smaller or brighter, or turned."""
PARTS = NEAR + 1
MOST_AT_ONCE = 200
MOST_USES = 20
"""Of one photo, the newest: whoever used one more often than that has been found out."""


@dataclass(frozen=True)
class Reuse:
    """`bits` = in how many of 64 they differ; None = the very same bytes."""

    photo: Photo
    visit: Visit
    bits: int | None


class LikenessPart(db.Model):  # type: ignore[name-defined,misc]
    """One of the parts into which a likeness is cut. Of two that differ in at most NEAR bits one of NEAR + 1 parts is the same:
    so a few photos are compared, and not all that the office ever took."""

    __tablename__ = "likeness_parts"
    place: Mapped[int] = mapped_column(primary_key=True)
    bits: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("photo_files.sha256"), primary_key=True)


def parts_of(likeness: str) -> list[tuple[int, int]]:
    """Place and bits of each part; none of a picture without features."""
    if not likeness:
        return []
    bits = f"{int(likeness, 16):064b}"
    edges = [64 * place // PARTS for place in range(PARTS + 1)]
    return [(place, int(bits[edges[place] : edges[place + 1]], 2)) for place in range(PARTS)]


def note_likeness(file: PhotoFile, likeness: str) -> None:
    file.likeness = likeness
    parts = parts_of(likeness)
    db.session.add_all(LikenessPart(place=place, bits=bits, sha256=file.sha256) for place, bits in parts)


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
    like = _alike(taken)
    found: dict[str, dict[UUID, int | None]] = {}
    for photo_id, theirs, at in _others(visit, like, before=max(taken.values())) if taken else []:
        for ours, bits in like[theirs].items():
            if at < taken[ours]:
                found.setdefault(ours, {})[photo_id] = bits
    return {sha256: _reuses(bits) for sha256, bits in found.items()}


def _alike(hashes: Collection[str]) -> Mapping[str, dict[str, int | None]]:
    """Hash of any file -> those of ours that it resembles, with the bits in which they differ; None = the very same."""
    found: dict[str, dict[str, int | None]] = {one: {one: None} for one in hashes}
    mine = db.session.execute(select(PhotoFile.sha256, PhotoFile.likeness).where(PhotoFile.sha256.in_(hashes)))
    ours = {sha256: likeness for sha256, likeness in mine if likeness}
    with_part = defaultdict(list)
    for sha256, own in ours.items():
        for part in parts_of(own):
            with_part[part].append(sha256)
    for place, bits_of_part, theirs, likeness in _with_parts(with_part):
        for sha256 in with_part[place, bits_of_part]:
            bits = bits_between(ours[sha256], likeness or "")
            if theirs != sha256 and bits is not None and bits <= NEAR:
                found.setdefault(theirs, {})[sha256] = bits
    return found


def _with_parts(parts: Collection[tuple[int, int]]) -> list[tuple[int, int, str, str | None]]:
    query = select(LikenessPart.place, LikenessPart.bits, LikenessPart.sha256, PhotoFile.likeness)
    query = query.join(PhotoFile, PhotoFile.sha256 == LikenessPart.sha256)
    wanted, found = sorted(parts), []
    for start in range(0, len(wanted), MOST_AT_ONCE):
        some = wanted[start : start + MOST_AT_ONCE]
        rows = db.session.execute(query.where(tuple_(LikenessPart.place, LikenessPart.bits).in_(some)))
        found += [(row[0], row[1], row[2], row[3]) for row in rows]
    return found


def _others(visit: Visit, hashes: Collection[str], *, before: datetime) -> list[tuple[UUID, str, datetime]]:
    """The newest uses of each file by other visits of the office."""
    newest = func.row_number().over(partition_by=Photo.sha256, order_by=Photo.taken_at.desc()).label("newest")
    query = (
        select(Photo.id, Photo.sha256, Photo.taken_at, newest)
        .join(Visit, Visit.id == Photo.visit_id)
        .where(Visit.agency_id == visit.agency_id, Photo.visit_id != visit.id, Photo.discarded_at.is_(None))
        .where(Photo.taken_at < before)
    )
    wanted, found = sorted(hashes), []
    for start in range(0, len(wanted), MOST_AT_ONCE):
        uses = query.where(Photo.sha256.in_(wanted[start : start + MOST_AT_ONCE])).subquery()
        rows = db.session.execute(
            select(uses.c.id, uses.c.sha256, uses.c.taken_at).where(uses.c.newest <= MOST_USES)
        )
        found += [(row[0], row[1], row[2]) for row in rows]
    return found


def _reuses(bits: dict[UUID, int | None]) -> list[Reuse]:
    query = select(Photo, Visit).join(Visit, Visit.id == Photo.visit_id).where(Photo.id.in_(bits))
    rows = [Reuse(photo, visit, bits[photo.id]) for photo, visit in db.session.execute(query)]
    return sorted(rows, key=lambda one: (-1 if one.bits is None else one.bits, one.photo.taken_at))
