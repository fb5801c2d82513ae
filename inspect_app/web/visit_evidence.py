"""What speaks for the place and time of a visit: its fixes, photos and events, read once and graded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from inspect_app.rules.moments import TimeGrade, weakest
from inspect_app.rules.places import PlaceGrade
from inspect_app.store.evidence import place_of_visit
from inspect_app.store.journal import AnswerStatus, JournalEvent, clock_errors, events_about
from inspect_app.store.likenesses import earlier_uses
from inspect_app.store.photos import Photo, PhotoFile, photo_files, photos_of
from inspect_app.store.recordings import Recording, recordings_of
from inspect_app.store.visits import Finding, PlaceFix, Visit, fixes_of
from inspect_app.web.photo_views import Albums, PhotoView, albums_of, takings_of, views_of
from inspect_app.web.recording_views import RecordingAlbums, RecordingView, recording_views, recordings_in_albums


@dataclass(frozen=True)
class Evidence:
    """`times` counts the accepted events by grade; `time` is the weakest of them, None when there are none."""

    events: Sequence[JournalEvent]
    fixes: Sequence[PlaceFix]
    photos: Sequence[Photo]
    files: Mapping[str, PhotoFile]
    views: Sequence[PhotoView]
    albums: Albums
    recordings: Sequence[RecordingView]
    spoken: RecordingAlbums
    place: PlaceGrade
    times: Mapping[TimeGrade, int]

    @property
    def time(self) -> TimeGrade | None:
        return weakest(self.times)

    @property
    def lacking(self) -> int:
        announced: list[Photo | Recording] = [*self.photos, *(view.recording for view in self.recordings)]
        return len({one.sha256 for one in announced if one.sha256 not in self.files})

    @property
    def views_by_id(self) -> dict[UUID, PhotoView]:
        return {view.photo.id: view for view in self.views}


def evidence_of(visit: Visit, findings: Sequence[Finding]) -> Evidence:
    events, fixes = events_about(visit.id), fixes_of(visit.id)
    photos = [photo for photo in photos_of(visit.id) if photo.discarded_at is None]
    recordings = [one for one in recordings_of(visit.id) if one.discarded_at is None]
    files = photo_files({one.sha256 for one in [*photos, *recordings]})
    errors, takings = clock_errors([fix.id for fix in fixes]), takings_of(events)
    views = _with_reused(visit, photos, views_of(visit, photos, files, fixes, takings, errors))
    spoken = recording_views(visit, recordings, files, fixes, takings, errors)
    accepted = [event for event in events if event.status is AnswerStatus.ACCEPTED]
    return Evidence(
        events=events,
        fixes=fixes,
        photos=photos,
        files=files,
        views=views,
        albums=albums_of(views, findings),
        recordings=spoken,
        spoken=recordings_in_albums(spoken, findings),
        place=place_of_visit(visit, fixes, photos, files, errors),
        times=Counter(TimeGrade[event.time_grade] for event in accepted),
    )


def _with_reused(visit: Visit, photos: Sequence[Photo], views: Sequence[PhotoView]) -> list[PhotoView]:
    reused = earlier_uses(visit, photos)
    return [replace(view, reused=reused.get(view.photo.sha256, ())) for view in views]
