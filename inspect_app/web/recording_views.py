"""Recordings of a visit as its page shows them: where each belongs, whether it is here, what was written down from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from inspect_app.rules.moments import TimeGrade
from inspect_app.rules.places import PlaceGrade
from inspect_app.rules.recordings import RecordingKind, clock_words, kind_of
from inspect_app.store.evidence import NO_ERROR, place_of_photo
from inspect_app.store.photos import PhotoFile
from inspect_app.store.recordings import Recording, Transcript, transcripts_of
from inspect_app.store.visits import Finding, PlaceFix, Visit
from inspect_app.web.photo_views import Key, Takings


@dataclass(frozen=True)
class RecordingView:
    """`file` None = announced and not here yet."""

    recording: Recording
    file: PhotoFile | None
    place: PlaceGrade
    time: TimeGrade | None
    transcripts: Sequence[Transcript]

    @property
    def kind(self) -> RecordingKind | None:
        """By the bytes themselves once they are here. None = the phone called a recording what is none."""
        return kind_of(self.file.media_type if self.file else self.recording.media_type)

    @property
    def length(self) -> str:
        return clock_words(self.recording.duration_ms)

    @property
    def is_film(self) -> bool:
        return self.kind is RecordingKind.VIDEO

    @property
    def transcript(self) -> Transcript | None:
        return self.transcripts[-1] if self.transcripts else None


@dataclass(frozen=True)
class RecordingAlbums:
    """Each recording of a visit stands in one album: of a finding, a checklist item, the party's statements, or of what
    an earlier visit had found (`checked`)."""

    findings: dict[UUID, list[RecordingView]]
    items: dict[Key, list[RecordingView]]
    statements: list[RecordingView]
    checked: list[RecordingView]


def recording_views(
    visit: Visit,
    recordings: Sequence[Recording],
    files: Mapping[str, PhotoFile],
    fixes: Sequence[PlaceFix],
    takings: Takings,
    errors: Mapping[UUID, timedelta],
) -> list[RecordingView]:
    transcripts = transcripts_of(one.id for one in recordings)
    return [
        RecordingView(
            one,
            files.get(one.sha256),
            place_of_photo(one, None, fixes, visit.work, error=takings.errors.get(one.id, NO_ERROR), errors=errors),
            takings.grades.get(one.id),
            transcripts.get(one.id, []),
        )
        for one in recordings
    ]


def recordings_in_albums(views: Sequence[RecordingView], findings: Sequence[Finding]) -> RecordingAlbums:
    """A recording without a finding goes to the finding of its item, if there is one."""
    by_item = {(one.checklist, one.item): one.id for one in findings if one.withdrawn_at is None}
    ours = {finding.id for finding in findings}
    albums = RecordingAlbums({}, {}, [], [])
    for view in views:
        key = (view.recording.checklist, view.recording.item)
        finding_id = view.recording.finding_id or by_item.get(key)
        if finding_id and finding_id in ours:
            albums.findings.setdefault(finding_id, []).append(view)
        elif view.recording.finding_id:
            albums.checked.append(view)
        elif view.recording.item:
            albums.items.setdefault(key, []).append(view)
        else:
            albums.statements.append(view)
    return albums
