"""What citizens report at a plate (群众反映): words and pictures become a lead; a receipt number tells its state later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from inspect_app.actions.leads import new_lead
from inspect_app.actions.plates import random_signs
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules.calendar import day_of
from inspect_app.rules.leads import LeadFacts, LeadSource, PublicState, lead_faults, public_state
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.evidence_bytes import keep_file
from inspect_app.store.leads import Lead, LeadPhoto, lead_of_receipt
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import PhotoFile, photo_file_for_update
from inspect_app.store.pictures import NotAPicture, Picture, look_at, upright_copy
from inspect_app.store.plates import work_of_plate
from inspect_app.store.works import Work

MOST_PICTURES = 3
MOST_PICTURE_BYTES = 10 * 2**20
SMALL = 400
RECEIPT_SIGNS = 12


@dataclass(frozen=True)
class CitizenReport:
    summary: str
    place: str = ""
    contact_name: str = ""
    contact_phone: str = ""


@dataclass(frozen=True)
class Sent:
    """One file of the form: what its sender calls it, and its bytes."""

    name: str
    blocks: Iterator[bytes]


@dataclass(frozen=True)
class Arrived:
    """A picture that is on disk as a part and was looked at, not yet noted."""

    part_id: UUID
    sha256: str
    size_bytes: int
    picture: Picture


def work_at(plate_code: str) -> Work:
    work = work_of_plate(plate_code.strip().lower())
    if work is None:
        raise Refused(Refusal(Problem.PLATE_UNKNOWN))
    return work


def take_in_pictures(folder: PhotoFolder, files: Sequence[Sent]) -> list[Arrived]:
    """Write and look at them outside any transaction. Refused as a whole; nothing of them stays then."""
    if len(files) > MOST_PICTURES:
        raise Refused(Refusal(Problem.REPORT_TOO_MANY_PHOTOS, facts={"most": MOST_PICTURES}))
    arrived: list[Arrived] = []
    try:
        for file in files:
            arrived.append(_take_in(folder, file))
    except Refused:
        drop_pictures(folder, arrived)
        raise
    return arrived


def _take_in(folder: PhotoFolder, file: Sent) -> Arrived:
    """Unfolded once, in the bounded way of every picture: what cannot be shown to anybody is not taken."""
    part_id, name = uuid4(), file.name[:60]
    written = folder.append(part_id, 0, file.blocks, most=MOST_PICTURE_BYTES + 1)
    try:
        if written.offset > MOST_PICTURE_BYTES:
            sizes = {"name": name, "most_mb": MOST_PICTURE_BYTES // 2**20}
            raise Refused(Refusal(Problem.REPORT_PHOTO_TOO_LARGE, facts=sizes))
        picture = look_at(folder.partial(part_id))
        upright_copy(folder.partial(part_id), SMALL)
    except NotAPicture as broken:
        folder.drop_partial(part_id)
        raise Refused(Refusal(Problem.REPORT_PHOTO_WRONG, facts={"name": name})) from broken
    except Refused:
        folder.drop_partial(part_id)
        raise
    return Arrived(part_id, written.sha256 or "", written.offset, picture)


def drop_pictures(folder: PhotoFolder, pictures: Sequence[Arrived]) -> None:
    for one in pictures:
        folder.drop_partial(one.part_id)


def report_at_plate(report: CitizenReport, work: Work, *, at: datetime) -> Lead:
    """A lead of the office whose plate it is; nobody is signed in, so nobody is named as its maker."""
    facts = LeadFacts(LeadSource.CITIZEN, came_on=day_of(at), **vars(report))
    refuse_if_any(lead_faults(facts, on=day_of(at)))
    lead = new_lead(facts, work, agency_id=work.agency_id, at=at)
    lead.receipt = random_signs(RECEIPT_SIGNS)
    db.session.add(lead)
    db.session.flush()
    details = {"number": lead.number, "kind": lead.source.value}
    note_deed("make_lead", by=None, at=at, subject="lead", subject_id=lead.id, **details)
    return lead


def add_pictures(lead: Lead, pictures: Sequence[Arrived], folder: PhotoFolder, *, at: datetime) -> None:
    for position, one in enumerate(pictures, 1):
        _keep(folder, one, at=at)
        lead.photos.append(LeadPhoto(id=uuid4(), lead_id=lead.id, position=position, sha256=one.sha256))
        db.session.flush()


def _keep(folder: PhotoFolder, one: Arrived, *, at: datetime) -> None:
    """The same bytes twice are one file, whoever brought them."""
    if photo_file_for_update(one.sha256):
        folder.drop_partial(one.part_id)
        return
    with folder.keeping(one.part_id, one.sha256):
        row = PhotoFile(
            sha256=one.sha256, size_bytes=one.size_bytes, media_type=one.picture.media_type,
            width=one.picture.width, height=one.picture.height, facts=one.picture.facts, received_at=at,
        )  # fmt: skip
        keep_file(row)


def state_of_receipt(receipt: str) -> PublicState:
    """Blanks, dashes and capitals make no difference; nothing but the state is told."""
    plain = "".join(one for one in receipt.lower() if one.isalnum())[:40]
    lead = lead_of_receipt(plain) if plain else None
    if lead is None:
        raise Refused(Refusal(Problem.RECEIPT_UNKNOWN))
    return public_state(lead.stage)


def spoken_receipt(receipt: str) -> str:
    """As it is shown: in groups of four."""
    return "-".join(receipt[start : start + 4] for start in range(0, len(receipt), 4)).upper()
