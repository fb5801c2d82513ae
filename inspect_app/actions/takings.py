"""Photos and recordings as evidence: announced by an event, captioned, discarded before sealing. Bytes come on their own way."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from inspect_app.actions.returns import resolve_return
from inspect_app.actions.telling import tell_of_visit
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.base import Json
from inspect_app.store.bulk_rows import add_row
from inspect_app.store.evidence_bytes import visits_showing
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.photos import Photo
from inspect_app.store.recordings import Recording
from inspect_app.store.takings import is_announced, note_announced, taking_with
from inspect_app.store.visits import visits_with

T = TypeVar("T", Photo, Recording)
Kind = type[Photo] | type[Recording]
UNKNOWN: dict[Kind, Problem] = {Photo: Problem.PHOTO_UNKNOWN, Recording: Problem.RECORDING_UNKNOWN}
SEALED: dict[Kind, Problem] = {Photo: Problem.PHOTO_SEALED, Recording: Problem.RECORDING_SEALED}


@dataclass(frozen=True, kw_only=True)
class TakingFacts:
    """What the phone says of it. `sha256` in hex over the original bytes; `fix` as taken by the phone itself."""

    id: UUID
    visit_id: UUID
    sha256: str
    size_bytes: int
    media_type: str
    name: str = ""
    source: str = ""
    caption: str = ""
    checklist: str = ""
    item: str = ""
    finding_id: UUID | None = None
    fix: Json | None = None
    return_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PhotoFacts(TakingFacts):
    document_id: UUID | None = None
    order_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RecordingFacts(TakingFacts):
    """`duration_ms` by the phone's own count."""

    duration_ms: int | None = None
    was_cut: bool = False
    by_whom: str = ""


def announce_photo(facts: PhotoFacts, *, by: Officer, at: datetime) -> None:
    _announce(Photo, facts, by=by, at=at)


def announce_recording(facts: RecordingFacts, *, by: Officer, at: datetime) -> None:
    _announce(Recording, facts, by=by, at=at)


def _announce(kind: Kind, facts: TakingFacts, *, by: Officer, at: datetime) -> None:
    """Two pages of a phone may both find one that nobody has told of yet, and tell of it: it is one."""
    visit = visit_to_write(facts.visit_id, by=by, at=at)
    if is_announced(kind, facts.id, visit.id, facts.sha256):
        return
    add_row(kind, {"taken_by": by.id, "taken_at": at, "discarded_at": None, "is_awaited": True, **vars(facts)})
    note_announced(kind, facts.id, visit.id, facts.sha256)
    appeared(facts.id)
    resolve_return(visit, facts.return_id, by=by, at=at)


def caption_taking(kind: type[T], taking_id: UUID, caption: str, *, by: Officer, at: datetime) -> T:
    taking = _to_write(kind, taking_id, by=by, at=at)
    taking.caption = caption
    return taking


def discard_taking(kind: type[T], taking_id: UUID, *, by: Officer, at: datetime) -> T:
    """Deleted before sealing. What was sealed by the end of the visit stays."""
    taking = _to_write(kind, taking_id, by=by, at=at)
    [visit] = visits_with([taking.visit_id])
    member = next(member for member in visit.officers if member.officer_id == by.id)
    if member.finished_at is not None:
        raise Refused(Refusal(SEALED[kind]))
    taking.discarded_at = at
    return taking


def _to_write(kind: type[T], taking_id: UUID, *, by: Officer, at: datetime) -> T:
    taking = taking_with(kind, taking_id)
    if taking is None:
        raise Refused(Refusal(UNKNOWN[kind], facts={"waits_for": str(taking_id)}))
    visit_to_write(taking.visit_id, by=by, at=at)
    return taking


def tell_of_arrival(sha256: str) -> None:
    """The bytes are here: everybody on the visits that show them hears so."""
    for visit in visits_with(visits_showing(sha256)):
        tell_of_visit(visit)
