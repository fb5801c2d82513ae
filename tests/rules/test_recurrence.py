"""Recurrence: what failed again after it had been corrected."""

from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.rules.recurrence import Occurrence, recurrences

START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number):
    return START + timedelta(days=number)


@pytest.mark.parametrize(
    ("earlier", "count"),
    [
        ([], 0),
        ([(1, None)], 0),
        ([(1, 5)], 1),
        ([(1, 10)], 0),
        ([(1, 9)], 1),
        ([(1, 3), (4, 6)], 2),
        ([(1, 3), (4, None)], 1),
        ([(10, None)], 0),
    ],
)
def test_an_item_recurs_as_often_as_it_had_been_corrected_before(earlier, count):
    known = [Occurrence(day(found), day(mended) if mended else None) for found, mended in earlier]
    assert recurrences(known, found_at=day(10)) == count
