"""Who on a visit still has something unsent, by officer and department, from what their phones announced."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspect_app.store.arrivals import still_to_arrive
from inspect_app.store.officers import devices_of
from inspect_app.store.visits import Visit


@dataclass(frozen=True)
class Unsent:
    """Of all of an officer's phones; what is announced need not be of this visit. `seen_at` = the last contact."""

    events: int
    photos: int
    seen_at: datetime


def unsent_of(visit: Visit) -> dict[UUID, Unsent]:
    """Those who announced something that is not here; whoever has sent all is left out."""
    devices = [one for one in devices_of([member.officer_id for member in visit.officers]) if one.holding]
    arrivals = still_to_arrive(devices) if devices else {}
    found: dict[UUID, Unsent] = {}
    for device in devices:
        arrival = arrivals[device.id]
        if arrival.is_complete:
            continue
        known = found.get(device.officer_id, Unsent(0, 0, device.seen_at))
        found[device.officer_id] = Unsent(
            known.events + arrival.events, known.photos + len(arrival.photos), max(known.seen_at, device.seen_at)
        )
    return found
