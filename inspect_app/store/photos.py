"""Photos as evidence: what each shows, and whether its bytes have arrived. Bytes live under their SHA-256."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, bindparam, func, select, tuple_
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.store.base import FRESH, Base, Json, db, one_of_ids, rows_of
from inspect_app.store.bulk_rows import written_together
from inspect_app.store.locks import lock_names
from inspect_app.store.takings import Taking, of_visits
from inspect_app.store.visits import Finding, Visit


class Photo(Taking):
    """It may show a signed paper, or what was corrected after an order."""

    __tablename__ = "photos"
    document_id: Mapped[UUID | None] = mapped_column(index=True)
    order_id: Mapped[UUID | None] = mapped_column(index=True)


@written_together
class PhotoFile(db.Model):  # type: ignore[name-defined,misc]
    """Bytes that are here, whole and checked. `facts` = what the file says of itself (EXIF), never trusted alone;
    `likeness` = what near copies have in common (store/likenesses.py), None until somebody looked."""

    __tablename__ = "photo_files"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    facts: Mapped[Json]
    likeness: Mapped[str | None]
    received_at: Mapped[datetime]
    received_from: Mapped[UUID | None] = mapped_column(ForeignKey("devices.id"))


@written_together
class Upload(Base):
    """A transfer under way (tus). One per device and hash; `offset_bytes` is what is safely on disk."""

    __tablename__ = "uploads"
    device_id: Mapped[UUID] = mapped_column(ForeignKey("devices.id"), index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    size_bytes: Mapped[int]
    offset_bytes: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]


_OF_VISITS = of_visits(Photo)
_HERE = select(PhotoFile.sha256).where(one_of_ids(PhotoFile.sha256))
_UNDER_WAY = select(Upload.id).where(one_of_ids(Upload.sha256), Upload.device_id == bindparam("device_id"))


def photos_of(*visit_ids: UUID) -> list[Photo]:
    return list(db.session.scalars(_OF_VISITS, {"ids": visit_ids}))


def photo_file(sha256: str) -> PhotoFile | None:
    """Asked several times of each photo that comes, and then it is not here: so without objects first."""
    if any(type(one) is PhotoFile for one in db.session.new):
        db.session.flush()
    return db.session.get(PhotoFile, sha256) if rows_of(_HERE, [sha256]) else None


def photo_file_for_update(sha256: str) -> PhotoFile | None:
    """None = not here, and until the end of this transaction nobody else notes that it is."""
    lock_names("photo", [sha256])
    return photo_file(sha256)


def photo_files(hashes: set[str]) -> dict[str, PhotoFile]:
    """Those of the hashes whose bytes are here."""
    if not hashes:
        return {}
    rows = db.session.scalars(select(PhotoFile).where(PhotoFile.sha256.in_(hashes)))
    return {row.sha256: row for row in rows}


def photos_of_findings(finding_ids: list[UUID]) -> list[Photo]:
    """Of whatever visit: a re-inspection photographs the finding of an earlier one."""
    query = select(Photo).where(Photo.finding_id.in_(finding_ids), Photo.discarded_at.is_(None))
    return list(db.session.scalars(query.order_by(Photo.taken_at, Photo.id)))


def earlier_photos(
    work_id: UUID, items: list[tuple[str, str]], *, before: datetime
) -> list[tuple[tuple[str, str], Photo]]:
    """Photos of these checklist items of the work taken before a moment, newest first, each with its item."""
    checklist, item = (
        func.coalesce(func.nullif(mine, ""), theirs)
        for mine, theirs in ((Photo.checklist, Finding.checklist), (Photo.item, Finding.item))
    )
    query = (
        select(checklist, item, Photo)
        .join(Visit, Visit.id == Photo.visit_id)
        .outerjoin(Finding, Finding.id == Photo.finding_id)
        .where(Visit.work_id == work_id, Photo.taken_at < before, Photo.discarded_at.is_(None))
        .where(tuple_(checklist, item).in_(items))
        .order_by(Photo.taken_at.desc())
    )
    return [((code, name), photo) for code, name, photo in db.session.execute(query)] if items else []


def upload_with(upload_id: UUID) -> Upload | None:
    return db.session.get(Upload, upload_id)


def upload_for_update(upload_id: UUID) -> Upload | None:
    return db.session.scalar(select(Upload).filter_by(id=upload_id).with_for_update(), execution_options=FRESH)


def open_upload(device_id: UUID, sha256: str) -> Upload | None:
    db.session.flush()
    known = rows_of(_UNDER_WAY, [sha256], device_id=device_id)
    return db.session.get(Upload, known[0].id) if known else None


def expired_uploads(at: datetime) -> list[Upload]:
    """Locked; what another request is clearing away already is left to it."""
    return list(db.session.scalars(select(Upload).where(Upload.expires_at < at).with_for_update(skip_locked=True)))


def forget_upload(upload: Upload) -> None:
    db.session.delete(upload)
