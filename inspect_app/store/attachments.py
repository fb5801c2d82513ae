"""Files that people hang to a training or an event: bytes once under their SHA-256, in the database and so in every backup."""

import hashlib
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inspect_app.rules.attachments import PHOTO, AttachmentKind
from inspect_app.store.base import Base, db
from inspect_app.store.pictures import NotAPicture, look_at, upright_copy

EDGE = 1600


class KeptFile(db.Model):  # type: ignore[name-defined,misc]
    """`shown` = a small upright copy of a photo, without what its camera says of itself."""

    __tablename__ = "kept_files"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size_bytes: Mapped[int]
    media_type: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    shown: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class Attachment(Base):
    """`subject_id` = the training or event. A removed one is no longer shown; its bytes stay for the record."""

    __tablename__ = "attachments"
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"), index=True)
    subject_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[AttachmentKind]
    name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(ForeignKey("kept_files.sha256"))
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("officers.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    file: Mapped[KeptFile] = relationship(lazy="joined", innerjoin=True)


def kept_file(body: bytes, kind: AttachmentKind, media_type: str) -> KeptFile | None:
    """The bytes, kept once. None = it should be a photo and is none, or one far larger than any camera makes."""
    sha256 = hashlib.sha256(body).hexdigest()
    known = db.session.get(KeptFile, sha256)
    if known and (known.shown or kind is not PHOTO):
        return known
    shown = None
    if kind is PHOTO:
        try:
            media_type, shown = _photo(body)
        except NotAPicture:
            return None
    file = known or KeptFile(sha256=sha256, size_bytes=len(body), media_type=media_type, body=body)
    file.shown = shown
    db.session.add(file)
    db.session.flush()
    return file


def _photo(body: bytes) -> tuple[str, bytes]:
    """Its type and the copy for screens, by the same bounded decoding as evidence."""
    with tempfile.NamedTemporaryFile() as beside:
        beside.write(body)
        beside.flush()
        path = Path(beside.name)
        return look_at(path).media_type, upright_copy(path, EDGE)


def kept_files(sha256s: Sequence[str]) -> dict[str, KeptFile]:
    """Those of them that are here, without their bytes."""
    query = select(KeptFile).where(KeptFile.sha256.in_(sha256s))
    return {one.sha256: one for one in db.session.scalars(query)}


def bytes_of(sha256: str) -> bytes:
    return db.session.scalars(select(KeptFile.body).filter_by(sha256=sha256)).one()


def attachments_of(*subject_ids: UUID) -> list[Attachment]:
    """Those that are shown, in the order in which they came."""
    query = select(Attachment).where(Attachment.subject_id.in_(subject_ids), Attachment.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Attachment.uploaded_at, Attachment.id)))


def count_attachments(subject_id: UUID) -> int:
    query = select(func.count()).select_from(Attachment).filter_by(subject_id=subject_id, removed_at=None)
    return db.session.scalar(query) or 0


def attachment_with(attachment_id: UUID) -> Attachment | None:
    return db.session.get(Attachment, attachment_id)
