"""Photos as evidence: announced by an event, captioned, discarded before sealing. Bytes come on their own way."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from inspect_app.actions.returns import resolve_return
from inspect_app.actions.telling import tell_of_visit
from inspect_app.actions.visits import visit_to_write
from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.store.base import Json, db
from inspect_app.store.evidence_bytes import visits_showing
from inspect_app.store.journal import appeared
from inspect_app.store.officers import Officer
from inspect_app.store.photos import Photo, photo_with
from inspect_app.store.visits import visits_with


@dataclass(frozen=True)
class PhotoFacts:
    """What the phone says of a photo. `sha256` in hex over the original bytes; `fix` as taken by the phone itself."""

    photo_id: UUID
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
    document_id: UUID | None = None
    order_id: UUID | None = None
    fix: Json | None = None
    return_id: UUID | None = None


def announce_photo(facts: PhotoFacts, *, by: Officer, at: datetime) -> Photo:
    visit = visit_to_write(facts.visit_id, by=by, at=at)
    values = dict(vars(facts))
    photo = Photo(id=values.pop("photo_id"), taken_by=by.id, taken_at=at, discarded_at=None, **values)
    db.session.add(photo)
    appeared(photo.id)
    resolve_return(visit, facts.return_id, by=by, at=at)
    return photo


def caption_photo(photo_id: UUID, caption: str, *, by: Officer, at: datetime) -> Photo:
    photo = _photo_to_write(photo_id, by=by, at=at)
    photo.caption = caption
    return photo


def discard_photo(photo_id: UUID, *, by: Officer, at: datetime) -> Photo:
    """Deleted before sealing. What was sealed by the end of the visit stays."""
    photo = _photo_to_write(photo_id, by=by, at=at)
    [visit] = visits_with([photo.visit_id])
    member = next(member for member in visit.officers if member.officer_id == by.id)
    if member.finished_at is not None:
        raise Refused(Refusal(Problem.PHOTO_SEALED))
    photo.discarded_at = at
    return photo


def _photo_to_write(photo_id: UUID, *, by: Officer, at: datetime) -> Photo:
    photo = photo_with(photo_id)
    if photo is None:
        raise Refused(Refusal(Problem.PHOTO_UNKNOWN, facts={"waits_for": str(photo_id)}))
    visit_to_write(photo.visit_id, by=by, at=at)
    return photo


def tell_of_arrival(sha256: str) -> None:
    """The bytes of a photo or recording are here: everybody on the visits that show it hears so."""
    for visit in visits_with(visits_showing(sha256)):
        tell_of_visit(visit)
