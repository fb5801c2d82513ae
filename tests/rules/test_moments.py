"""How well the time of a record is known."""

from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.rules.moments import Moment, TimeGrade, days_off, grade_moment, weakest, why_graded

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TWO_MINUTES = timedelta(minutes=2)
SECOND = timedelta(seconds=1)


def moment(claimed=NOON, received=NOON, anchor=NOON - HOUR, elapsed=HOUR, breaks=0):
    return Moment(claimed, received, anchor, elapsed, breaks)


@pytest.mark.parametrize(
    ("name", "given", "grade", "derived", "reason"),
    [
        ("counted from the anchor", moment(), "A", NOON, "anchored"),
        ("phone two minutes fast", moment(claimed=NOON + TWO_MINUTES), "A", NOON, "anchored"),
        ("phone more than that", moment(claimed=NOON + TWO_MINUTES + SECOND), "A", NOON, "phone_clock_wrong"),
        ("phone two minutes slow", moment(claimed=NOON - TWO_MINUTES), "A", NOON, "anchored"),
        ("phone slower still", moment(claimed=NOON - TWO_MINUTES - SECOND), "A", NOON, "phone_clock_wrong"),
        ("phone at 1970", moment(claimed=datetime(1970, 1, 1, tzinfo=UTC)), "A", NOON, "phone_clock_wrong"),
        ("the count was interrupted", moment(breaks=1), "B", NOON, "clock_interrupted"),
        ("no anchor", moment(anchor=None), "C", NOON, "no_anchor"),
        ("no anchor, two minutes ahead", moment(anchor=None, claimed=NOON + TWO_MINUTES), "C", NOON + TWO_MINUTES,
         "no_anchor"),
        ("no anchor, further ahead", moment(anchor=None, claimed=NOON + TWO_MINUTES + SECOND), "X", NOON,
         "in_the_future"),
        ("counted to two minutes ahead", moment(elapsed=HOUR + TWO_MINUTES), "A", NOON + TWO_MINUTES, "anchored"),
        ("counted further than that", moment(elapsed=HOUR + TWO_MINUTES + SECOND), "X", NOON, "beyond_bounds"),
        ("counted backwards", moment(elapsed=-SECOND), "X", NOON - HOUR - SECOND, "beyond_bounds"),
        ("beyond bounds beats interrupted", moment(elapsed=2 * HOUR, breaks=3), "X", NOON, "beyond_bounds"),
    ],
)  # fmt: skip
def test_grade_of_a_moment(name, given, grade, derived, reason):
    graded = grade_moment(given)
    assert (graded.grade.name, graded.derived_at, graded.reasons) == (grade, derived, (reason,)), name


@pytest.mark.parametrize("breaks", [0, 1])
@pytest.mark.parametrize("anchor", [None, NOON - HOUR])
@pytest.mark.parametrize("claimed", [NOON, NOON + HOUR, NOON - HOUR])
@pytest.mark.parametrize("elapsed", [HOUR, 2 * HOUR])
def test_the_reasons_can_be_told_again_from_what_is_kept(breaks, anchor, claimed, elapsed):
    given = moment(claimed=claimed, anchor=anchor, elapsed=elapsed, breaks=breaks)
    graded = grade_moment(given)
    told = why_graded(graded.grade, claimed_at=claimed, derived_at=graded.derived_at, received_at=NOON)
    assert told == graded.reasons or graded.grade is TimeGrade.X


def test_a_series_is_as_good_as_its_weakest():
    assert weakest([]) is None
    assert weakest([TimeGrade.A, TimeGrade.C, TimeGrade.B]) is TimeGrade.C
    assert weakest([TimeGrade.X, TimeGrade.A]) is TimeGrade.X


@pytest.mark.parametrize(
    ("clock", "zone", "days"),
    [
        ("2026-11-23T12:00:00", "", 0),  # our own time, eight hours ahead of UTC
        ("2026-11-23T12:00:00", "+08:00", 0),
        ("2026-11-22T12:00:00", "", 0),
        ("2026-11-22T11:59:59", "", 1),
        ("2026-11-24T12:00:00", "", 0),
        ("2026-11-24T12:00:01", "", 1),
        ("2026-11-23T23:00:00", "-05:00", 0),
        ("2008-10-22T16:28:39", "", 6605),
        ("", "", 0),
        ("", "+08:00", 0),
        ("no time", "", 0),
        ("2026-11-22T12:00:00", "nowhere", 0),
    ],
)
def test_a_photos_own_time_is_held_against_the_record(clock, zone, days):
    assert days_off(clock, zone, taken_at=NOON) == days
