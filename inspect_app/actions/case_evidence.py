"""What the office holds already that may be evidence of a case: photos, sound and video, papers of visits, with their hashes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_facts import EvidenceKind
from inspect_app.store.cases import Case
from inspect_app.store.documents import Document, documents_of
from inspect_app.store.photos import Photo, photos_of
from inspect_app.store.recordings import Recording, recordings_of
from inspect_app.store.visits import findings_of, visits_of_work

MOST_VISITS = 20


@dataclass(frozen=True)
class Thing:
    """`kind_of` = photo, recording or document. `title` = what it is called in the list of evidence."""

    kind_of: str
    id: UUID
    visit_id: UUID
    sha256: str
    title: str
    kind: EvidenceKind
    taken_on: date


def things_of(case: Case) -> list[Thing]:
    """Of the visits to the case's work, the newest visit first."""
    visits = visits_of_work(case.work_id)[:MOST_VISITS] if case.work_id else []
    ids = [visit.id for visit in visits]
    texts = {finding.id: finding.current.text for finding in findings_of(*ids)}
    takings = [one for one in (*photos_of(*ids), *recordings_of(*ids)) if one.discarded_at is None]
    found = [_taking(one, texts) for one in takings] + [_paper(one) for one in documents_of(*ids) if one.visit_id]
    return sorted(found, key=lambda thing: (ids.index(thing.visit_id), thing.taken_on, thing.title))


def _taking(one: Photo | Recording, texts: dict[UUID, str]) -> Thing:
    about = texts.get(one.finding_id, "") if one.finding_id else ""
    title = one.caption or about or one.name
    is_photo = isinstance(one, Photo)
    kind = EvidenceKind.DIGITAL if is_photo else EvidenceKind.AUDIO_VIDEO
    kind_of = "photo" if is_photo else "recording"
    return Thing(kind_of, one.id, one.visit_id, one.sha256, title, kind, day_of(one.taken_at))


def _paper(one: Document) -> Thing:
    kind = EvidenceKind.SITE_RECORD if one.form == "inspection_record" else EvidenceKind.DOCUMENT
    assert one.visit_id
    return Thing("document", one.id, one.visit_id, one.sha256, one.number or one.form, kind, day_of(one.made_at))
