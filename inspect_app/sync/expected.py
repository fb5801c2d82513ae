"""What the office still waits for from an officer's other phones: no empty phone may pass for one that has sent all."""

from uuid import UUID

from inspect_app.store.arrivals import still_to_arrive
from inspect_app.store.officers import devices_of
from inspect_app.sync.wire import Expected


def expected_of(officer_id: UUID, *, but: UUID | None) -> list[Expected]:
    """By device, the one heard of last comes first; `but` = the phone that asks and answers for itself."""
    devices = [one for one in devices_of([officer_id]) if one.id != but and one.holding]
    arrivals = still_to_arrive(devices) if devices else {}
    awaited = [(one, arrivals[one.id]) for one in devices if not arrivals[one.id].is_complete]
    return [
        Expected(
            device=device.id,
            label=device.label,
            seen_at=device.seen_at.isoformat(),
            events=arrival.events,
            photos=len(arrival.photos),
        )
        for device, arrival in sorted(awaited, key=lambda pair: pair[0].seen_at, reverse=True)
    ]
