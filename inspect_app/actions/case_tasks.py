"""Cases that wait for a person's step, and cases of which a period has run out or is about to."""

from datetime import date, timedelta
from uuid import UUID

from inspect_app.actions.case_records import records_going_on
from inspect_app.actions.due_days import DueDay, due_days_for
from inspect_app.rules.case_tasks import waits_for
from inspect_app.store.officers import Officer

SOON = timedelta(days=7)


def waiting_cases(officer: Officer) -> dict[UUID, list[str]]:
    """Case -> the steps of this person that it waits for."""
    found = {
        case_id: waits_for(record, key=str(officer.id), role=officer.role)
        for case_id, (_case, record) in records_going_on(officer.home_id).items()
    }
    return {case_id: steps for case_id, steps in found.items() if steps}


def late_cases(officer: Officer, *, on: date) -> frozenset[UUID]:
    """Where a period that must be kept has run out: of one's own cases, of the whole office for whoever oversees it."""
    return frozenset(one.case.id for one in due_days_for(officer) if one.clock.is_late(on=on))


def pressing_cases(officer: Officer, *, on: date) -> frozenset[UUID]:
    """Where one has run out, or will within seven days."""
    return frozenset(one.case.id for one in due_days_for(officer) if _is_pressing(one, on))


def _is_pressing(one: DueDay, on: date) -> bool:
    return one.clock.is_to_be_kept and one.clock.last_on is not None and one.clock.last_on <= on + SOON
