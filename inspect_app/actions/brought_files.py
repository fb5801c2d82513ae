"""Files that somebody brings to a desk as evidence: pictures, sound and film, scanned paper (PDF), kept under their SHA-256."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.recordings import not_too_large
from inspect_app.store.evidence_bytes import keep_file
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import PhotoFile, photo_file_for_update
from inspect_app.store.pictures import NotAPicture, Picture, look_at
from inspect_app.store.recording_bytes import NotARecording, recording_type

SCAN = "application/pdf"


@dataclass(frozen=True)
class Brought:
    """A file as it came from somebody's desk: under which id its bytes lie, and what was counted while they came."""

    part_id: UUID
    size_bytes: int
    sha256: str
    name: str


def receive_file(folder: PhotoFolder, blocks: Iterator[bytes], name: str, *, most: int) -> Brought:
    """Outside any transaction: a slow line must not hold the database. Whoever asked drops the part in the end."""
    part_id = uuid4()
    written = folder.append(part_id, 0, blocks, most=most)
    return Brought(part_id, written.offset, written.sha256 or "", name)


def keep_brought(folder: PhotoFolder, brought: Brought, *, at: datetime) -> None:
    """The same bytes twice are one file. Raises `Refused` for what nobody could look at."""
    if photo_file_for_update(brought.sha256):
        return
    picture = _looked_at(folder.partial(brought.part_id), brought.name)
    refuse_if_any([not_too_large(picture.media_type, brought.size_bytes)])
    row = PhotoFile(
        sha256=brought.sha256, size_bytes=brought.size_bytes, media_type=picture.media_type, width=picture.width,
        height=picture.height, facts=picture.facts, received_at=at,
    )  # fmt: skip
    with folder.keeping(brought.part_id, brought.sha256):
        keep_file(row)


def _looked_at(path: Path, name: str) -> Picture:
    """By its own bytes, whatever it is called. A PDF is kept and given out as it is; nobody opens it here."""
    with path.open("rb") as file:
        if file.read(5) == b"%PDF-":
            return Picture(SCAN, 0, 0, {})
    try:
        media_type = recording_type(path)
        return Picture(media_type, 0, 0, {}) if media_type else look_at(path)
    except (NotARecording, NotAPicture) as broken:
        raise Refused(Refusal(Problem.EVIDENCE_FILE_NOT_TAKEN, facts={"name": name})) from broken
