"""Photos of a visit as its page shows them: where each belongs, whether it is here, and how well its place is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from inspect_app.rules.moments import TimeGrade, days_off
from inspect_app.rules.places import PlaceGrade
from inspect_app.store.evidence import NO_ERROR, place_of_photo
from inspect_app.store.journal import JournalEvent
from inspect_app.store.likenesses import Reuse
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.visits import Finding, PlaceFix, Visit

Key = tuple[str, str]
ANNOUNCED = {"photo_taken": "photo_id", "recording_made": "recording_id"}
"""Type of an event that announces bytes -> the field that names them."""


@dataclass(frozen=True)
class PhotoView:
    """`file` None = announced and not here yet; `place`, `time` None where the page shows no grade.

    `reused` = earlier photos of other visits that it repeats, exactly or nearly.
    """

    photo: Photo
    file: PhotoFile | None
    place: PlaceGrade | None = None
    time: TimeGrade | None = None
    reused: Sequence[Reuse] = ()

    @property
    def is_lying(self) -> bool:
        """The camera was turned: copies are upright, so width and height change places."""
        return self.file is not None and int(self.file.facts.get("orientation", 1)) >= 5

    @property
    def width(self) -> int:
        return (self.file.height if self.is_lying else self.file.width) if self.file else 0

    @property
    def height(self) -> int:
        return (self.file.width if self.is_lying else self.file.height) if self.file else 0

    @property
    def camera_time(self) -> str:
        """What the file itself says, in the camera's own clock."""
        return str(self.file.facts.get("taken_at", "")).replace("T", " ")[:16] if self.file else ""

    @property
    def camera_days_off(self) -> int:
        """0 = the camera's own time does not contradict the record."""
        facts = self.file.facts if self.file else {}
        clock, zone = str(facts.get("taken_at", "")), str(facts.get("taken_offset", ""))
        return days_off(clock, zone, taken_at=self.photo.taken_at)


@dataclass(frozen=True)
class Takings:
    """What the page needs to know of each photo's and recording's own event."""

    grades: Mapping[UUID, TimeGrade]
    errors: Mapping[UUID, timedelta]


def takings_of(events: Sequence[JournalEvent]) -> Takings:
    """Photo's or recording's id -> grade and clock error of the event that announced it."""
    taken = [(event.data.get(ANNOUNCED[event.type]), event) for event in events if event.type in ANNOUNCED]
    known = {UUID(key): event for key, event in taken if isinstance(key, str) and len(key) == 36}
    return Takings(
        {key: TimeGrade[event.time_grade] for key, event in known.items()},
        {key: event.derived_at - event.claimed_at for key, event in known.items()},
    )


def views_of(
    visit: Visit,
    photos: Sequence[Photo],
    files: Mapping[str, PhotoFile],
    fixes: Sequence[PlaceFix],
    takings: Takings,
    errors: Mapping[UUID, timedelta],
) -> list[PhotoView]:
    return [
        PhotoView(
            photo,
            files.get(photo.sha256),
            place_of_photo(
                photo,
                files.get(photo.sha256),
                fixes,
                visit.work,
                error=takings.errors.get(photo.id, NO_ERROR),
                errors=errors,
            ),
            takings.grades.get(photo.id),
        )
        for photo in photos
    ]


@dataclass(frozen=True)
class Albums:
    """Each photo of a visit stands in one album: of a finding, a checklist item, a document, or the rest."""

    findings: dict[UUID, list[PhotoView]]
    items: dict[Key, list[PhotoView]]
    documents: dict[UUID, list[PhotoView]]
    others: list[PhotoView]


def albums_of(views: Sequence[PhotoView], findings: Sequence[Finding]) -> Albums:
    """A photo without a finding goes to the finding of its item, if there is one."""
    by_item = {(one.checklist, one.item): one.id for one in findings if one.withdrawn_at is None}
    ours = {finding.id for finding in findings}
    albums = Albums({}, {}, {}, [])
    for view in views:
        photo, key = view.photo, (view.photo.checklist, view.photo.item)
        finding_id = photo.finding_id or by_item.get(key)
        if photo.document_id:
            albums.documents.setdefault(photo.document_id, []).append(view)
        elif finding_id and finding_id in ours:
            albums.findings.setdefault(finding_id, []).append(view)
        elif photo.item and not photo.finding_id:
            albums.items.setdefault(key, []).append(view)
        else:
            albums.others.append(view)
    return albums
