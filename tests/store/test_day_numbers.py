"""Days as numbers, the same on both databases and in Python."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import literal, select

from inspect_app.store.base import UtcDateTime, db
from inspect_app.store.day_numbers import day_number


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 28, 15, 59, 59, tzinfo=UTC), date(2026, 11, 28)),
        (datetime(2026, 11, 28, 16, tzinfo=UTC), date(2026, 11, 29)),
        (datetime(2024, 2, 29, 1, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(1999, 12, 31, 20, tzinfo=UTC), date(2000, 1, 1)),
    ],
)
def test_day_of_a_moment_begins_at_midnight_in_shanghai(office, moment, day):
    assert db.session.scalar(select(day_number(literal(moment, UtcDateTime())))) == day.toordinal()


def test_no_moment_has_no_day(office):
    assert db.session.scalar(select(day_number(literal(None, UtcDateTime())))) is None
