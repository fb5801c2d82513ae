"""Receiving the bytes of evidence: resumable at any byte, whole only after the hash is checked and the bytes are on disk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from inspect_app.actions.first_look import FirstLook, looked_at
from inspect_app.actions.takings import tell_of_arrival
from inspect_app.config import MAX_PHOTO_BYTES
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.recordings import not_too_large
from inspect_app.store.base import db
from inspect_app.store.evidence_bytes import keep_file
from inspect_app.store.photo_bytes import PhotoFolder, Written
from inspect_app.store.photos import (
    PhotoFile,
    Upload,
    forget_upload,
    open_upload,
    photo_file,
    photo_file_for_update,
    upload_for_update,
)
from inspect_app.store.pictures import Picture

KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True)
class UploadFacts:
    device_id: UUID
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class WrittenFirst(Written):
    """What came under an id that nobody else knew yet: nobody can have written to it since it was looked at."""

    look: FirstLook


def begins_anew(facts: UploadFacts) -> bool:
    """Nothing of these bytes is here yet, and they may come. Reads only: they can be received before a row is written."""
    return not is_here(facts) and open_upload(facts.device_id, facts.sha256) is None


def is_here(facts: UploadFacts) -> bool:
    """These bytes are here already. Raises `Refused` for bytes that may not come."""
    if facts.size_bytes > MAX_PHOTO_BYTES:
        sizes = {"size_mb": facts.size_bytes // 2**20, "most_mb": MAX_PHOTO_BYTES // 2**20}
        raise Refused(Refusal(Problem.PHOTO_TOO_LARGE, facts=sizes))
    here = photo_file(facts.sha256)
    if here and here.size_bytes != facts.size_bytes:
        raise Refused(Refusal(Problem.UPLOAD_CONFLICT))
    return here is not None


def begin_upload(facts: UploadFacts, *, at: datetime, upload_id: UUID | None = None) -> Upload:
    """A transfer for these bytes; the one under way if there is one; a finished one if they are here already.

    `upload_id` = under which id the bytes were received, if they came before the transfer was noted.
    """
    has_come = is_here(facts)
    upload = open_upload(facts.device_id, facts.sha256)
    if upload is None or upload.size_bytes != facts.size_bytes:
        if upload:
            forget_upload(upload)
        upload = Upload(id=upload_id or uuid4(), expires_at=at + KEPT_FOR, offset_bytes=0, **vars(facts))
        db.session.add(upload)
    if has_come:
        upload.offset_bytes = upload.size_bytes
    upload.expires_at = at + KEPT_FOR
    return upload


def upload_of(device_id: UUID, upload_id: UUID) -> Upload:
    upload = upload_for_update(upload_id)
    if upload is None or upload.device_id != device_id:
        raise Refused(Refusal(Problem.UPLOAD_UNKNOWN))
    return upload


def receive(folder: PhotoFolder, upload: Upload, blocks: Iterator[bytes]) -> Written:
    """Put the bytes on disk, outside any transaction: a slow phone must not hold the database.

    The hash of what went by counts for nothing here: the phone knows this transfer, and may bring it twice at once.
    """
    written = folder.append(upload.id, upload.offset_bytes, blocks, most=upload.size_bytes - upload.offset_bytes)
    return Written(written.offset, None)


def receive_first(folder: PhotoFolder, upload_id: UUID, size_bytes: int, blocks: Iterator[bytes]) -> WrittenFirst:
    """Under an id that nobody else knows yet."""
    look = FirstLook(size_bytes)
    written = folder.append(upload_id, 0, blocks, most=size_bytes, meanwhile=look.take)
    return WrittenFirst(written.offset, written.sha256, look)


def note_received(
    folder: PhotoFolder, device_id: UUID, upload_id: UUID, written: Written, *, at: datetime
) -> Upload:
    """Move the offset; with the last byte check the hash and keep the photo. A wrong hash begins again from nothing."""
    return _noted(folder, upload_of(device_id, upload_id), written, at=at)


def note_first(
    folder: PhotoFolder, facts: UploadFacts, upload_id: UUID, written: Written, *, at: datetime
) -> Upload:
    """A transfer together with what came in its first call. Another id: somebody else was quicker with these bytes."""
    upload = begin_upload(facts, at=at, upload_id=upload_id)
    return _noted(folder, upload, written, at=at) if upload.id == upload_id else upload


def _noted(folder: PhotoFolder, upload: Upload, written: Written, *, at: datetime) -> Upload:
    upload.offset_bytes = max(upload.offset_bytes, written.offset)
    upload.expires_at = at + KEPT_FOR
    if upload.offset_bytes < upload.size_bytes:
        return upload
    if photo_file_for_update(upload.sha256):
        folder.drop_partial(upload.id)
        return upload
    facts = UploadFacts(upload.device_id, upload.sha256, upload.size_bytes)
    if written.sha256:
        _keep_if_right(folder, upload.id, facts, written, at=at)
    else:
        _keep_resumed(folder, upload.id, facts, at=at)
    return upload


def _keep_resumed(folder: PhotoFolder, upload_id: UUID, facts: UploadFacts, *, at: datetime) -> None:
    """Judged by what is on disk when nobody can write to it any more: another connection may have brought a part."""
    try:
        claimed = folder.claim(upload_id)
    except FileNotFoundError:
        raise Refused(Refusal(Problem.PHOTO_HASH_WRONG)) from None
    try:
        whole = Written(facts.size_bytes, folder.sha256_of_partial(claimed))
        _keep_if_right(folder, claimed, facts, whole, at=at)
    finally:
        folder.drop_partial(claimed)


def _keep_if_right(
    folder: PhotoFolder, part_id: UUID, facts: UploadFacts, written: Written, *, at: datetime
) -> None:
    if written.sha256 != facts.sha256:
        raise Refused(Refusal(Problem.PHOTO_HASH_WRONG))
    picture = written.look.shown() if isinstance(written, WrittenFirst) else None
    _keep(folder, part_id, facts, picture or looked_at(folder.partial(part_id)), at=at)


def keep_whole(folder: PhotoFolder, part_id: UUID, facts: UploadFacts, written: Written, *, at: datetime) -> bool:
    """Bytes that came in one go and by no transfer, received under `part_id`. False = they were here already."""
    if photo_file_for_update(facts.sha256) and is_here(facts):
        return False
    _keep_if_right(folder, part_id, facts, written, at=at)
    return True


def _keep(folder: PhotoFolder, part_id: UUID, facts: UploadFacts, picture: Picture, *, at: datetime) -> None:
    """The folder is made safe while the rest is noted; it is safe before this returns, hence before anything is told."""
    refuse_if_any([not_too_large(picture.media_type, facts.size_bytes)])
    with folder.keeping(part_id, facts.sha256):
        _note_file(facts, picture, at=at)
        tell_of_arrival(facts.sha256)


def _note_file(facts: UploadFacts, picture: Picture, *, at: datetime) -> None:
    row = PhotoFile(
        sha256=facts.sha256,
        size_bytes=facts.size_bytes,
        media_type=picture.media_type,
        width=picture.width,
        height=picture.height,
        facts=picture.facts,
        received_at=at,
        received_from=facts.device_id,
    )
    keep_file(row)


def start_over(folder: PhotoFolder, device_id: UUID, upload_id: UUID) -> None:
    """What came was not what was announced: nothing of it is kept."""
    upload = upload_of(device_id, upload_id)
    folder.drop_partial(upload.id)
    upload.offset_bytes = 0
    db.session.flush()


def end_upload(folder: PhotoFolder, device_id: UUID, upload_id: UUID) -> None:
    upload = upload_of(device_id, upload_id)
    folder.drop_partial(upload.id)
    forget_upload(upload)
