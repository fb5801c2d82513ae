"""What a visit's evidence of place adds up to: kept rows turned into the facts that `rules.places` grades.

A fix carries the phone's clock, a record the server's reckoning: the phone's error is taken out before they are compared.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import isfinite
from typing import Any
from uuid import UUID

from inspect_app.rules.places import Fix, FixKind, PlaceGrade, Point, grade_place, metres_between
from inspect_app.store.base import Json
from inspect_app.store.photos import Photo, PhotoFile
from inspect_app.store.recordings import Recording
from inspect_app.store.visits import PlaceFix, Visit
from inspect_app.store.works import Work

WGS_84 = "WGS-84"
NO_ERROR = timedelta(0)
Errors = Mapping[UUID, timedelta]
Files = Mapping[str, PhotoFile]


def place_of_visit(
    visit: Visit, fixes: Sequence[PlaceFix], photos: Sequence[Photo], files: Files, errors: Errors
) -> PlaceGrade:
    """The visit's own fixes, checked against where its photos say that they were taken."""
    until = last_moment_on_site(visit, photos)
    evidence = [_fix(fix, until if fix.kind is FixKind.ENTRANCE else fix.taken_at, errors) for fix in fixes]
    points = [point for photo in photos if (point := exif_point(files.get(photo.sha256)))]
    return grade_place([one for one in evidence if one], visit.work.places(), exif=_farthest(points, visit.work))


def last_moment_on_site(visit: Visit, photos: Sequence[Photo]) -> datetime | None:
    """An entrance fix speaks for the time underground: up to the last photo of the visit itself."""
    moments = [photo.taken_at for photo in photos]
    on_site = [moment for moment in moments if visit.finished_at is None or moment <= visit.finished_at]
    return max(on_site, default=visit.finished_at)


def place_of_photo(
    photo: Photo | Recording,
    file: PhotoFile | None,
    fixes: Sequence[PlaceFix],
    work: Work,
    *,
    error: timedelta,
    errors: Errors,
) -> PlaceGrade:
    """The own fix of a photo or recording, or the visit's entrance fix and door code before it went underground."""
    own = _own_fix(photo, error)
    earlier = [fix for fix in fixes if fix.kind is not FixKind.SPOT and fix.taken_at <= photo.taken_at]
    evidence = [own, *(_fix(fix, photo.taken_at, errors) for fix in earlier)]
    return grade_place([one for one in evidence if one], work.places(), exif=exif_point(file))


def _fix(fix: PlaceFix, speaks_for: datetime | None, errors: Errors) -> Fix | None:
    """None for a position in another datum: half a kilometre off, it would accuse the honest."""
    if fix.datum != WGS_84:
        return None
    at = _point(fix.longitude, fix.latitude)
    taken = fix.fix_at + errors.get(fix.id, NO_ERROR) if fix.fix_at else fix.taken_at
    age_s = max(0.0, ((speaks_for or fix.taken_at) - taken).total_seconds())
    return Fix(fix.kind, age_s, at, fix.accuracy_m, fix.reason, fix.plate_match)


def _own_fix(photo: Photo | Recording, error: timedelta) -> Fix | None:
    """The phone's word in free form: read with care."""
    claimed = photo.fix or {}
    at = _point(claimed.get("longitude"), claimed.get("latitude"))
    fix_at = _moment(claimed.get("fix_at"))
    if at is None or fix_at is None or claimed.get("datum", WGS_84) != WGS_84:
        return None
    age_s = max(0.0, (photo.taken_at - (fix_at + error)).total_seconds())
    return Fix(FixKind.SPOT, age_s, at, _number(claimed.get("accuracy_m")))


def exif_point(file: PhotoFile | None) -> Point | None:
    facts: Json = file.facts if file else {}
    return _point(facts.get("longitude"), facts.get("latitude"))


def _farthest(points: Sequence[Point], work: Work) -> Point | None:
    places = work.places()
    if not points or not places:
        return points[0] if points else None
    return max(points, key=lambda point: min(metres_between(point, place.at) for place in places))


def _point(longitude: Any, latitude: Any) -> Point | None:
    east, north = _number(longitude), _number(latitude)
    if east is None or north is None or not (-180 <= east <= 180 and -90 <= north <= 90):
        return None
    return Point(east, north)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None
