"""Evidence of a case: what the visits to its work hold already, chosen with its hash, and files that somebody brings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspect_app.actions.brought_files import Brought, keep_brought
from inspect_app.actions.cases import take_case_step
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.calendar import day_of
from inspect_app.rules.case_entries import EvidenceKind
from inspect_app.rules.case_exhibits import Exhibit, Source
from inspect_app.rules.paper_forms import FORMS
from inspect_app.store.case_exhibits import event_hashes
from inspect_app.store.cases import Case, case_with
from inspect_app.store.documents import Document, documents_of
from inspect_app.store.officers import Officer
from inspect_app.store.photo_bytes import PhotoFolder
from inspect_app.store.photos import Photo, photo_files, photos_of
from inspect_app.store.recordings import Recording, recordings_of
from inspect_app.store.visits import Finding, Visit, findings_of, visits_of_work

MOST_VISITS = 20


@dataclass(frozen=True)
class Said:
    """What is said of the evidence. `kind` None = what its nature is; `source` is known of what came from a visit."""

    happened_on: date
    proves: str
    kind: EvidenceKind | None = None
    title: str = ""
    source: str = ""


def visits_with_evidence(case: Case) -> list[Visit]:
    """The newest visits to the work of the case, that which found it first."""
    visits = [one for one in visits_of_work(case.work_id) if one.agency_id == case.agency_id and one.started_at]
    found_by = {one.visit_id for one in findings_of(*(one.id for one in visits)) if one.id == case.finding_id}
    return sorted(visits, key=lambda one: one.id not in found_by)[:MOST_VISITS]


def exhibits_of(visits: Iterable[Visit]) -> list[Exhibit]:
    """What may become evidence: findings, photos, sound and film, documents, each with its hash."""
    ids = [visit.id for visit in visits]
    findings = [one for one in findings_of(*ids) if one.withdrawn_at is None]
    texts = {one.id: one.current.text for one in findings}
    takings = [one for one in (*photos_of(*ids), *recordings_of(*ids)) if one.discarded_at is None]
    here = photo_files({one.sha256 for one in takings})
    signed = event_hashes([one.current.id for one in findings])
    return [
        *(_finding(one, signed) for one in findings if one.current.id in signed),
        *(_taking(one, texts, is_here=one.sha256 in here) for one in takings),
        *(_document(one) for one in documents_of(*ids)),
    ]


def _finding(one: Finding, signed: Mapping[UUID, str]) -> Exhibit:
    """Proved by the signed record of the phone: its hash is that of the record."""
    return Exhibit(
        Source.FINDING, str(one.id), str(one.visit_id), signed[one.current.id], one.current.text,
        EvidenceKind.SITE_RECORD, day_of(one.found_at),
    )  # fmt: skip


def _taking(one: Photo | Recording, texts: Mapping[UUID, str], *, is_here: bool) -> Exhibit:
    about = texts.get(one.finding_id, "") if one.finding_id else ""
    source = Source.PHOTO if isinstance(one, Photo) else Source.RECORDING
    kind = EvidenceKind.DIGITAL if isinstance(one, Photo) else EvidenceKind.AUDIO_VIDEO
    title = one.caption or about or source.value
    return Exhibit(source, str(one.id), str(one.visit_id), one.sha256, title, kind, day_of(one.taken_at), is_here)


def _document(one: Document) -> Exhibit:
    kind = EvidenceKind.SITE_RECORD if one.form == "inspection_record" else EvidenceKind.DOCUMENT
    form = FORMS.get(one.form)
    title = f"{form.title if form else Source.DOCUMENT.value} {one.number}".strip()
    return Exhibit(
        Source.DOCUMENT, str(one.id), str(one.visit_id), one.sha256, title, kind, day_of(one.made_at)
    )  # fmt: skip


def add_exhibits(case_id: UUID, keys: Iterable[str], said: Said, *, seen: int, by: Officer, at: datetime) -> int:
    """One entry for each that was chosen; all or none. Raises `Refused`."""
    case, wanted = case_with(case_id), list(dict.fromkeys(keys))
    if case is None or case.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if not wanted:
        raise Refused(Refusal(Problem.EVIDENCE_NOT_CHOSEN))
    known = {one.key: one for one in exhibits_of(visits_with_evidence(case))}
    for place, key in enumerate(wanted):
        if key not in known:
            raise Refused(Refusal(Problem.NOT_FOUND))
        if not known[key].is_here:
            raise Refused(Refusal(Problem.PHOTO_NOT_HERE))
        facts = known[key].facts(said.proves, said.kind)
        take_case_step(case_id, "add_evidence", said.happened_on, facts, seen=seen + place, by=by, at=at)
    return len(wanted)


def add_file(
    folder: PhotoFolder, case_id: UUID, brought: Brought | None, said: Said, *, seen: int, by: Officer, at: datetime
) -> None:
    """By hand, with or without a file. The step is asked first: of a refused one no file stays. Raises `Refused`."""
    facts = facts_by_hand(said)
    if brought:
        facts |= {"sha256": brought.sha256, "file": brought.name[:200]}
    take_case_step(case_id, "add_evidence", said.happened_on, facts, seen=seen, by=by, at=at)
    if brought:
        keep_brought(folder, brought, at=at)


def facts_by_hand(said: Said) -> dict[str, str]:
    kind = said.kind or EvidenceKind.DOCUMENT
    return {"kind": kind.name.lower(), "title": said.title, "proves": said.proves, "source": said.source}
