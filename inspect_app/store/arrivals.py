"""What phones have announced and what is not here yet: events by their numbers, photos and recordings by their hashes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import CompoundSelect, ScalarSelect, func, select, union_all

from inspect_app.store.base import Json, all_with, db
from inspect_app.store.evidence_bytes import KINDS, is_missing
from inspect_app.store.journal import seqs_received
from inspect_app.store.officers import Device, Officer
from inspect_app.store.photos import photo_files
from inspect_app.store.refused_photos import GIVEN_UP
from inspect_app.store.takings import Taking
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
class MissingGroup:
    """Photos and recordings of one visit by one officer of which events have told, but whose bytes are not here.

    `since` = when the first of them was taken."""

    visit: Visit
    officer: Officer
    hashes: frozenset[str]
    since: datetime


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


def groups_without_bytes(agency_id: UUID, *, limit: int, offset: int = 0) -> list[MissingGroup]:
    """Of the office's visits, by visit and officer, the oldest first; discarded ones and those set aside are not missed."""
    rows = _without_bytes(agency_id).subquery()
    first = func.min(rows.c.taken_at).label("since")
    query = select(rows.c.visit_id, rows.c.taken_by, first).group_by(rows.c.visit_id, rows.c.taken_by)
    found = db.session.execute(
        query.order_by(first, rows.c.visit_id, rows.c.taken_by).limit(limit).offset(offset)
    ).all()
    visits, people = all_with(Visit, {row[0] for row in found}), all_with(Officer, {row[1] for row in found})
    wanted = select(rows.c.visit_id, rows.c.taken_by, rows.c.sha256).where(rows.c.visit_id.in_(visits))
    hashes: dict[tuple[UUID, UUID], set[str]] = {}
    for visit_id, officer_id, sha256 in db.session.execute(wanted):
        hashes.setdefault((visit_id, officer_id), set()).add(sha256)
    return [MissingGroup(visits[one], people[who], frozenset(hashes[one, who]), since) for one, who, since in found]


def count_groups_without_bytes(agency_id: UUID) -> int:
    rows = _without_bytes(agency_id).subquery()
    groups = select(rows.c.visit_id, rows.c.taken_by).distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(groups)) or 0


def _without_bytes(agency_id: UUID) -> CompoundSelect[UUID, UUID, str, datetime]:
    """Begins at the few that are awaited: joined, a database with no figures of its own begins at all visits of the office."""
    return union_all(
        *(
            select(kind.visit_id, kind.taken_by, kind.sha256, kind.taken_at).where(
                is_missing(kind), kind.sha256.not_in(GIVEN_UP), _office_of(kind) == agency_id
            )
            for kind in KINDS
        )
    )


def _office_of(kind: type[Taking]) -> ScalarSelect[UUID]:
    return select(Visit.agency_id).where(Visit.id == kind.visit_id).scalar_subquery()
