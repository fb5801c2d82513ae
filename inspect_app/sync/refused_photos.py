"""What the tus door refuses for good, told to the office: who has it, why, and that it will not come by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from inspect_app import clock
from inspect_app.actions.refused_photos import note_refused_photo
from inspect_app.problems import Problem, Refused
from inspect_app.store.base import transaction

FINAL = {
    Problem.PHOTO_NOT_AN_IMAGE,
    Problem.PHOTO_TOO_LARGE,
    Problem.UPLOAD_CONFLICT,
    Problem.RECORDING_NOT_READABLE,
    Problem.RECORDING_TOO_LARGE,
}
"""Sending these again changes nothing; the phone keeps them until a person decides (static/app/sync/uploads.js)."""


@contextmanager
def told_to_the_office(device_id: UUID, sha256: str, size_bytes: int) -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        [refusal, *_others] = refused.refusals
        if refusal.problem in FINAL:
            with transaction():
                note_refused_photo(device_id, sha256, size_bytes, refusal, at=clock.now())
        raise
