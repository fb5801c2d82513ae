"""What is still to arrive: per phone what it announced, and photos of the record whose bytes are not here."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template

from inspect_app.access import current_officer, needs
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.arrivals import Arrival, MissingPhoto, photos_without_bytes, still_to_arrive
from inspect_app.store.officers import Device, Officer, devices_of, officers_of
from inspect_app.store.visits import Visit

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


@pages.get("")
@needs(Permission.SEE_PROBLEM_EVENTS)
def index() -> str:
    officer = current_officer()
    agencies = [agency.id for agency in agencies_of_office(officer.home_id)]
    devices = devices_of([one.id for one in officers_of(*agencies)])
    arrivals = still_to_arrive(devices)
    rows = [(device, arrivals[device.id]) for device in devices]
    open_rows = sorted((row for row in rows if not row[1].is_complete), key=lambda row: row[0].seen_at)
    return render_template(
        "arrivals/index.html",
        rows=open_rows,
        complete=[device for device, arrival in rows if arrival.is_complete and device.revoked_at is None],
        missed=missed_of(photos_without_bytes(officer.home_id), rows),
    )


def missed_of(missing: list[MissingPhoto], rows: list[tuple[Device, Arrival]]) -> list[Missed]:
    """By visit and officer, the oldest first."""
    groups: dict[tuple[object, object], list[MissingPhoto]] = {}
    for one in missing:
        groups.setdefault((one.visit.id, one.officer.id), []).append(one)
    return [_missed(some, rows) for some in groups.values()]


def _missed(some: list[MissingPhoto], rows: list[tuple[Device, Arrival]]) -> Missed:
    hashes = {one.photo.sha256 for one in some}
    holders = [device for device, arrival in rows if hashes & arrival.photos]
    held = len(hashes & frozenset().union(*(arrival.photos for _, arrival in rows)))
    first = some[0]
    return Missed(first.visit, first.officer, len(hashes), first.photo.taken_at, held, holders)
