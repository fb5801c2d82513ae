"""Which device each event of a batch belongs to: a phone that began its journal anew also brings what it had said before."""

from collections.abc import Sequence
from uuid import UUID

from inspect_app.store.journal import claims_in
from inspect_app.store.officers import Device, devices_of


def by_sender(tokens: Sequence[str], device: Device) -> tuple[list[str], list[tuple[Device, list[str]]]]:
    """This device's own, and those that name another device of the same officer. The signature decides afterwards."""
    claimed = [(token, _device_in(token)) for token in tokens]
    if all(name in (None, device.id) for _token, name in claimed):
        return list(tokens), []
    known = {one.id: one for one in devices_of([device.officer_id]) if one.id != device.id}
    own = [token for token, name in claimed if name not in known]
    others = [(one, [token for token, name in claimed if name == one.id]) for one in known.values()]
    return own, [(one, theirs) for one, theirs in others if theirs]


def _device_in(token: str) -> UUID | None:
    try:
        return UUID(str(claims_in(token).get("device")))
    except ValueError:
        return None
