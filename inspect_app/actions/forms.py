"""Pre-numbered forms (预编号文书): leased in blocks to phones and the desk, used once or voided with a reason."""

from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.settings import office_settings
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.numbers import LEASED_TO_PHONES, SERIES_WORDS, FormKind, number_from_block
from inspect_app.rules.people import AgencyKind
from inspect_app.rules.plain import to_plain
from inspect_app.rules.settings import SettingName, Settings, number_prefix_of
from inspect_app.rules.statutes import ON_THE_SPOT_FORM
from inspect_app.store.base import db
from inspect_app.store.documents import (
    Document,
    FormBlock,
    FormUse,
    agencies_with_forms,
    block_with,
    blocks_of,
    desk_blocks_since,
    form_use,
    forms_left,
    last_block,
    note_use,
    uses_of,
    withdrawn_block,
)
from inspect_app.store.feed import announce
from inspect_app.store.office_papers import OfficePaper
from inspect_app.store.officers import Device, Officer, device_with

TEMPLATES = {
    FormKind.ON_THE_SPOT_DECISION: SettingName.DECISION_NUMBER,
    FormKind.CORRECTION_ORDER: SettingName.ORDER_NUMBER,
}
LOW_WATER = 5
SKIPPED_BLOCKS = 50
"""More than an office with dozens of phones can have leased of one kind since its last backup."""
LEASE_NEXT_YEAR_FROM = (12, 1)


def lease_block(
    agency_id: UUID, kind: FormKind, year: int, *, device_id: UUID | None, at: datetime, times: int = 1
) -> FormBlock:
    """The next serials of this kind and year, for one device (None = the desk) and nobody else."""
    settings = office_settings(agency_id)
    before = last_block(agency_id, kind, year)
    first = before.last + 1 if before else 1
    block = FormBlock(
        id=uuid4(),
        agency_id=agency_id,
        kind=kind,
        year=year,
        first=first,
        last=first + times * settings.whole(SettingName.BLOCK_SIZE) - 1,
        template=_format(kind, settings),
        device_id=device_id,
        leased_at=at,
    )
    db.session.add(block)
    db.session.flush()
    return block


def _format(kind: FormKind, settings: Settings) -> str:
    """How this kind's numbers are written, with {year} and {serial} still open."""
    name = TEMPLATES.get(kind, SettingName.PAPER_NUMBER)
    return settings.text(name).replace("{word}", SERIES_WORDS.get(kind, ""))


def _nameless(agency_id: UUID, kind: FormKind) -> Refusal | None:
    """A number that would not say whose it is."""
    return number_prefix_of(office_settings(agency_id), TEMPLATES.get(kind, SettingName.PAPER_NUMBER))


def top_up(device: Device, *, at: datetime) -> list[FormBlock]:
    """Give a phone new blocks before it runs out, and next year's in December. Only to our holders of a certificate."""
    officer, today = device.officer, day_of(at)
    if officer.certificate_until is None or officer.agency.kind is not AgencyKind.DISTRICT:
        return []
    years = [today.year] + ([today.year + 1] if (today.month, today.day) >= LEASE_NEXT_YEAR_FROM else [])
    wanted = [(kind, year) for kind in LEASED_TO_PHONES for year in years]
    left = forms_left(device.id, officer.home_id)
    leased = [
        lease_block(officer.home_id, kind, year, device_id=device.id, at=at)
        for kind, year in wanted
        if left.get((kind, year), 0) < LOW_WATER and _nameless(officer.home_id, kind) is None
    ]
    for block in leased:
        announce("form_block", block.id, to=[officer.id])
    return leased


def withdraw_after_restore(made_at: datetime, *, at: datetime) -> list[FormBlock]:
    """What was leased or written at the desk since the backup is not known here, and must not be given out again.

    Withdrawn are the free numbers of the desk, and the next `SKIPPED_BLOCKS` blocks of every series. Gives the latter.
    """
    since, today = day_of(made_at), day_of(at)
    for block in desk_blocks_since(since.year):
        block.withdrawn_at = at
    last_year = today.year + ((today.month, today.day) >= LEASE_NEXT_YEAR_FROM)
    skipped = [
        lease_block(agency_id, kind, year, device_id=None, at=at, times=SKIPPED_BLOCKS)
        for agency_id in sorted(agencies_with_forms())
        for kind in FormKind
        for year in range(since.year, last_year + 1)
    ]
    for block in skipped:
        block.withdrawn_at = at
    return skipped


def use_number(
    block_id: UUID, serial: int, *, document: Document | OfficePaper, device_id: UUID | None, on: date, at: datetime
) -> list[Refusal]:
    """Note that a number is used. Returns what is wrong with it: the paper has been handed over all the same."""
    block = block_with(block_id) or _forgotten(serial, document, device_id, on=on)
    if block is None or (block.device_id != device_id and block.withdrawn_at is None):
        return [Refusal(Problem.NUMBER_NOT_LEASED, ON_THE_SPOT_FORM, {"number": str(serial)})]
    number = block.facts().number(serial)
    if form_use(block.id, serial):
        return [Refusal(Problem.NUMBER_USED_TWICE, ON_THE_SPOT_FORM, {"number": number})]
    refusal = number_from_block(block.facts(), serial, on=on)
    if refusal and refusal.problem is Problem.NUMBER_NOT_LEASED:
        return [refusal]
    use = FormUse(id=uuid4(), block_id=block.id, serial=serial, number=number, document_id=document.id, at=at)
    note_use(use)
    printed = Refusal(Problem.NUMBER_NOT_LEASED, ON_THE_SPOT_FORM, {"number": document.number})
    return [fault for fault in (refusal, printed if document.number != number else None) if fault]


def _forgotten(
    serial: int, document: Document | OfficePaper, device_id: UUID | None, *, on: date
) -> FormBlock | None:
    """A phone brings again what it wrote on a form of a block that was leased after the backup."""
    device = device_with(device_id) if device_id else None
    kind = next((kind for kind in LEASED_TO_PHONES if to_plain(kind) == document.form), None)
    return withdrawn_block(device.officer.home_id, kind, on.year, serial) if device and kind else None


def _is_withdrawn(serial: int, device_id: UUID, *, on: date) -> bool:
    device = device_with(device_id)
    if device is None:
        return False
    return any(withdrawn_block(device.officer.home_id, kind, on.year, serial) for kind in LEASED_TO_PHONES)


def void_form(block_id: UUID, serial: int, reason: str, *, device_id: UUID | None, at: datetime) -> FormUse | None:
    """作废: a spoilt form is never reused; the number and the reason stay on the record.

    None = the block was leased after the backup out of which this record came. Of which kind the form was, nobody
    knows; the number is withdrawn, and the reason stays in the journal.
    """
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    block = block_with(block_id)
    if block is None and device_id and _is_withdrawn(serial, device_id, on=day_of(at)):
        return None
    if block is None or block.device_id != device_id or not block.first <= serial <= block.last:
        raise Refused(Refusal(Problem.NUMBER_NOT_LEASED, ON_THE_SPOT_FORM, {"number": str(serial)}))
    use = form_use(block.id, serial)
    if use is None:
        number = block.facts().number(serial)
        use = FormUse(id=uuid4(), block_id=block.id, serial=serial, number=number, document_id=None, at=at)
        note_use(use)
    use.voided_reason = reason
    db.session.flush()
    return use


def next_desk_number(officer: Officer, kind: FormKind, *, at: datetime) -> tuple[FormBlock, int]:
    """The next free number of the office's own block, leasing one when there is none."""
    year = day_of(at).year
    for block in blocks_of(None, officer.home_id, kind, year):
        used = {use.serial for use in uses_of(block.id)}
        if free := next((s for s in range(block.first, block.last + 1) if s not in used), None):
            return block, free
    refuse_if_any([_nameless(officer.home_id, kind)])
    block = lease_block(officer.home_id, kind, year, device_id=None, at=at)
    return block, block.first
