"""Days as moments, for questions to the record."""

from datetime import date, datetime, time

from inspect_app.rules.calendar import SHANGHAI


def beginning_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)
