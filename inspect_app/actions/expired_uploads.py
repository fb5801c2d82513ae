"""Transfers that nobody continued: when they are looked for, and that they are cleared away."""

from datetime import datetime, timedelta

from inspect_app.actions.uploads import KEPT_FOR
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import expired_uploads, forget_upload

BETWEEN_CLEARINGS = timedelta(minutes=5)


def clear_now_and_then(folder: PhotoFolder, *, at: datetime) -> None:
    """`clear_expired`, unless this process has just looked: looking takes as long as noting a photo."""
    last = folder.cleared_at
    if last is None or not timedelta(0) <= at - last < BETWEEN_CLEARINGS:
        folder.cleared_at = at
        clear_expired(folder, at=at)


def clear_expired(folder: PhotoFolder, *, at: datetime) -> int:
    """Transfers that nobody continued; the phone still has the photo and begins again."""
    folder.drop_partials_before(at - KEPT_FOR)
    expired = expired_uploads(at)
    for upload in expired:
        folder.drop_partial(upload.id)
        forget_upload(upload)
    return len(expired)
