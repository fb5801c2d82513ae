"""Which periods run in a case: from when, until when, and what stopped them. What no known text sets is said so, never guessed."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.case_facts import CaseFacts, Correction, CorrectionOutcome, Entry, Limitation
from inspect_app.rules.clocks import CLOCKS, Clock, Counting, after
from inspect_app.rules.procedure import STEPS, Subject

FOUND = "found"
"""What stops the period of limitation is no step: the act was found."""
FOLLOWS = {"ask_court": "sue"}
"""A period that begins when another one ends: 自法定的起诉期限届满之日起三个月内（行政强制法第五十三条）。"""
RIGHTS = frozenset({"reconsider", "sue", "ask_for_hearing", "against_police_refusal"})
"""Periods in which somebody may do something: when they are over, nobody was late."""
LIMITATIONS = {Limitation.ORDINARY: "limitation", Limitation.HARM: "limitation_of_harm"}


class Unknown(StrEnum):
    """Why the last day of a period cannot be told."""

    NO_TEXT = "当时的法律文本未核对，期限不明"
    NO_CALENDAR = "该年的节假日安排尚未公布，暂不能计算"


@dataclass(frozen=True)
class Running:
    """One period of a case. `due_on` None = not known, and `unknown` says why; `stopped_by` = the step that ended it."""

    code: str
    since_on: date
    due_on: date | None
    unknown: Unknown | None = None
    started_by: str = ""
    stopped_by: str = ""
    stopped_on: date | None = None
    is_extended: bool = False

    @property
    def clock(self) -> Clock:
        return CLOCKS[self.code]

    @property
    def is_open(self) -> bool:
        return self.stopped_on is None

    def is_overdue(self, *, on: date) -> bool:
        """The last day itself is still in time. What one waits for, or may let pass, is never overdue: it is over."""
        is_owed = not self.clock.is_wait and self.code not in RIGHTS
        return self.is_open and is_owed and self.due_on is not None and on > self.due_on


def due_day(code: str, from_on: date, *, calendar: WorkCalendar) -> tuple[date | None, Unknown | None]:
    """The last day, or why it is not known."""
    clock = CLOCKS[code]
    if clock.since and from_on < clock.since:
        return None, Unknown.NO_TEXT
    if clock.counting is Counting.WORKING and not is_published(from_on, clock.length, calendar):
        return None, Unknown.NO_CALENDAR
    return after(clock, from_on, calendar=calendar), None


def is_published(start: date, count: int, calendar: WorkCalendar) -> bool:
    """Every day on the way to the count-th working day is known to be one or not."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day not in calendar.overrides and day.year not in calendar.published:
            return False
        count -= calendar.is_working(day)
    return True


def clocks_of(case: CaseFacts, *, calendar: WorkCalendar) -> list[Running]:
    """Every period that ever ran, in the order in which they began."""
    found = [_limitation(case, calendar)]
    for place, entry in enumerate(case.entries):
        for code in entry.starts:
            running = _begun(code, entry, case, calendar)
            found.append(_extended(_stopped(running, case.entries[place + 1 :]), case.entries[place + 1 :]))
    return found


def _limitation(case: CaseFacts, calendar: WorkCalendar) -> Running:
    """追究时效自行为发生（终了）之日起算，看的是此后何时被发现：到发现之日为止。"""
    code = LIMITATIONS[case.limitation]
    due_on, unknown = due_day(code, case.act_on, calendar=calendar)
    return Running(code, case.act_on, due_on, unknown, stopped_by=FOUND, stopped_on=case.found_on)


def found_too_late(case: CaseFacts, *, calendar: WorkCalendar) -> bool:
    """二年（五年）内未被发现的，不再给予行政处罚。A warning: what the act's end was is for people to judge."""
    running = _limitation(case, calendar)
    return running.due_on is not None and case.found_on > running.due_on


def _begun(code: str, entry: Entry, case: CaseFacts, calendar: WorkCalendar) -> Running:
    since_on: date | None = entry.on
    if code in FOLLOWS:
        begin = next((one for one in case.entries if FOLLOWS[code] in one.starts), entry)
        since_on, _why = due_day(FOLLOWS[code], begin.on, calendar=calendar)
    if since_on is None:
        return Running(code, entry.on, None, Unknown.NO_TEXT, entry.step)
    due_on, unknown = due_day(code, since_on, calendar=calendar)
    return Running(code, since_on, due_on, unknown, entry.step)


def _stopped(running: Running, later: tuple[Entry, ...]) -> Running:
    """By the first later step that says so, or by the next start of the same period."""
    for entry in later:
        if running.code in STEPS[Subject.CASE][entry.step].stops or running.code in entry.starts:
            return Running(**{**vars(running), "stopped_by": entry.step, "stopped_on": entry.on})
    return running


def _extended(running: Running, later: tuple[Entry, ...]) -> Running:
    """法律、法规、规章另有规定的，从其规定: only the period for deciding, and only by a rule that somebody named."""
    days = [entry.until_on for entry in later if entry.step == "extend_period" and entry.until_on]
    if running.code != "decide_case" or not days or running.due_on is None:
        return running
    return Running(**{**vars(running), "due_on": max(running.due_on, *days), "is_extended": True})


@dataclass(frozen=True)
class SetDay:
    """A day that a step of the office set, not the law: `label` says for what."""

    on: date
    label: str
    step: str
    place: int


SET_DAYS = {
    "ask_for_materials": ("当事人提供材料", ()),
    "order_correction": ("当事人改正", ("record_correction",)),
    "give_notice": ("当事人陈述申辩", ("submit", "report_hearing", "reopen_investigation")),
    "call_hearing": ("举行听证", ("hold_hearing",)),
    "decide": ("当事人改正", ("record_correction",)),
}
"""Steps that set a day, what for, and after which steps it means nothing any more."""


def _is_left_open(entry: Entry) -> bool:
    """A check that found it not corrected, or only in part, ends nothing."""
    return isinstance(entry.facts, Correction) and entry.facts.outcome is not CorrectionOutcome.CORRECTED


def days_set(case: CaseFacts) -> list[SetDay]:
    """改正另行跟踪: its day stands until it was seen to be corrected, also after the case is closed."""
    found = []
    for place, entry in enumerate(case.entries):
        label, ends = SET_DAYS.get(entry.step, ("", ()))
        later = {one.step for one in case.entries[place + 1 :] if not _is_left_open(one)}
        if label and entry.until_on and not later.intersection(ends):
            found.append(SetDay(entry.until_on, label, entry.step, place))
    return sorted(found, key=lambda day: day.on)


def open_clocks(case: CaseFacts, *, calendar: WorkCalendar) -> list[Running]:
    """What still runs, the nearest last day first; what is not known comes last."""
    running = [one for one in clocks_of(case, calendar=calendar) if one.is_open]
    return sorted(running, key=lambda one: one.due_on or date.max)


def clock_in(case: CaseFacts, code: str, *, calendar: WorkCalendar) -> Running | None:
    """The last time this period ran, still running or not."""
    return next((one for one in reversed(clocks_of(case, calendar=calendar)) if one.code == code), None)


def days_left(running: Running, *, on: date, calendar: WorkCalendar) -> int | None:
    """In the days in which the article counts; less than nought = over. None = not known."""
    if running.due_on is None:
        return None
    if running.clock.counting is not Counting.WORKING:
        return (running.due_on - on).days
    first, last = sorted((on, running.due_on))
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    if any(day not in calendar.overrides and day.year not in calendar.published for day in days):
        return (running.due_on - on).days
    count = sum(calendar.is_working(day) for day in days)
    return count if running.due_on >= on else -count
