"""What may this officer's phone receive: the changes after its cursor, page by page, each thing as it is now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from inspect_app.rules.people import STREETS, Role
from inspect_app.store.feed import feed_after, feed_head
from inspect_app.store.officers import Officer
from inspect_app.sync.snapshots import SNAPSHOTS

PAGE_LINES = 500
Snapshot = tuple[str, UUID, dict[str, Any] | None]


@dataclass(frozen=True)
class Page:
    """`reset` = the phone's cursor is of another epoch: what it does not get now is no longer its to keep."""

    cursor: str
    more: bool
    reset: bool
    changes: list[Snapshot]
    backed_up_until: datetime | None


def audiences_of(officer: Officer) -> list[UUID]:
    """Our own officers hear what the whole office hears; partners and streets only what is addressed to them."""
    own = [officer.id, officer.agency_id]
    return own if officer.role in STREETS | {Role.PARTNER} else [*own, officer.home_id]


def page_for(officer: Officer, cursor: str) -> Page:
    head = feed_head()
    epoch = f"{head.epoch}.{officer.feed_epoch}"
    known_epoch, _, position = cursor.partition("-")
    is_ours = known_epoch == epoch and position.isdecimal() and int(position) <= head.position
    start = int(position) if is_ours else 0
    lines = feed_after(start, list(set(audiences_of(officer))), limit=PAGE_LINES)
    end = lines[-1].position if len(lines) == PAGE_LINES else head.position
    wanted: dict[str, list[UUID]] = {}
    for line in lines:
        wanted.setdefault(line.kind, []).append(line.subject_id)
    changes = [
        (kind, subject_id, found.get(subject_id))
        for kind, ids in wanted.items()
        for found in [SNAPSHOTS[kind](list(dict.fromkeys(ids)), officer)]
        for subject_id in dict.fromkeys(ids)
    ]
    return Page(f"{epoch}-{end}", len(lines) == PAGE_LINES, not is_ours, changes, head.backed_up_until)
