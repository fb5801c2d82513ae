"""How well the place of a record is known: a grade with its reasons, never a bare coordinate (WGS-84 throughout)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from geopy.distance import geodesic

FRESH_SECONDS = 60
GOOD_ACCURACY_M = 50
ENTRANCE_FIX_SECONDS = 4 * 60 * 60
EXIF_ELSEWHERE_M = 1_000


class Grade(StrEnum):
    A = "现场定位"
    B = "入口定位"
    C = "扫码确认"
    D = "人工填写"
    X = "位置矛盾"


class FixKind(StrEnum):
    SPOT = "现场"
    ENTRANCE = "入口"
    CODE = "扫码"
    TYPED = "填写"


class PlateMatch(StrEnum):
    """Whose plate (标牌) the scanned code stands on."""

    OWN = "本工程的标牌"
    OTHER = "另一工程的标牌"
    UNKNOWN = "查不到的标牌"


@dataclass(frozen=True)
class Point:
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Entrance:
    at: Point
    radius_m: float


@dataclass(frozen=True)
class Fix:
    """One piece of evidence of place. `age_s` = seconds between the fix and the moment it speaks for."""

    kind: FixKind
    age_s: float
    at: Point | None = None
    accuracy_m: float | None = None
    reason: str = ""
    plate: PlateMatch = PlateMatch.OWN
    """Of a scanned code alone."""


@dataclass(frozen=True)
class PlaceGrade:
    """`reasons` are stable codes, most telling first; `distance_m` is to the nearest entrance, None if unknown."""

    grade: Grade
    reasons: tuple[str, ...]
    distance_m: int | None = None


def metres_between(one: Point, other: Point) -> float:
    return float(geodesic((one.latitude, one.longitude), (other.latitude, other.longitude)).meters)


def grade_place(fixes: Sequence[Fix], entrances: Sequence[Entrance], *, exif: Point | None = None) -> PlaceGrade:
    """The best grade that the evidence supports; evidence that contradicts the work beats everything."""
    if exif and entrances and min(metres_between(exif, e.at) for e in entrances) > EXIF_ELSEWHERE_M:
        return PlaceGrade(Grade.X, ("exif_elsewhere",), _nearest(exif, entrances))
    graded = [_grade_one(fix, entrances) for fix in fixes]
    if not graded:
        return PlaceGrade(Grade.D, ("nothing_known",))
    contradiction = [one for one in graded if one.grade is Grade.X]
    return (contradiction or sorted(graded, key=lambda one: one.grade.name))[0]


def _grade_one(fix: Fix, entrances: Sequence[Entrance]) -> PlaceGrade:
    if fix.kind is FixKind.CODE:
        return _grade_code(fix.plate)
    if fix.kind is FixKind.TYPED or fix.at is None:
        return PlaceGrade(Grade.D, ("typed_with_reason",) if fix.reason else ("typed_without_reason",))
    return _grade_position(fix, fix.at, entrances)


def _grade_code(plate: PlateMatch) -> PlaceGrade:
    """Whoever scans another work's plate stands at another door; a code that nobody knows says nothing."""
    if plate is PlateMatch.OWN:
        return PlaceGrade(Grade.C, ("code_scanned",))
    if plate is PlateMatch.OTHER:
        return PlaceGrade(Grade.X, ("code_of_another_work",))
    return PlaceGrade(Grade.D, ("code_unknown",))


def _grade_position(fix: Fix, at: Point, entrances: Sequence[Entrance]) -> PlaceGrade:
    """Age is judged before accuracy: an old fix says where the phone was, not where it is."""
    distance = _nearest(at, entrances)
    accuracy = fix.accuracy_m if fix.accuracy_m is not None else 10_000.0
    if entrances and _outside_all(at, accuracy, entrances):
        return PlaceGrade(Grade.X, ("too_far",), distance)
    if fix.age_s > ENTRANCE_FIX_SECONDS:
        return PlaceGrade(Grade.D, ("fix_too_old",), distance)
    doubts = []
    if fix.kind is FixKind.ENTRANCE or fix.age_s > FRESH_SECONDS:
        doubts.append("entrance_fix" if fix.kind is FixKind.ENTRANCE else "fix_not_fresh")
    if not entrances:
        doubts.append("work_without_coordinates")
    if accuracy > GOOD_ACCURACY_M or (entrances and not _inside_any(at, entrances)):
        return PlaceGrade(Grade.D, ("inaccurate",), distance)
    return (
        PlaceGrade(Grade.B, tuple(doubts), distance) if doubts else PlaceGrade(Grade.A, ("on_the_spot",), distance)
    )


def _nearest(at: Point, entrances: Sequence[Entrance]) -> int | None:
    return round(min(metres_between(at, e.at) for e in entrances)) if entrances else None


def _inside_any(at: Point, entrances: Sequence[Entrance]) -> bool:
    return any(metres_between(at, e.at) <= e.radius_m for e in entrances)


def _outside_all(at: Point, accuracy_m: float, entrances: Sequence[Entrance]) -> bool:
    """Too far = even the whole circle of uncertainty lies outside every entrance's radius."""
    return all(metres_between(at, e.at) - accuracy_m > e.radius_m for e in entrances)
