"""When a paper counts as handed over: who signed it, or what was noted of the refusal; a decision and an order differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inspect_app.problems import Problem, Refusal
from inspect_app.rules import statutes
from inspect_app.rules.people import OfficerFacts
from inspect_app.rules.statutes import Citation


@dataclass(frozen=True)
class Delivery:
    """Who signed, or why not and who saw it, and when the paper changed hands. `photos` = of the paper, as left behind."""

    officers_signed: frozenset[str]
    party_signed: bool
    refusal_reason: str
    delivered_at: datetime | None
    witness: str = ""
    photos: int = 0


def gates_before_delivery(delivery: Delivery, officers: Sequence[OfficerFacts]) -> list[Refusal]:
    """执法人员签名或者盖章；当事人签收，拒绝签收的注明；当场交付（行政处罚法第五十二条）。"""
    faults = [
        *_unsigned(delivery, officers, statutes.ON_THE_SPOT_CONTENT),
        _refusal_not_noted(delivery, statutes.ON_THE_SPOT_FORM),
        _not_delivered(delivery, statutes.ON_THE_SPOT_FORM),
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
