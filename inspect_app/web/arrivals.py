"""What is still to arrive: per phone what it announced, since when, and photos of the record whose bytes are not here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, render_template

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.actions.settings import office_settings
from inspect_app.rules.arrivals import is_overdue
from inspect_app.rules.permissions import Permission
from inspect_app.rules.settings import SettingName
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.arrivals import (
    Arrival,
    MissingGroup,
    count_groups_without_bytes,
    groups_without_bytes,
    still_to_arrive,
)
from inspect_app.store.officers import Device, Officer, devices_of, officers_of
from inspect_app.store.visits import Visit
from inspect_app.web.lists import PER_PAGE, pages_of

pages = Blueprint("arrivals", __name__, url_prefix="/arrivals")


@dataclass(frozen=True)
class Missed:
    """Photos of one visit by one officer. `holders` = phones that said they still have them."""

    visit: Visit
    officer: Officer
    photos: int
    since: datetime
    held: int
    holders: list[Device]
    is_late: bool


@dataclass(frozen=True)
class Late:
    """A phone of which something is missing for longer than the office's hours. `seen_at` = its last sign of life."""

    device: Device
    arrival: Arrival


def late_phones(devices: list[Device], *, office_id: UUID) -> list[Late]:
    """The one that has been missing longest first."""
    hours = alarm_hours(office_id)
    arrivals = still_to_arrive(devices)
    late = [Late(one, arrivals[one.id]) for one in devices if is_late(arrivals[one.id].since, hours)]
    return sorted(late, key=lambda one: one.arrival.since or one.device.seen_at)


def phones_of_office(officer: Officer) -> list[Device]:
    agencies = [agency.id for agency in agencies_of_office(officer.home_id)]
    return devices_of([one.id for one in officers_of(*agencies)])


def alarm_hours(office_id: UUID) -> int:
    return office_settings(office_id).whole(SettingName.ARRIVAL_ALARM_HOURS)


def is_late(since: datetime | None, hours: int) -> bool:
    return since is not None and is_overdue(since, at=clock.now(), hours=hours)


@pages.get("")
@needs(Permission.SEE_PROBLEM_EVENTS)
def index() -> str:
    officer = current_officer()
    devices, hours = phones_of_office(officer), alarm_hours(officer.home_id)
    arrivals = still_to_arrive(devices)
    rows = [(device, arrivals[device.id]) for device in devices]
    lines = pages_of(count_groups_without_bytes(officer.home_id))
    missing = groups_without_bytes(officer.home_id, limit=PER_PAGE, offset=lines.offset)
    open_rows = sorted((row for row in rows if row[1].since), key=lambda row: row[1].since or row[0].seen_at)
    return render_template(
        "arrivals/index.html",
        rows=open_rows,
        late={device.id for device, arrival in rows if is_late(arrival.since, hours)},
        hours=hours,
        complete=[device for device, arrival in rows if arrival.is_complete and device.revoked_at is None],
        missed=[_missed(one, rows, hours) for one in missing],
        pages=lines,
    )


def _missed(group: MissingGroup, rows: list[tuple[Device, Arrival]], hours: int) -> Missed:
    holders = [device for device, arrival in rows if group.hashes & arrival.photos]
    held = len(group.hashes & frozenset().union(*(arrival.photos for _, arrival in rows)))
    late = is_late(group.since, hours)
    return Missed(group.visit, group.officer, len(group.hashes), group.since, held, holders, late)
