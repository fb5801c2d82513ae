"""When a period ends. Working days are those of article 85; everything else counts in calendar days."""

from datetime import date, timedelta

from inspect_app.rules.calendar import WorkCalendar, add_working_days
from inspect_app.rules.clocks import CLOCKS, last_day


def file_decision_by(decided_on: date, *, working_days: int, calendar: WorkCalendar) -> date:
    """当场处罚决定报所属机关备案的最后一日。The law sets no number; the office does (default 2)."""
    return add_working_days(decided_on, working_days, calendar)


def pay_by(delivered_on: date) -> date:
    """自收到处罚决定书之日起十五日内缴纳罚款（行政处罚法第六十七条）。"""
    return delivered_on + timedelta(days=CLOCKS["pay_fine"].length)


def hand_over_cash_by(collected_on: date, *, calendar: WorkCalendar) -> date:
    """当场收缴的罚款自收缴之日起二日内交至行政机关（第七十一条、第八十五条：工作日）。"""
    return last_day("hand_over_cash", collected_on, calendar=calendar)


def days_left(due_on: date, *, on: date) -> int:
    return (due_on - on).days


def working_days_left(due_on: date, *, on: date, calendar: WorkCalendar) -> int:
    """Working days after this day up to and with the last; on the last day itself none is left. Late counts below nought."""
    if on > due_on:
        return -working_days_left(on, on=due_on, calendar=calendar)
    days = (on + timedelta(days=count) for count in range(1, (due_on - on).days + 1))
    return sum(calendar.is_working(day) for day in days)


def is_overdue(due_on: date, *, on: date) -> bool:
    """The last day itself is still in time."""
    return on > due_on
