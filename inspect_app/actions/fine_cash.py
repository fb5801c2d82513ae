"""Cash collected on the spot: taken with a receipt, brought ashore, handed over, confirmed by another, paid in at the bank."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from inspect_app.actions.fines import fine_of_office, note_fine_deed, tell_of_fine
from inspect_app.actions.settings import work_calendar
from inspect_app.actions.steps import take_step
from inspect_app.problems import Problem, Refusal, Refused, refuse_if_any
from inspect_app.rules import statutes
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import Collection, ReceiptIssuer, refuse_ground, refuse_receipt_of
from inspect_app.rules.fine_cash import (
    another_person_confirms,
    deposit_by,
    hand_over_by,
    hand_over_faults,
    receipt_key,
)
from inspect_app.rules.fines import day_faults
from inspect_app.store.agencies import lock_agency
from inspect_app.store.base import db
from inspect_app.store.fines import Fine, FineCash
from inspect_app.store.officers import Officer
from inspect_app.store.receipts import Receipt, other_use_of_receipt, receipts_of


@dataclass(frozen=True)
class CashFacts:
    """On which ground, in words, and for which receipt. On the water the periods begin with the landing."""

    ground: Collection
    note: str
    receipt_issuer: ReceiptIssuer
    receipt_number: str
    collected_on: date
    is_on_water: bool = False


def use_receipt(number: str, subject_id: UUID, *, agency_id: UUID, used_for: str, at: datetime) -> Refusal | None:
    """A receipt is given out once. Where it was used already, the refusal says for what."""
    key = receipt_key(number)
    if not key:
        return None
    lock_agency(agency_id)
    other = other_use_of_receipt(agency_id, key, subject_id)
    row = Receipt(id=uuid4(), agency_id=agency_id, number=key, subject_id=subject_id, used_for=used_for, used_at=at)
    db.session.add(row)
    db.session.flush()
    if other is None:
        return None
    return Refusal(Problem.RECEIPT_USED_TWICE, statutes.RECEIPT, {"receipt": number, "number": other.used_for})


def release_receipts(subject_id: UUID, *, at: datetime) -> None:
    """The form was voided before it was handed over: the receipt may go with the one that takes its place."""
    for receipt in receipts_of(subject_id):
        receipt.released_at = at


def keep_cash(fine: Fine, facts: CashFacts, *, by: UUID) -> FineCash:
    """From now on somebody holds money that is not theirs, and the period runs."""
    fine.cash = FineCash(
        id=uuid4(), fine_id=fine.id, amount_yuan=fine.facts().unpaid_yuan, collected_by=by, **vars(facts),
        deposit_number="",
    )  # fmt: skip
    fine.due_on = None
    _reckon(fine)
    return fine.cash


def collect_cash(fine_id: UUID, facts: CashFacts, *, by: Officer, at: datetime) -> Fine:
    """After the decision, only where the place is remote and the party asks (第六十九条)."""
    fine = fine_of_office(fine_id, by=by)
    is_remote = facts.ground is Collection.REMOTE_AND_ASKED
    faults = [
        None if is_remote else Refusal(Problem.COLLECTION_NOT_ALLOWED, statutes.NO_OTHER_COLLECTION),
        refuse_ground(facts.ground, facts.note),
        None if facts.receipt_number.strip() else Refusal(Problem.RECEIPT_NEEDED, statutes.RECEIPT),
        refuse_receipt_of(facts.receipt_issuer),
        *day_faults(facts.collected_on, since=fine.delivered_on, today=day_of(at)),
    ]
    take_step(fine, "collect_cash", by=by, at=at, reason=facts.note)
    refuse_if_any(faults)
    number, agency_id = facts.receipt_number, fine.agency_id
    refuse_if_any([use_receipt(number, fine.subject_id, agency_id=agency_id, used_for=fine.number, at=at)])
    keep_cash(fine, facts, by=by.id)
    return _noted("collect_cash", fine, by=by, at=at, receipt=facts.receipt_number)


def land(fine_id: UUID, landed_on: date, *, by: Officer, at: datetime) -> Fine:
    """抵岸: the period of cash collected on the water begins."""
    fine, cash = _fine_with_cash(fine_id, by=by)
    take_step(fine, "land", by=by, at=at)
    refuse_if_any(day_faults(landed_on, since=cash.collected_on, today=day_of(at)))
    cash.landed_on = landed_on
    _reckon(fine)
    return _noted("land", fine, by=by, at=at, day=landed_on.isoformat())


def hand_over_cash(fine_id: UUID, handed_over_on: date, *, by: Officer, at: datetime) -> Fine:
    fine, cash = _fine_with_cash(fine_id, by=by)
    take_step(fine, "hand_over_cash", by=by, at=at)
    refuse_if_any(hand_over_faults(handed_over_on, collected=cash.collected(), today=day_of(at)))
    cash.handed_over_on, cash.handed_over_by = handed_over_on, by.id
    return _noted("hand_over_cash", fine, by=by, at=at, day=handed_over_on.isoformat())


def confirm_cash(fine_id: UUID, received_on: date, *, by: Officer, at: datetime) -> Fine:
    """The agency has it: two working days to the bank from that day."""
    fine, cash = _fine_with_cash(fine_id, by=by)
    take_step(fine, "confirm_cash", by=by, at=at)
    since = cash.handed_over_on or cash.collected_on
    refuse_if_any(
        [
            another_person_confirms(handed_over_by=cash.handed_over_by, confirms=by.id),
            *day_faults(received_on, since=since, today=day_of(at)),
        ]
    )
    cash.received_on, cash.received_by = received_on, by.id
    _reckon(fine)
    return _noted("confirm_cash", fine, by=by, at=at, day=received_on.isoformat())


def return_cash(fine_id: UUID, reason: str, *, by: Officer, at: datetime) -> Fine:
    """What was brought is not what the receipt says: it goes back, and the officer's period goes on."""
    if not reason.strip():
        raise Refused(Refusal(Problem.REASON_NEEDED))
    fine, cash = _fine_with_cash(fine_id, by=by)
    take_step(fine, "return_cash", by=by, at=at, reason=reason)
    cash.handed_over_on = cash.handed_over_by = None
    return _noted("return_cash", fine, by=by, at=at, reason=reason)


def deposit_cash(fine_id: UUID, deposited_on: date, number: str, *, by: Officer, at: datetime) -> Fine:
    fine, cash = _fine_with_cash(fine_id, by=by)
    take_step(fine, "deposit_cash", by=by, at=at)
    missing = None if number.strip() else Refusal(Problem.PAYMENT_EVIDENCE_NEEDED, statutes.HAND_OVER_CASH)
    since = cash.received_on or cash.collected_on
    refuse_if_any([*day_faults(deposited_on, since=since, today=day_of(at)), missing])
    cash.deposited_on, cash.deposited_by, cash.deposit_number = deposited_on, by.id, number
    _reckon(fine)
    return _noted("deposit_cash", fine, by=by, at=at, day=deposited_on.isoformat(), evidence=number)


def _fine_with_cash(fine_id: UUID, *, by: Officer) -> tuple[Fine, FineCash]:
    fine = fine_of_office(fine_id, by=by)
    if fine.cash is None:
        raise Refused(Refusal(Problem.NOT_FOUND))
    return fine, fine.cash


def _reckon(fine: Fine) -> None:
    """The last days of both periods; None where the working days of that year are not published: never guessed."""
    cash, calendar = fine.cash, work_calendar(fine.agency_id)
    if cash is None:
        return
    collected, received_on = cash.collected(), cash.received_on
    cash.hand_over_by_on = _or_none(lambda: hand_over_by(collected, calendar=calendar))
    cash.deposit_by_on = _or_none(lambda: deposit_by(received_on, calendar=calendar) if received_on else None)
    fine.cash_due_on = None if cash.deposited_on else cash.deposit_by_on if received_on else cash.hand_over_by_on


def _or_none(ask: Callable[[], date | None]) -> date | None:
    try:
        return ask()
    except Refused:
        return None


def _noted(deed: str, fine: Fine, *, by: Officer, at: datetime, **details: str) -> Fine:
    note_fine_deed(deed, fine, by=by, at=at, **details)
    tell_of_fine(fine)
    return fine
