"""The fine of a case: opened when its decision is served, called off with it; and what of it the case's record tells."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from inspect_app.actions.fines import call_off_fine, open_fine, surcharge_on
from inspect_app.rules.acts import Procedure, Sanction
from inspect_app.rules.case_entries import ENTRIES, Delay, Paid, PenaltyDecision
from inspect_app.rules.case_paper_facts import DECISIONS, Debt
from inspect_app.rules.case_records import Entry
from inspect_app.rules.plain import from_plain
from inspect_app.rules.procedure import Subject, is_settled
from inspect_app.store.cases import Case, CaseEntry
from inspect_app.store.fines import Fine, FineDeferral, fine_of, fines_of
from inspect_app.store.officers import Officer


def deciding_entry(case: Case) -> CaseEntry | None:
    """The newest decision, where it penalises: the fine follows from it, not from the case, which may decide anew."""
    newest = next((one for one in reversed(case.entries) if one.step in DECISIONS), None)
    return newest if newest and newest.step == "decide" else None


def fine_of_case(case: Case) -> Fine | None:
    entry = deciding_entry(case)
    return fine_of(entry.id, Procedure.GENERAL) if entry else None


def fines_of_cases(cases: Iterable[Case]) -> dict[UUID, Fine]:
    """By case, of those whose newest decision was served with a fine."""
    deciding = {entry.id: case.id for case in cases if (entry := deciding_entry(case))}
    return {deciding[fine.subject_id]: fine for fine in fines_of(list(deciding), Procedure.GENERAL)}


def open_fine_of_case(case: Case, delivered_on: date, number: str, *, at: datetime) -> Fine | None:
    """With the service of the decision; nothing where it fined nothing."""
    entry = deciding_entry(case)
    said = _decided(entry) if entry else None
    if entry is None or said is None or said.sanction is not Sanction.FINE or said.fine_yuan <= 0:
        return None
    return open_fine(
        entry.id,
        Procedure.GENERAL,
        said.fine_yuan,
        delivered_on,
        agency_id=case.agency_id,
        number=number or case.number,
        party_name=str(case.party["name"]),
        at=at,
    )


def _decided(entry: CaseEntry) -> PenaltyDecision:
    found = from_plain(ENTRIES[entry.step], entry.facts)
    assert isinstance(found, PenaltyDecision)
    return found


def call_off_fine_of_case(case: Case, reason: str, *, by: Officer, at: datetime) -> None:
    if entry := deciding_entry(case):
        call_off_fine(entry.id, Procedure.GENERAL, reason, by=by, at=at)


def debt_of(case: Case, *, on: date) -> Debt | None:
    fine = fine_of_case(case)
    if fine is None:
        return None
    facts, deferral = fine.facts(), _approved(fine)
    return Debt(
        amount_yuan=fine.amount_yuan,
        unpaid_yuan=facts.unpaid_yuan,
        surcharge_owed=surcharge_on(fine, on),
        is_settled=is_settled(Subject.FINE, fine.stage),
        stage=fine.stage.value,
        applied_on=deferral.applied_on if deferral else None,
        hardship=deferral.hardship if deferral else "",
        plan=deferral.lines() if deferral else (),
    )


def _approved(fine: Fine) -> FineDeferral | None:
    return next((one for one in reversed(fine.deferrals) if one.is_approved), None)


def with_what_the_fine_tells(entries: list[Entry], fine: Fine | None) -> tuple[Entry, ...]:
    """Payments and deferrals stand in the record on their days, read from the fine: they are written down once."""
    found = list(entries)
    for one in _told(fine) if fine else ():
        place = next(
            (index for index, entry in enumerate(found) if entry.happened_on > one.happened_on), len(found)
        )
        found.insert(place, one)
    return tuple(found)


def _told(fine: Fine) -> list[Entry]:
    paid = [
        Entry("pay", one.paid_on, Paid(one.fine_yuan, one.evidence_number), str(one.noted_by))
        for one in fine.payments
        if one.struck_at is None and one.fine_yuan
    ]
    if fine.cash and fine.cash.deposited_on:
        cash = fine.cash
        paid.append(
            Entry("pay", cash.collected_on, Paid(cash.amount_yuan, cash.receipt_number), _who(cash.collected_by))
        )
    delays = [
        Entry("allow_delay", one.answered_on, Delay(one.lines()[-1].due_on, one.hardship), _who(one.answered_by))
        for one in fine.deferrals
        if one.is_approved and one.answered_on and one.lines()
    ]
    return sorted([*delays, *paid], key=lambda one: one.happened_on)


def _who(officer_id: UUID | None) -> str:
    return str(officer_id) if officer_id else ""
