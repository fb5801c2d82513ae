"""What phones have announced and what is not here yet: events by their numbers, photos and recordings by their hashes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from inspect_app.store.base import Base, Json, db
from inspect_app.store.evidence_bytes import KINDS
from inspect_app.store.journal import seqs_received
from inspect_app.store.officers import Device, Officer
from inspect_app.store.photos import Photo, PhotoFile, photo_files
from inspect_app.store.recordings import Recording
from inspect_app.store.refused_photos import GIVEN_UP
from inspect_app.store.visits import Visit


@dataclass(frozen=True)
class Arrival:
    """What one phone said that it has, and we have not. `first`, `last` = between which numbers events are missing;
    `since` = when the oldest of it was first announced, None when all is here; `waiting` = unsent at its last contact."""

    events: int
    photos: frozenset[str]
    first: int = 0
    last: int = 0
    since: datetime | None = None
    waiting: int = 0

    @property
    def is_complete(self) -> bool:
        return not self.events and not self.photos


@dataclass(frozen=True)
class MissingPhoto:
    """A photo or recording of which an event has told, but whose bytes are not here."""

    photo: Photo | Recording
    visit: Visit
    officer: Officer


def still_to_arrive(devices: Iterable[Device]) -> dict[UUID, Arrival]:
    """By device. What a phone reported is compared with what has come since: its own count is of its last contact."""
    devices = list(devices)
    announced = {device.id: set((device.holding or {}).get("photos", [])) for device in devices}
    here = set(photo_files(set().union(*announced.values())))
    return {device.id: _arrival(device, frozenset(announced[device.id] - here)) for device in devices}


def _arrival(device: Device, photos: frozenset[str]) -> Arrival:
    holding = device.holding or {}
    last = int(holding.get("events", {}).get("last", 0))
    events = _events_missing(device, last)
    arrival = Arrival(events, photos, device.head_seq + 1 if events else 0, last if events else 0)
    if arrival.is_complete:
        return arrival
    return replace(arrival, since=_since(device, arrival), waiting=int(holding.get("waiting", 0)))


def _since(device: Device, arrival: Arrival) -> datetime:
    """Of what is still missing; what was announced at the last contact for the first time counts from then."""
    noted = device.missing_since or {}
    moments = [noted.get("photos", {}).get(sha256) for sha256 in arrival.photos]
    if arrival.events:
        moments.append(noted.get("since") if noted.get("first") == arrival.first else None)
    return min((datetime.fromisoformat(one) if one else device.seen_at for one in moments), default=device.seen_at)


def note_missing(device: Device, *, at: datetime) -> None:
    """Since when each thing is missing: kept from one contact to the next, gone when it is here."""
    arrival, before = still_to_arrive([device])[device.id], device.missing_since or {}
    if arrival.is_complete:
        device.missing_since = None
        return
    now, known = at.isoformat(), before.get("photos", {})
    noted: Json = {"photos": {sha256: known.get(sha256, now) for sha256 in sorted(arrival.photos)}}
    if arrival.events:
        is_known = before.get("first") == arrival.first
        noted |= {"first": arrival.first, "since": before["since"] if is_known else now}
    device.missing_since = noted


def _events_missing(device: Device, last: int) -> int:
    if last <= device.head_seq:
        return 0
    return last - device.head_seq - len(seqs_received(device.id, device.head_seq + 1, last))


def photos_without_bytes(agency_id: UUID) -> list[MissingPhoto]:
    """Of the office's visits, the oldest first; discarded ones and those set aside are not missed."""
    found = [MissingPhoto(*row) for kind in KINDS for row in db.session.execute(_without_bytes(kind, agency_id))]
    return sorted(found, key=lambda one: one.photo.taken_at)


def _without_bytes(kind: type[Photo] | type[Recording], agency_id: UUID) -> Select[Base, Visit, Officer]:
    return (
        select(kind, Visit, Officer)
        .join(Visit, Visit.id == kind.visit_id)
        .join(Officer, Officer.id == kind.taken_by)
        .outerjoin(PhotoFile, PhotoFile.sha256 == kind.sha256)
        .where(Visit.agency_id == agency_id, kind.discarded_at.is_(None), PhotoFile.sha256.is_(None))
        .where(kind.sha256.not_in(GIVEN_UP))
    )
