"""When a paper counts as handed over: who signed it, or what was noted of the refusal; a decision and an order differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.calendar import day_of
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.statutes import Citation


@dataclass(frozen=True)
class Delivery:
    """Who signed, or why not and who saw it, and when the paper changed hands. `photos` = of the paper, as left behind.

    `copies` = of a decision, one for the party and one for the file; None = not asked, as by earlier phones.
    """

    officers_signed: frozenset[str]
    party_signed: bool
    refusal_reason: str
    delivered_at: datetime | None
    witness: str = ""
    photos: int = 0
    copies: int | None = None
    decided_on: date | None = None


COPIES = 2


def gates_before_delivery(delivery: Delivery, officers: Sequence[OfficerFacts]) -> list[Refusal]:
    """执法人员签名或者盖章；当事人签收，拒绝签收的注明；当场交付（行政处罚法第五十二条）。"""
    faults = [
        *_unsigned(delivery, officers, statutes.ON_THE_SPOT_CONTENT),
        _refusal_not_noted(delivery, statutes.ON_THE_SPOT_FORM),
        _not_delivered(delivery, statutes.ON_THE_SPOT_FORM),
        _not_on_the_spot(delivery),
        _too_few_copies(delivery),
    ]
    return [fault for fault in faults if fault]


def gates_before_order_delivery(delivery: Delivery, officers: Sequence[OfficerFacts]) -> list[Refusal]:
    """两名以上执法人员签名；受送达人签收，拒收的记明事由，由见证人签名，或者拍照、录像留置（民事诉讼法第八十七条、第八十九条）。"""
    faults = [
        *_unsigned(delivery, officers, statutes.TWO_OFFICERS),
        _refusal_not_noted(delivery, statutes.REFUSAL_TO_SIGN),
        _unseen(delivery),
        _not_delivered(delivery, statutes.RECEIPT_OF_SERVICE),
    ]
    return [fault for fault in faults if fault]


def _unsigned(delivery: Delivery, officers: Sequence[OfficerFacts], law: Citation) -> list[Refusal]:
    missing = [officer for officer in officers if officer.badge_number not in delivery.officers_signed]
    return [Refusal(Problem.SIGNATURE_MISSING, law, {"who": officer.name}) for officer in missing]


def _refusal_not_noted(delivery: Delivery, law: Citation) -> Refusal | None:
    is_noted = delivery.party_signed or delivery.refusal_reason.strip()
    return None if is_noted else Refusal(Problem.REFUSAL_NOT_NOTED, law)


def _unseen(delivery: Delivery) -> Refusal | None:
    """A paper that was left with somebody who would not sign needs a witness, or a picture of it."""
    was_refused = not delivery.party_signed and delivery.refusal_reason.strip()
    if not was_refused or delivery.witness.strip() or delivery.photos:
        return None
    return Refusal(Problem.WITNESS_MISSING, statutes.REFUSAL_TO_SIGN)


def _not_delivered(delivery: Delivery, law: Citation) -> Refusal | None:
    return Refusal(Problem.NOT_DELIVERED, law) if delivery.delivered_at is None else None


def _not_on_the_spot(delivery: Delivery) -> Refusal | None:
    """Handed over there and then: never on another day than that of the decision."""
    if delivery.delivered_at is None or delivery.decided_on is None:
        return None
    delivered_on = day_of(delivery.delivered_at)
    if delivered_on == delivery.decided_on:
        return None
    days = {"decided": delivery.decided_on.isoformat(), "delivered": delivered_on.isoformat()}
    return Refusal(Problem.DELIVERED_ON_ANOTHER_DAY, statutes.ON_THE_SPOT_FORM, days)


def _too_few_copies(delivery: Delivery) -> Refusal | None:
    """One for the party, one for the office's file (第五十二条第一款、第三款)."""
    if delivery.copies is None or delivery.copies >= COPIES:
        return None
    return Refusal(Problem.TOO_FEW_COPIES, statutes.ON_THE_SPOT_FORM, {"copies": delivery.copies})
