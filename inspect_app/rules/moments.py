"""How well the time of a record is known: anchored to the server's signed time, or only the phone's word."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from inspect_app.rules.calendar import SHANGHAI

NOTHING = timedelta(0)
CLOCKS_AGREE = timedelta(minutes=2)
CAMERAS_AGREE = timedelta(days=1)
"""A photo's own time is a cross-check: cameras keep no zone, or another one, and their clocks are set by hand."""


class TimeGrade(StrEnum):
    A = "服务器时间推算"
    B = "时钟有中断"
    C = "仅手机时钟"
    X = "时间矛盾"


class Moment(NamedTuple):
    """What a phone claims of an event's time, and what the server knows itself.

    `claimed_at` phone clock; `anchor_at` the server's signed time that the phone held, None if it held none or the
    signature failed; `elapsed` phone's count since the anchor; `breaks` = times that count was interrupted
    (suspend, restart, clock moved); `received_at` when the event reached us.
    """

    claimed_at: datetime
    received_at: datetime
    anchor_at: datetime | None = None
    elapsed: timedelta = timedelta(0)
    breaks: int = 0


class GradedMoment(NamedTuple):
    """`derived_at` is the server's own best reckoning of the moment."""

    grade: TimeGrade
    derived_at: datetime
    reasons: tuple[str, ...]


def grade_moment(moment: Moment) -> GradedMoment:
    latest = moment.received_at + CLOCKS_AGREE
    if moment.anchor_at is None:
        if moment.claimed_at > latest:
            return GradedMoment(TimeGrade.X, moment.received_at, ("in_the_future",))
        return GradedMoment(TimeGrade.C, moment.claimed_at, ("no_anchor",))
    derived = moment.anchor_at + moment.elapsed
    if derived > latest or moment.elapsed < NOTHING:
        return GradedMoment(TimeGrade.X, min(derived, moment.received_at), ("beyond_bounds",))
    if moment.breaks:
        return GradedMoment(TimeGrade.B, derived, ("clock_interrupted",))
    if abs(derived - moment.claimed_at) > CLOCKS_AGREE:
        return GradedMoment(TimeGrade.A, derived, ("phone_clock_wrong",))
    return GradedMoment(TimeGrade.A, derived, ("anchored",))


def why_graded(
    grade: TimeGrade, *, claimed_at: datetime, derived_at: datetime, received_at: datetime
) -> tuple[str, ...]:
    """The reasons of a grade, told again from what is kept of the moment."""
    if grade is TimeGrade.X:
        return ("in_the_future",) if claimed_at > received_at + CLOCKS_AGREE else ("beyond_bounds",)
    if grade is TimeGrade.C:
        return ("no_anchor",)
    if grade is TimeGrade.B:
        return ("clock_interrupted",)
    return ("phone_clock_wrong",) if abs(derived_at - claimed_at) > CLOCKS_AGREE else ("anchored",)


def weakest(grades: Iterable[TimeGrade]) -> TimeGrade | None:
    """What a series of records can be trusted with is what its weakest one can; None for no records."""
    return max(grades, key=lambda grade: grade.name, default=None)


def days_off(camera_clock: str, zone: str, *, taken_at: datetime) -> int:
    """Whole days between what the photo's file says of its time and our record; 0 where they agree or it says nothing.

    `camera_clock` is ISO without a zone, `zone` like "+08:00"; without one the camera is taken to show our own time.
    """
    try:
        claimed = datetime.fromisoformat(camera_clock + zone)
    except ValueError:
        return 0
    gap = abs((claimed if claimed.tzinfo else claimed.replace(tzinfo=SHANGHAI)) - taken_at)
    return gap.days if gap > CAMERAS_AGREE else 0
