"""The last day of a period in a case, and what keeps it from being counted."""

from datetime import date

from inspect_app.problems import Problem, Refusal
from inspect_app.rules.case_records import NewEntry
from inspect_app.rules.clocks import reckoned


def end_of(clock: str, from_on: date, new: NewEntry) -> tuple[date | None, list[Refusal]]:
    """The last day. A period that no text read by us sets on that day bars nothing; one that cannot be counted yet does."""
    found = reckoned(clock, from_on, calendar=new.calendar)
    if isinstance(found, date):
        return found, []
    return None, [] if found.problem is Problem.NO_RULE_IN_FORCE else [found]
