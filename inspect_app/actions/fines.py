"""Fines as debts: opened when a decision is delivered, paid, struck, called off with the decision, given back."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules import statutes
from inspect_app.rules.acts import Procedure
from inspect_app.rules.calendar import day_of
from inspect_app.rules.deadlines import pay_by
from inspect_app.rules.fines import Payment, PaymentWay, day_faults, next_due, payment_faults
from inspect_app.rules.procedure import Stage
from inspect_app.rules.surcharges import SURCHARGE_PERCENT, surcharge_owed
from inspect_app.store.audit import note_deed
from inspect_app.store.base import db
from inspect_app.store.feed import announce
from inspect_app.store.fines import Fine, FinePayment, fine_for_update, fine_of, payment_numbered
from inspect_app.store.officers import Officer


@dataclass(frozen=True)
class PaymentFacts:
    """As it stands on the bank's slip; `surcharge` = what of it was for late payment."""

    paid_on: date
    fine_yuan: int
    surcharge: Decimal
    way: PaymentWay
    evidence_number: str


def open_fine(
    subject_id: UUID,
    procedure: Procedure,
    amount_yuan: int,
    delivered_on: date,
    *,
    agency_id: UUID,
    number: str,
    party_name: str,
    at: datetime,
) -> Fine:
    """The debt of one decision, from the day on which the party received it. Once for each decision."""
    if fine_of(subject_id, procedure):
        raise Refused(Refusal(Problem.FINE_OPEN_ALREADY))
    due_on = pay_by(delivered_on)
    fine = Fine(
        id=uuid4(),
        agency_id=agency_id,
        procedure=procedure,
        subject_id=subject_id,
        number=number,
        party_name=party_name,
        amount_yuan=amount_yuan,
        delivered_on=delivered_on,
        first_due_on=due_on,
        stage=Stage.OWED,
        due_on=due_on,
        opened_at=at,
        payments=[],
        deferrals=[],
        pauses=[],
        waivers=[],
    )
    db.session.add(fine)
    db.session.flush()
    return fine


def fine_of_office(fine_id: UUID, *, by: Officer) -> Fine:
    fine = fine_for_update(fine_id)
    if fine is None or fine.agency_id != by.home_id:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return fine


def record_payment(fine_id: UUID, facts: PaymentFacts, *, by: Officer, at: datetime) -> FinePayment:
    """What arrived at the bank. When nothing is owed any more the fine is settled."""
    fine = fine_of_office(fine_id, by=by)
    take_step(fine, "record_payment", by=by, at=at)
    paid = Payment(facts.paid_on, facts.fine_yuan, facts.surcharge)
    known, owed = fine.facts(), surcharge_on(fine, facts.paid_on)
    faults = payment_faults(known, paid, evidence=facts.evidence_number, surcharge_owed=owed, today=day_of(at))
    refuse_if_any([*faults, _slip_used(fine, facts.evidence_number)])
    payment = FinePayment(id=uuid4(), fine_id=fine.id, noted_by=by.id, noted_at=at, **vars(facts), struck_reason="")
    fine.payments.append(payment)
    bring_up_to_date(fine)
    if fine.due_on is None and surcharge_on(fine, day_of(at)) == 0:
        take_step(fine, "settle", by=by, at=at)
    note_fine_deed("record_payment", fine, by=by, at=at, day=facts.paid_on.isoformat(), evidence=facts.evidence_number,
                   fine_yuan=facts.fine_yuan, surcharge=str(facts.surcharge))  # fmt: skip
    return payment


def _slip_used(fine: Fine, evidence_number: str) -> Refusal | None:
    if evidence_number.strip() and payment_numbered(fine.agency_id, evidence_number):
        return Refusal(Problem.PAYMENT_NUMBER_USED, statutes.PAY_WITHIN_15_DAYS, {"evidence": evidence_number})
    return None


def surcharge_on(fine: Fine, day: date) -> Decimal:
    """What is still owed for lateness; nothing under a text that was not read."""
    if not SURCHARGE_PERCENT.covers(fine.delivered_on):
        return Decimal(0)
    return surcharge_owed(fine.facts(), on=day)


def bring_up_to_date(fine: Fine) -> None:
    """The day by which lists find it."""
    db.session.flush()
    due = next_due(fine.facts())
    fine.due_on = due.due_on if due else None


def strike_payment(fine_id: UUID, payment_id: UUID, reason: str, *, by: Officer, at: datetime) -> Fine:
    """A line that was wrong: struck with a reason, and kept."""
    fine = fine_of_office(fine_id, by=by)
    payment = next((one for one in fine.payments if one.id == payment_id), None)
    if payment is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    if payment.struck_at is not None:
        raise Refused(Refusal(Problem.PAYMENT_STRUCK))
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    take_step(fine, "strike_payment", by=by, at=at, reason=reason)
    payment.struck_at, payment.struck_by, payment.struck_reason = at, by.id, reason
    bring_up_to_date(fine)
    note_fine_deed("strike_payment", fine, by=by, at=at, evidence=payment.evidence_number, reason=reason)
    return fine


def call_off_fine(subject_id: UUID, procedure: Procedure, reason: str, *, by: Officer, at: datetime) -> None:
    """The decision is gone and the debt with it; what was paid already must be given back."""
    fine = fine_of(subject_id, procedure)
    if fine is None:
        return
    facts = fine.facts()
    has_paid = facts.paid_yuan + facts.surcharge_paid > 0
    take_step(fine, "call_off_paid" if has_paid else "call_off", by=by, at=at, reason=reason)
    fine.due_on = fine.cash_due_on = None
    tell_of_fine(fine)
    note_fine_deed("call_off_fine", fine, by=by, at=at, reason=reason)


def refund_fine(fine_id: UUID, refunded_on: date, number: str, *, by: Officer, at: datetime) -> Fine:
    fine = fine_of_office(fine_id, by=by)
    take_step(fine, "refund", by=by, at=at)
    missing = None if number.strip() else Refusal(Problem.PAYMENT_EVIDENCE_NEEDED, statutes.GIVE_BACK)
    refuse_if_any([*day_faults(refunded_on, since=fine.delivered_on, today=day_of(at)), missing])
    fine.refunded_on, fine.refund_number = refunded_on, number
    note_fine_deed("refund_fine", fine, by=by, at=at, day=refunded_on.isoformat(), evidence=number)
    return fine


def tell_of_fine(fine: Fine) -> None:
    """Whoever collected cash sees on the phone until when it must be handed over."""
    if fine.cash:
        announce("fine", fine.id, to=[fine.cash.collected_by])


def note_fine_deed(deed: str, fine: Fine, *, by: Officer, at: datetime, **details: object) -> None:
    note_deed(deed, by=by.id, at=at, subject="fine", subject_id=fine.id, number=fine.number, **details)
