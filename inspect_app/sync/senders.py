"""Which device each event of a batch belongs to: a phone that began its journal anew also brings what it had said before."""

from collections.abc import Sequence
from uuid import UUID

from inspect_app.store.journal import claims_in
from inspect_app.store.officers import Device, devices_of
from inspect_app.sync.reading import ReadEvent, read_events


def read_by_sender(
    tokens: Sequence[str], device: Device
) -> tuple[list[ReadEvent], list[tuple[Device, list[ReadEvent]]]]:
    """This device's own, and those that name another device of the same officer: these must bear that one's signature."""
    read = read_events(tokens, device)
    if not any(event.refusal for event in read):
        return read, []
    named = {event.token: _device_in(event) for event in read}
    if all(name in (None, device.id) for name in named.values()):
        return read, []
    known = {one.id: one for one in devices_of([device.officer_id]) if one.id != device.id}
    others = [(one, [token for token in tokens if named[token] == one.id]) for one in known.values()]
    own = [event for event in read if named[event.token] not in known]
    return own, [(one, read_events(theirs, one)) for one, theirs in others if theirs]


def _device_in(event: ReadEvent) -> UUID | None:
    """Read a second time only where this device's signature or the envelope was wrong."""
    if event.payload:
        return event.payload.device
    try:
        return UUID(str(claims_in(event.token).get("device")))
    except ValueError:
        return None
