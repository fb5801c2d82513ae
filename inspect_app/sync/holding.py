"""What a phone says it still holds: for the office's list of what is to arrive; and new forms for it in time."""

from datetime import datetime, timedelta

from inspect_app.actions.forms import top_up
from inspect_app.rules.calendar import day_of
from inspect_app.store.arrivals import note_missing
from inspect_app.store.officers import Device
from inspect_app.sync.wire import Holding

SIGN_OF_LIFE = timedelta(minutes=5)


def is_news(device: Device, holding: Holding, *, at: datetime) -> bool:
    """An exchange with nothing new writes nothing, but for a sign of life now and then."""
    return device.holding != holding.model_dump(mode="json") or at - device.seen_at > SIGN_OF_LIFE


def note_holding(device: Device, holding: Holding, *, at: datetime, uses_forms: bool) -> None:
    """On the device, which is locked."""
    is_first_today = day_of(device.seen_at) != day_of(at)
    device.seen_at = at
    device.holding = holding.model_dump(mode="json")
    note_missing(device, at=at)
    if uses_forms or is_first_today:
        top_up(device, at=at)
