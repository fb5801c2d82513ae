"""What is due when in the cases of an office, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from inspect_app.actions.case_records import records_going_on
from inspect_app.actions.settings import work_calendar
from inspect_app.rules.calendar import WorkCalendar
from inspect_app.rules.case_clocks import RunningClock, clocks_of
from inspect_app.rules.case_records import CaseRecord
from inspect_app.rules.people import Role
from inspect_app.rules.stages import Stage
from inspect_app.store.cases import Case
from inspect_app.store.officers import Officer

SETTLED = frozenset({Stage.CLOSED, Stage.ARCHIVED, Stage.NOT_FILED})
OVERSEES = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.HEAD})


@dataclass(frozen=True)
class DueDay:
    """One running clock of one case; `officers` = who investigates it."""

    case: Case
    clock: RunningClock
    officers: tuple[str, ...]


def due_days(agency_id: UUID) -> list[DueDay]:
    """Of every case that goes on, soonest first; what cannot be reckoned comes last."""
    calendar = work_calendar(agency_id)
    found = list(_running(records_going_on(agency_id).values(), calendar))
    return sorted(found, key=lambda one: (one.clock.last_on is None, one.clock.last_on, one.case.number))


def _running(known: Iterable[tuple[Case, CaseRecord]], calendar: WorkCalendar) -> Iterable[DueDay]:
    for case, record in known:
        if case.stage in SETTLED:
            continue
        for clock in clocks_of(record, calendar=calendar):
            if clock.is_running:
                yield DueDay(case, clock, record.investigators)


def due_days_for(officer: Officer) -> list[DueDay]:
    """Those of the cases that they investigate; of the whole office for whoever oversees it."""
    found = due_days(officer.home_id)
    if officer.role in OVERSEES:
        return found
    return [one for one in found if str(officer.id) in one.officers]
