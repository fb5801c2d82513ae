"""Which periods of a case run, since when and until when: started and stopped by its steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspect_app.problems import Refusal
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.case_records import CaseRecord, Entry
from inspect_app.rules.clocks import CLOCKS, Clock, Counting, reckoned
from inspect_app.rules.procedure import STEPS, Subject

RIGHTS_OF_THE_PARTY = frozenset({"ask_for_hearing", "reconsider", "sue"})


@dataclass(frozen=True)
class RunningClock:
    """`last_on` None = it cannot be reckoned, and `why` says so. `stopped_on` = the day on which its step was taken."""

    code: str
    from_on: date
    last_on: date | None
    stopped_on: date | None = None
    why: Refusal | None = None

    @property
    def clock(self) -> Clock:
        return CLOCKS[self.code]

    @property
    def is_running(self) -> bool:
        return self.stopped_on is None

    @property
    def is_to_be_kept(self) -> bool:
        """Somebody must act in it. A wait, or a right of the party, just ends: nobody is late."""
        return not self.clock.is_wait and self.code not in RIGHTS_OF_THE_PARTY

    def is_late(self, *, on: date) -> bool:
        end = self.stopped_on or on
        return self.last_on is not None and end > self.last_on and self.is_to_be_kept

    def days_left(self, *, on: date, calendar: WorkCalendar) -> int | None:
        """In the days in which the clock counts; below nought = so many days late. None where it cannot be reckoned."""
        if self.last_on is None:
            return None
        if self.clock.counting is Counting.CALENDAR:
            return (self.last_on - on).days
        return _working_days(on, self.last_on, calendar)


def _working_days(start: date, end: date, calendar: WorkCalendar) -> int:
    """Days of a year not yet published are counted as they come: this is for the eye, the last day stands fast."""
    first, last = sorted((start, end))
    days = (date.fromordinal(number) for number in range(first.toordinal() + 1, last.toordinal() + 1))
    count = sum(calendar.is_working(day) if calendar.knows(day) else True for day in days)
    return count if end >= start else -count


def clocks_of(record: CaseRecord, *, calendar: WorkCalendar) -> list[RunningClock]:
    """In the order in which they started. The same clock started again replaces the earlier one."""
    found: dict[str, RunningClock] = {}
    for entry in record.entries:
        step = STEPS[Subject.CASE][entry.step]
        for code in step.stops:
            if code in found and found[code].is_running and _stops(record, entry):
                found[code] = _stopped(found[code], entry.happened_on)
        if entry.step == "extend" and "decide_case" in found:
            found["decide_case"] = _extended(found["decide_case"], entry.facts.until_on)
        for code in _started(record, entry, step.starts):
            found[code] = _begin(code, entry.happened_on, calendar)
    return list(found.values())


def _started(record: CaseRecord, entry: Entry, codes: Iterable[str]) -> list[str]:
    """No days to ask for a hearing where there is no right to one, none to pay where nothing is owed."""
    without = set()
    if not record.may_ask_for_hearing:
        without.add("ask_for_hearing")
    if entry.step == "serve" and not record.fine_yuan:
        without.add("pay_fine")
    return [code for code in codes if code not in without]


def _stops(record: CaseRecord, entry: Entry) -> bool:
    """A part of the fine does not end the days to pay the rest."""
    return entry.step != "pay" or record.paid_yuan >= record.fine_yuan


def _stopped(clock: RunningClock, on: date) -> RunningClock:
    return RunningClock(clock.code, clock.from_on, clock.last_on, on, clock.why)


def _extended(clock: RunningClock, until: date) -> RunningClock:
    return RunningClock(clock.code, clock.from_on, until, clock.stopped_on)


def _begin(code: str, from_on: date, calendar: WorkCalendar) -> RunningClock:
    found = reckoned(code, from_on, calendar=calendar)
    return (
        RunningClock(code, from_on, None, why=found)
        if isinstance(found, Refusal)
        else RunningClock(code, from_on, found)
    )
