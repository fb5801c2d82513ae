"""What an officer states of an on-the-spot decision, and what of it the server looks up for itself."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from inspect_app.rules.acts import Act, Sanction
from inspect_app.rules.calendar import day_of
from inspect_app.rules.decisions import Collection, DecisionFacts, PartyOfCase, ReceiptIssuer, Told
from inspect_app.store.at_hand import at_hand, bring
from inspect_app.store.officers import Officer


@dataclass(frozen=True)
class Claims:
    """What an officer states of a decision. `officer_ids` are looked up: the phone's word on certificates counts not."""

    act: str
    party: PartyOfCase
    sanction: Sanction
    fine_yuan: int
    facts: str
    place: str
    factors: tuple[str, ...]
    factor_note: str
    officer_ids: tuple[UUID, ...]
    facts_are_certain: bool
    identity_shown_at: datetime | None
    told_at: datetime | None
    heard_at: datetime | None
    decided_at: datetime
    statement: str = ""
    statement_review: str = ""
    correct_at_once: bool = False
    correct_by: date | None = None
    collection: Collection = Collection.BANK
    receipt_number: str = ""
    told: tuple[Told, ...] | None = None
    receipt_issuer: ReceiptIssuer | None = None
    collection_note: str | None = None
    is_on_water: bool = False


def decision_facts(claims: Claims, act: Act) -> DecisionFacts:
    officers = tuple(officer.facts() for officer in officers_in_order(claims.officer_ids))
    values = {name: value for name, value in vars(claims).items() if name not in ("act", "officer_ids")}
    return DecisionFacts(act=act, officers=officers, decided_on=day_of(claims.decided_at), **values)


def officers_in_order(ids: tuple[UUID, ...]) -> list[Officer]:
    bring(Officer, ids)
    return [officer for officer_id in ids if (officer := at_hand(Officer, officer_id))]
