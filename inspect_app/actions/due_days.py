"""The days by which something must be done: of cases, orders to correct and filings, for the calendar and its feed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from inspect_app.actions.settings import work_calendar
from inspect_app.rules.case_clocks import Running, SetDay, days_set, open_clocks
from inspect_app.rules.procedure import Subject
from inspect_app.store.case_lists import live_cases
from inspect_app.store.cases import Case, cases_as_facts
from inspect_app.store.decisions import TO_FILE, decisions_of
from inspect_app.store.orders import TO_CORRECT, orders_of


@dataclass(frozen=True)
class DueDay:
    """`what` = Chinese label; `key` is the same as long as it is about the same thing; `is_wait`: only then may the next come."""

    on: date
    what: str
    subject: Subject
    subject_id: UUID
    number: str
    party: str
    key: str
    is_wait: bool = False


def due_days(agency_id: UUID, *, of: UUID | None = None) -> list[DueDay]:
    """Of the whole office, or of one officer: the cases that they investigate and the papers that they made."""
    found = _of_cases(agency_id, of)
    for order in orders_of(agency_id, *TO_CORRECT):
        if of in (None, order.made_by):
            found.append(_paper(order.due_on, "责令改正期限", Subject.ORDER, order))
    for decision in decisions_of(agency_id, *TO_FILE):
        if decision.file_by_on and of in (None, decision.made_by):
            found.append(_paper(decision.file_by_on, "当场处罚备案期限", Subject.DECISION, decision))
    return sorted(found, key=lambda day: (day.on, day.what, day.number, str(day.subject_id)))


def _paper(on: date, what: str, subject: Subject, paper: object) -> DueDay:
    number, party = str(getattr(paper, "number", "")), str(getattr(paper, "party_name", ""))
    return DueDay(on, what, subject, getattr(paper, "id"), number, party, subject.name.lower())  # noqa: B009


def _of_cases(agency_id: UUID, of: UUID | None) -> list[DueDay]:
    cases = live_cases(agency_id, of)
    facts, calendar = cases_as_facts(cases), work_calendar(agency_id)
    found = [
        _clock(case, clock)
        for case in cases
        for clock in open_clocks(facts[case.id], calendar=calendar)
        if clock.due_on
    ]
    return found + [_set(case, day) for case in cases for day in days_set(facts[case.id])]


def _clock(case: Case, clock: Running) -> DueDay:
    assert clock.due_on
    key = f"{clock.code}-{clock.since_on.isoformat()}"
    what, is_wait = clock.clock.label, clock.clock.is_wait
    return DueDay(clock.due_on, what, Subject.CASE, case.id, case.number, case.party_name, key, is_wait)


def _set(case: Case, day: SetDay) -> DueDay:
    return DueDay(day.on, day.label, Subject.CASE, case.id, case.number, case.party_name, f"{day.step}-{day.place}")


def cases_running_late(agency_id: UUID, *, on: date) -> frozenset[UUID]:
    """Those of which a period of the office, or a payment, is over."""
    cases, calendar = live_cases(agency_id), work_calendar(agency_id)
    facts = cases_as_facts(cases, with_rows=False)
    return frozenset(
        case_id
        for case_id, one in facts.items()
        if any(c.is_overdue(on=on) for c in open_clocks(one, calendar=calendar))
    )
