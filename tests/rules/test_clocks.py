"""The table of periods: each clock at its boundary, and what it refuses to reckon."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspect_app.actions.settings import published_calendar
from inspect_app.problems import Problem, Refused
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.clocks import CLOCKS, Counting, Unit, add_months, last_day

CALENDAR = published_calendar()


@pytest.mark.parametrize(
    ("code", "from_on", "expected"),
    [
        ("hand_over_cash", date(2026, 11, 26), date(2026, 11, 30)),
        ("deposit_cash", date(2026, 9, 30), date(2026, 10, 9)),
        ("withdraw_publication", date(2026, 11, 27), date(2026, 12, 2)),
        ("ask_for_hearing", date(2026, 2, 13), date(2026, 2, 27)),
        ("notice_of_hearing", date(2026, 11, 23), date(2026, 12, 2)),
        ("registered_evidence", date(2026, 4, 29), date(2026, 5, 12)),
        ("serve_decision", date(2026, 11, 20), date(2026, 12, 1)),
        ("pay_fine", date(2026, 11, 23), date(2026, 12, 8)),
        ("decide_case", date(2023, 3, 14), date(2023, 6, 12)),
        ("limitation", date(2024, 2, 29), date(2026, 2, 28)),
        ("limitation_of_harm", date(2022, 5, 1), date(2027, 5, 1)),
        ("reconsider", date(2026, 11, 23), date(2027, 1, 22)),
        ("sue", date(2026, 8, 31), date(2027, 2, 28)),
        ("sue_after_reconsideration", date(2026, 11, 23), date(2026, 12, 8)),
        ("wait_after_demand", date(2026, 11, 23), date(2026, 12, 7)),
        ("ask_court", date(2026, 11, 30), date(2027, 2, 28)),
        ("announcement", date(2026, 11, 23), date(2026, 12, 23)),
        ("decide_on_referral", date(2026, 11, 27), date(2026, 11, 30)),
        ("refer_to_police", date(2026, 11, 27), date(2026, 11, 28)),
        ("police_answer", date(2026, 11, 27), date(2026, 11, 30)),
        ("against_police_refusal", date(2026, 11, 27), date(2026, 11, 30)),
        ("goods_to_police", date(2026, 11, 27), date(2026, 11, 30)),
        ("register_use", date(2026, 11, 23), date(2026, 12, 3)),
        ("register_completion", date(2026, 11, 23), date(2026, 12, 14)),
    ],
)
def test_the_last_day_of_each_period(code, from_on, expected):
    assert last_day(code, from_on, calendar=CALENDAR) == expected


def test_every_clock_has_a_stated_case():
    [cases] = [mark.args[1] for mark in test_the_last_day_of_each_period.pytestmark]
    stated = {code for code, _from_on, _expected in cases}
    assert stated == set(CLOCKS)


@pytest.mark.parametrize(
    ("code", "from_on", "is_known"),
    [
        ("pay_fine", date(2021, 7, 15), True),
        ("pay_fine", date(2021, 7, 14), False),
        ("ask_for_hearing", date(2021, 7, 14), False),
        ("reconsider", date(2024, 1, 1), True),
        ("reconsider", date(2023, 12, 31), False),
        ("sue", date(2017, 8, 1), True),
    ],
)
def test_a_period_is_reckoned_only_by_a_text_in_force_that_was_read(code, from_on, is_known):
    if is_known:
        assert last_day(code, from_on, calendar=CALENDAR) > from_on
        return
    with pytest.raises(Refused) as refused:
        last_day(code, from_on, calendar=CALENDAR)
    assert refused.value.refusals[0].problem is Problem.NO_RULE_IN_FORCE


def test_a_year_that_is_not_published_is_said_and_not_guessed():
    with pytest.raises(Refused) as refused:
        last_day("hand_over_cash", date(2026, 12, 31), calendar=CALENDAR)
    assert refused.value.refusals[0].problem is Problem.CALENDAR_NOT_PUBLISHED


def test_calendar_days_need_no_published_year():
    assert last_day("pay_fine", date(2031, 1, 1), calendar=CALENDAR) == date(2031, 1, 16)


def test_an_unknown_clock_is_named_beside_those_there_are():
    with pytest.raises(Refused) as refused:
        last_day("tea_break", date(2026, 1, 1), calendar=CALENDAR)
    assert refused.value.refusals[0].problem is Problem.CLOCK_UNKNOWN
    assert "pay_fine" in refused.value.refusals[0].sentence


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


@given(
    st.sampled_from([code for code, clock in CLOCKS.items() if clock.counting is Counting.WORKING]),
    st.dates(date(2022, 1, 1), date(2026, 10, 31)),
    st.dictionaries(st.dates(date(2022, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=8),
)
def test_a_working_day_period_ends_on_a_working_day_and_holds_as_many_as_the_law_says(code, from_on, overrides):
    calendar = WorkCalendar(CALENDAR.holidays, CALENDAR.workdays, CALENDAR.published, overrides)
    end = last_day(code, from_on, calendar=calendar)
    between = [date.fromordinal(n) for n in range(from_on.toordinal() + 1, end.toordinal() + 1)]
    assert calendar.is_working(end)
    assert sum(calendar.is_working(day) for day in between) == CLOCKS[code].length


def test_the_short_periods_of_the_penalty_law_are_working_days():
    """第八十五条 names two, three, five and seven days, and no others."""
    for clock in CLOCKS.values():
        if clock.law.law.name == "PENALTY" and clock.unit is Unit.DAY:
            assert (clock.counting is Counting.WORKING) is (clock.length in {2, 3, 5, 7}), clock.label
