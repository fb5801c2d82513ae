"""What becomes of a photo that the server would not take: noted, asked for again, or set aside by a person with a reason."""

from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.feed import announce
from inspect_app.store.officers import Officer
from inspect_app.store.refused_photos import RefusedPhoto, refused_photo


def note_refused_photo(device_id: UUID, sha256: str, size_bytes: int, refusal: Refusal, *, at: datetime) -> None:
    """Each try is counted; a word that a person gave before stands."""
    row = refused_photo(device_id, sha256)
    if row is None:
        row = RefusedPhoto(
            id=uuid4(), device_id=device_id, sha256=sha256, size_bytes=min(size_bytes, 2**31 - 1), tries=0, again_at=None,
            settled_by=None, settled_at=None, settled_reason="", reason={}, refused_at=at,
        )  # fmt: skip
        db.session.add(row)
    row.reason = {"code": refusal.problem.code, "sentence": refusal.sentence}
    row.refused_at, row.tries = at, row.tries + 1
    db.session.flush()


def ask_again(photo: RefusedPhoto, *, by: Officer, at: datetime) -> None:
    """再传一次: its phone sends it again at the next exchange, when the server has learnt to read it for one."""
    _refuse_if_settled(photo)
    photo.again_at = at
    _tell(photo)
    note_deed("ask_for_photo_again", by=by.id, at=at, subject="photo", subject_id=photo.id, sha256=photo.sha256)


def set_photo_aside(photo: RefusedPhoto, reason: str, *, by: Officer, at: datetime) -> None:
    """搁置: nobody waits for it any more; its bytes stay on the phone, which hears the reason."""
    _refuse_if_settled(photo)
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    photo.settled_by, photo.settled_at, photo.settled_reason = by.id, at, reason.strip()
    _tell(photo)
    note_deed(
        "set_photo_aside", by=by.id, at=at, subject="photo", subject_id=photo.id, sha256=photo.sha256,
        reason=reason.strip(),
    )  # fmt: skip


def _tell(photo: RefusedPhoto) -> None:
    announce("photo_refusal", photo.id, to=[photo.device.officer_id])


def _refuse_if_settled(photo: RefusedPhoto) -> None:
    if photo.settled_at:
        raise Refused(Refusal(Problem.EVENT_SETTLED))
