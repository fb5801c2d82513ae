"""What phones have announced and what is not here yet: events by their numbers, photos by their hashes."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from inspect_app.store.base import db
from inspect_app.store.journal import seqs_received
from inspect_app.store.officers import Device, Officer
from inspect_app.store.photos import Photo, PhotoFile, photo_files
from inspect_app.store.visits import Visit


@dataclass(frozen=True)
class Arrival:
    """What one phone said that it has, and we have not."""

    events: int
    photos: frozenset[str]

    @property
    def is_complete(self) -> bool:
        return not self.events and not self.photos


@dataclass(frozen=True)
class MissingPhoto:
    """A photo of whose taking an event has told, but whose bytes are not here."""

    photo: Photo
    visit: Visit
    officer: Officer


def still_to_arrive(devices: Iterable[Device]) -> dict[UUID, Arrival]:
    """By device. What a phone reported is compared with what has come since: its own count is of its last contact."""
    devices = list(devices)
    announced = {device.id: set((device.holding or {}).get("photos", [])) for device in devices}
    here = set(photo_files(set().union(*announced.values())))
    return {
        device.id: Arrival(_events_missing(device), frozenset(announced[device.id] - here)) for device in devices
    }


def _events_missing(device: Device) -> int:
    last = int((device.holding or {}).get("events", {}).get("last", 0))
    if last <= device.head_seq:
        return 0
    return last - device.head_seq - len(seqs_received(device.id, device.head_seq + 1, last))


def photos_without_bytes(agency_id: UUID) -> list[MissingPhoto]:
    """Of the office's visits, the oldest first; discarded ones are not missed."""
    query = (
        select(Photo, Visit, Officer)
        .join(Visit, Visit.id == Photo.visit_id)
        .join(Officer, Officer.id == Photo.taken_by)
        .outerjoin(PhotoFile, PhotoFile.sha256 == Photo.sha256)
        .where(Visit.agency_id == agency_id, Photo.discarded_at.is_(None), PhotoFile.sha256.is_(None))
        .order_by(Photo.taken_at)
    )
    return [MissingPhoto(*row) for row in db.session.execute(query)]
