"""Suggested leads: each measure on both sides of its boundary."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from inspect_app.rules.suggestions import (
    Breach,
    OpenOrder,
    QuietWork,
    overdue_orders,
    quiet_works,
    repeat_offenders,
)

TODAY = date(2026, 11, 23)
WORK = UUID(int=1)


@pytest.mark.parametrize(
    ("last_on", "is_quiet"),
    [(None, True), (date(2025, 11, 22), True), (date(2025, 11, 23), False), (TODAY, False)],
)
def test_a_work_is_quiet_after_so_many_months(last_on, is_quiet):
    found = quiet_works([QuietWork(WORK, "一号", last_on)], months=12, on=TODAY)
    assert bool(found) is is_quiet


def test_a_later_visit_makes_quiet_a_new_matter():
    [never], [once] = (
        quiet_works([QuietWork(WORK, "一号", last_on)], months=12, on=TODAY) for last_on in (None, date(2025, 1, 1))
    )
    assert never.origin != once.origin


@pytest.mark.parametrize(
    ("days", "times", "found"),
    [
        ([date(2026, 1, 1), date(2026, 2, 1)], 2, True),
        ([date(2026, 1, 1), date(2026, 2, 1)], 3, False),
        ([date(2026, 1, 1), date(2026, 1, 1)], 2, False),
        ([date(2024, 11, 22), date(2026, 2, 1)], 2, False),
        ([date(2024, 11, 23), date(2026, 2, 1)], 2, True),
    ],
)
def test_a_repeat_offender_has_so_many_breaches_on_days_of_their_own(days, times, found):
    breaches = [Breach("甲公司", WORK, "一号", day) for day in days]
    assert bool(repeat_offenders(breaches, times=times, on=TODAY)) is found


def test_breaches_of_different_parties_do_not_add_up():
    breaches = [Breach(party, WORK, "一号", TODAY - timedelta(days=n)) for n, party in enumerate("甲乙")]
    assert repeat_offenders(breaches, times=2, on=TODAY) == []
    assert repeat_offenders([Breach(" ", WORK, "一号", TODAY)] * 3, times=1, on=TODAY) == []


@pytest.mark.parametrize(("due", "late"), [(TODAY, False), (TODAY - timedelta(days=1), True)])
def test_an_order_is_pointed_out_after_its_day(due, late):
    found = overdue_orders([OpenOrder(UUID(int=2), "一", WORK, "一号", "甲", due)], on=TODAY)
    assert bool(found) is late
