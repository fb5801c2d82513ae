"""The file of pre-numbered forms: every number of every block is used, voided with a reason, or explained."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from flask import Blueprint, render_template, request

from inspect_app import clock
from inspect_app.access import current_officer, needs
from inspect_app.rules.calendar import day_of
from inspect_app.rules.numbers import FormKind, Gap, Unused, gaps_of
from inspect_app.rules.permissions import Permission
from inspect_app.store.agencies import agencies_of_office
from inspect_app.store.documents import FormBlock, FormUse, blocks_of_agency, uses_of
from inspect_app.store.journal import JournalEvent, accepted_since
from inspect_app.store.officers import Device, devices_with

pages = Blueprint("form_blocks", __name__, url_prefix="/form-blocks")


@dataclass(frozen=True)
class Lease:
    """One block with what became of its numbers. `device` None = the office's own desk."""

    block: FormBlock
    device: Device | None
    used: list[FormUse]
    voided: list[FormUse]
    gaps: list[Gap]


@dataclass(frozen=True)
class Ledger:
    """All blocks of one kind and year."""

    kind: FormKind
    year: int
    leases: list[Lease]

    @property
    def used(self) -> int:
        return sum(len(lease.used) for lease in self.leases)

    @property
    def voided(self) -> int:
        return sum(len(lease.voided) for lease in self.leases)

    @property
    def skipped(self) -> int:
        gaps = [gap for lease in self.leases for gap in lease.gaps if gap.why is Unused.SKIPPED]
        return sum(gap.last - gap.first + 1 for gap in gaps)


@dataclass(frozen=True)
class Forgotten:
    """A form that was voided, of a block that a restore forgot. `kind` None = the record does not tell."""

    serial: int
    kind: FormKind | None
    reason: str
    device: Device
    voided_at: datetime


@pages.get("")
@needs(Permission.CHANGE_SETTINGS)
def index() -> str:
    blocks = blocks_of_agency(current_officer().home_id)
    years = sorted({block.year for block in blocks}, reverse=True)
    wanted = request.args.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else (years[0] if years else None)
    ledgers = ledgers_of([block for block in blocks if block.year == year], on=clock.today())
    forgotten = [one for one in forgotten_of(blocks) if day_of(one.voided_at).year == year]
    return render_template(
        "settings/form_blocks.html", ledgers=ledgers, forgotten=forgotten, years=years, year=year
    )


def forgotten_of(blocks: list[FormBlock]) -> list[Forgotten]:
    """Read from the journal: without its block the number has no row of its own."""
    restored_at = min((block.withdrawn_at for block in blocks if block.withdrawn_at), default=None)
    if restored_at is None:
        return []
    known = {block.id for block in blocks}
    agency_ids = [agency.id for agency in agencies_of_office(current_officer().home_id)]
    events = accepted_since("form_voided", restored_at, agency_ids)
    return [_forgotten(event) for event in events if UUID(event.data["block_id"]) not in known]


def _forgotten(event: JournalEvent) -> Forgotten:
    kind = FormKind.ON_THE_SPOT_DECISION if event.data.get("decision_id") else None
    kind = FormKind.CORRECTION_ORDER if event.data.get("order_id") else kind
    return Forgotten(event.data["serial"], kind, event.data["reason"], event.device, event.derived_at)


def ledgers_of(blocks: list[FormBlock], *, on: date) -> list[Ledger]:
    devices = {one.id: one for one in devices_with([block.device_id for block in blocks if block.device_id])}
    uses: dict[UUID, list[FormUse]] = {block.id: [] for block in blocks}
    for use in uses_of(*uses):
        uses[use.block_id].append(use)
    leases = [_lease(block, devices.get(block.device_id or block.id), uses[block.id], on) for block in blocks]
    groups = groupby(leases, key=lambda lease: (lease.block.kind, lease.block.year))
    return [Ledger(kind, year, list(some)) for (kind, year), some in groups]


def _lease(block: FormBlock, device: Device | None, uses: list[FormUse], on: date) -> Lease:
    holder = Unused.AT_THE_DESK
    if block.withdrawn_at:
        holder = Unused.WITHDRAWN
    elif device is not None:
        holder = Unused.DEVICE_REVOKED if device.revoked_at else Unused.ON_THE_DEVICE
    return Lease(
        block=block,
        device=device,
        used=[use for use in uses if not use.voided_reason],
        voided=[use for use in uses if use.voided_reason],
        gaps=gaps_of(block.facts(), {use.serial for use in uses}, holder=holder, on=on),
    )
