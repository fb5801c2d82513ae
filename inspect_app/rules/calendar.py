"""Which days are working days: published holidays and make-up days, overridden by the office's own table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from inspect_app.problems import Problem, Refusal, Refused
from inspect_app.rules.statutes import WORKING_DAYS

SHANGHAI = timezone(timedelta(hours=8), "CST")
SATURDAY = 5


def day_of(moment: datetime) -> date:
    """The calendar day in Shanghai on which a moment falls; legal days are local days."""
    return moment.astimezone(SHANGHAI).date()


@dataclass(frozen=True)
class WorkCalendar:
    """Days that differ from Monday-to-Friday, for the years whose holidays are published.

    `published` = years known; `overrides` = the office's own days, which win and need no published year.
    """

    holidays: frozenset[date]
    workdays: frozenset[date]
    published: frozenset[int]
    overrides: Mapping[date, bool] = field(default_factory=dict)

    def knows(self, day: date) -> bool:
        return day in self.overrides or day.year in self.published

    def is_working(self, day: date) -> bool:
        """Raises `Refused` for a year not yet published: a legal period is never guessed."""
        if day in self.overrides:
            return self.overrides[day]
        if not self.knows(day):
            raise Refused(Refusal(Problem.CALENDAR_NOT_PUBLISHED, WORKING_DAYS, {"year": day.year}))
        return day in self.workdays or (day.weekday() < SATURDAY and day not in self.holidays)


def add_working_days(start: date, count: int, calendar: WorkCalendar) -> date:
    """The count-th working day after `start`; the day of the event itself does not count."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= calendar.is_working(day)
    return day
